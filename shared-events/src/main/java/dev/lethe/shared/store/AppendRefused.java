package dev.lethe.shared.store;

/** An append that a constraint of the store refused; nothing of it was stored. */
public sealed class AppendRefused extends RuntimeException {

  private AppendRefused(String message) {
    super(message);
  }

  /** Another stream holds a value that was to be claimed. */
  public static final class ValueTaken extends AppendRefused {
    private final String scope;

    ValueTaken(String scope) {
      super("another stream holds this " + scope);
      this.scope = scope;
    }

    /** What is taken, such as {@code user.email}. */
    public String scope() {
      return scope;
    }
  }

  /** An answer is kept already under this idempotency key: the first of two racing retries won. */
  public static final class AlreadyAnswered extends AppendRefused {
    AlreadyAnswered() {
      super("this idempotency key has an answer already");
    }
  }

  /** Another process was first to store a key that the events are sealed under: seal them anew. */
  static final class KeyTaken extends AppendRefused {
    KeyTaken() {
      super("there is another key of this name");
    }
  }

  /** The stream has an event of this sequence number already. */
  static final class SequenceTaken extends AppendRefused {
    SequenceTaken() {
      super("the stream has moved on");
    }
  }
}

package dev.lethe.shared.vault;

import com.google.crypto.tink.Aead;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A key of a data subject, and whether the database has it. */
final class DataKey {

  /** What a key is for. */
  record Name(UUID subject, DataCategory category, String period) {

    /** Binds a wrapped key to its name. */
    byte[] context() {
      return ("lethe data key\n" + subject + "\n" + category.text() + "\n" + period)
          .getBytes(StandardCharsets.UTF_8);
    }
  }

  /** What became of a key that was made here. */
  enum State {
    /** Not stored yet. */
    NEW,
    STORED,
    /** Another key of this name was stored before it. */
    TAKEN,
    /** Its person is erased, or its time is over. */
    REFUSED
  }

  private final Name name;
  private final Aead aead;
  private final byte[] wrapped;
  private volatile State state;

  DataKey(Name name, Aead aead, byte[] wrapped, State state) {
    this.name = name;
    this.aead = aead;
    this.wrapped = wrapped;
    this.state = state;
  }

  Name name() {
    return name;
  }

  Aead aead() {
    return aead;
  }

  /** A Tink keyset encrypted by the master key. */
  byte[] wrapped() {
    return wrapped;
  }

  State state() {
    return state;
  }

  boolean isStored() {
    return state == State.STORED;
  }

  /** Whether to seal with it. */
  boolean isUsable() {
    return state == State.NEW || state == State.STORED;
  }

  void become(State after) {
    state = after;
  }
}

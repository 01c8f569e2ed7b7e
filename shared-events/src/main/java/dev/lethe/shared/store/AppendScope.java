package dev.lethe.shared.store;

import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Travels beside one command to the store and brings the answer back. It is bound to the thread
 * that handles the command, because Axon's storage interface has room for neither.
 */
public final class AppendScope {

  private static final ScopedValue<AppendScope> CURRENT = ScopedValue.newInstance();

  private final @Nullable IdempotencyKey idempotencyKey;
  private final OptionalLong expectedSequenceNumber;
  private @Nullable Answer answer;

  /**
   * A scope for one command.
   *
   * @param idempotencyKey under which the answer is kept with the events, or null
   * @param expectedSequenceNumber of the last event of the stream before this command, where the
   *     caller says so
   */
  public AppendScope(@Nullable IdempotencyKey idempotencyKey, OptionalLong expectedSequenceNumber) {
    this.idempotencyKey = idempotencyKey;
    this.expectedSequenceNumber = expectedSequenceNumber;
  }

  /** Runs the work with this scope in force. */
  public <T> T call(Callable<T> work) throws Exception {
    return ScopedValue.where(CURRENT, this).call(work::call);
  }

  /** What was appended, or null where nothing was. */
  public @Nullable Answer answer() {
    return answer;
  }

  static @Nullable AppendScope current() {
    return CURRENT.isBound() ? CURRENT.get() : null;
  }

  @Nullable IdempotencyKey idempotencyKey() {
    return idempotencyKey;
  }

  void appended(Answer what) {
    answer = what;
  }

  /** Refuses a first event that does not follow on the sequence number the caller expected. */
  void check(UUID stream, long firstSequenceNumber) {
    long current = firstSequenceNumber - 1;
    if (expectedSequenceNumber.isPresent() && expectedSequenceNumber.getAsLong() != current) {
      throw new StaleSequenceNumber(stream, expectedSequenceNumber.getAsLong(), current);
    }
  }
}

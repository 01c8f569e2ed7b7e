package dev.lethe.shared.store;

import java.util.UUID;

/** The caller expected an aggregate at another sequence number than it has. */
public final class StaleSequenceNumber extends RuntimeException {

  private final long current;

  /** Current is -1 where the stream has no event. */
  public StaleSequenceNumber(UUID stream, long expected, long current) {
    super(
        "%s was expected at sequence number %d and is at %d".formatted(stream, expected, current));
    this.current = current;
  }

  /** The stream's last sequence number, or -1 where it has no event. */
  public long current() {
    return current;
  }
}

package dev.lethe.shared.store;

import org.jspecify.annotations.Nullable;

/** The database did not answer; the message says whether anything may have been stored. */
public final class EventStoreUnavailable extends RuntimeException {
  EventStoreUnavailable(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}

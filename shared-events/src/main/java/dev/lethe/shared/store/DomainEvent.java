package dev.lethe.shared.store;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One immutable fact, a record named in the past tense and marked with its {@link EventType}. */
public interface DomainEvent {

  /** The person whom the personal data in this event is about, or null where it is about nobody. */
  default @Nullable UUID dataSubject() {
    return null;
  }

  /** The unique values that this event claims or frees, in the transaction that stores it. */
  default List<ClaimChange> claims() {
    return List.of();
  }
}

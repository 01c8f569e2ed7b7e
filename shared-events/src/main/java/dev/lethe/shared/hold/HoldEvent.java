package dev.lethe.shared.hold;

import dev.lethe.shared.store.DomainEvent;
import dev.lethe.shared.store.EventType;
import dev.lethe.shared.value.Ids;
import dev.lethe.shared.vault.NotPersonal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What has happened to the legal holds on a person, which stop erasure (GDPR article 17(3)). */
public sealed interface HoldEvent extends DomainEvent {

  /** Whose data is held. */
  UUID userId();

  /** The hold. */
  UUID holdId();

  @Override
  default UUID dataSubject() {
    return userId();
  }

  /** The stream of all holds on a person. */
  static UUID holdsOn(UUID userId) {
    return Ids.named("holds on " + userId);
  }

  /**
   * The person's data is needed and is not erased.
   *
   * @param matter what it is needed for
   * @param until when it ends by itself, or null where it is to be lifted
   */
  @EventType("hold.placed")
  record LegalHoldPlaced(
      UUID userId,
      UUID holdId,
      @NotPersonal("of the controller") String matter,
      @NotPersonal("of the controller") String reason,
      @Nullable Instant until)
      implements HoldEvent {}

  /** The hold is over. */
  @EventType("hold.lifted")
  record LegalHoldLifted(UUID userId, UUID holdId, @NotPersonal("of the controller") String reason)
      implements HoldEvent {}
}

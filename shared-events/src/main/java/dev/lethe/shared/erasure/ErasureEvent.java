package dev.lethe.shared.erasure;

import dev.lethe.shared.store.ClaimChange;
import dev.lethe.shared.store.DomainEvent;
import dev.lethe.shared.store.EventType;
import dev.lethe.shared.vault.NotPersonal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What has happened to a request for erasure, from asking to the destruction of the keys. */
public sealed interface ErasureEvent extends DomainEvent {

  /** Scope within which a person has one request that is open. */
  String OPEN = "erasure.open";

  /** The request's id, which is also the stream. */
  UUID requestId();

  /** Who is to be forgotten. */
  UUID userId();

  @Override
  default UUID dataSubject() {
    return userId();
  }

  /**
   * A person is to be forgotten.
   *
   * @param dueAt by when it is to be done or answered (GDPR article 12(3): one month)
   * @param identityCheck how it was made sure that it is the person who asks
   */
  @EventType("erasure.requested")
  record ErasureRequested(
      UUID requestId,
      UUID userId,
      Instant dueAt,
      @NotPersonal("of the controller") String identityCheck)
      implements ErasureEvent {
    @Override
    public List<ClaimChange> claims() {
      return List.of(new ClaimChange.Claim(OPEN, userId.toString(), requestId));
    }
  }

  /** It takes longer, by at most two months, and the person was told why. */
  @EventType("erasure.extended")
  record ErasureExtended(
      UUID requestId, UUID userId, Instant dueAt, @NotPersonal("of the controller") String reason)
      implements ErasureEvent {}

  /** It is not done, and the person was told why (GDPR articles 12(4) and 17(3)). */
  @EventType("erasure.refused")
  record ErasureRefused(
      UUID requestId, UUID userId, @NotPersonal("of the controller") String reason)
      implements ErasureEvent {
    @Override
    public List<ClaimChange> claims() {
      return List.of(new ClaimChange.Release(OPEN, userId.toString(), requestId));
    }
  }

  /**
   * It begins: no hold stands against it.
   *
   * @param contacts the person as others have noted their addresses, each a data subject of its own
   */
  @EventType("erasure.started")
  record ErasureStarted(UUID requestId, UUID userId, @NotPersonal("ids") List<UUID> contacts)
      implements ErasureEvent {}

  /**
   * The keys are destroyed: what was sealed under them is unreadable everywhere, and projections
   * blank or drop the person's rows.
   *
   * @param keys how many were destroyed, the contacts' included
   */
  @EventType("erasure.keys-destroyed")
  record KeysDestroyed(
      UUID requestId, UUID userId, @NotPersonal("ids") List<UUID> contacts, int keys)
      implements ErasureEvent {
    @Override
    public List<ClaimChange> claims() {
      return List.of(new ClaimChange.Release(OPEN, userId.toString(), requestId));
    }
  }
}

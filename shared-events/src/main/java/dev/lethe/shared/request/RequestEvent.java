package dev.lethe.shared.request;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lethe.shared.store.DomainEvent;
import dev.lethe.shared.store.EventType;
import dev.lethe.shared.vault.DataCategory;
import dev.lethe.shared.vault.NotPersonal;
import dev.lethe.shared.vault.PersonalData;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What has happened to a person's request for access to their data, or for its rectification.
 * Erasures have events of their own.
 */
public sealed interface RequestEvent extends DomainEvent {

  /** The request's id, which is also the stream. */
  UUID requestId();

  /** Whose data it is about. */
  UUID userId();

  @Override
  default UUID dataSubject() {
    return userId();
  }

  /** What is asked for. */
  enum Kind {
    /** A copy of all data (GDPR articles 15 and 20). */
    @JsonProperty("access")
    ACCESS,
    /** That data be corrected (GDPR article 16). */
    @JsonProperty("rectification")
    RECTIFICATION
  }

  /**
   * A person asks for something.
   *
   * @param dueAt by when it is to be answered (GDPR article 12(3): one month)
   * @param identityCheck how it was made sure that it is the person who asks
   * @param wish what is wrong and what would be right; null for access
   */
  @EventType("request.made")
  record RequestMade(
      UUID requestId,
      UUID userId,
      Kind kind,
      Instant dueAt,
      @NotPersonal("of the controller") String identityCheck,
      @PersonalData(DataCategory.IDENTITY) @Nullable String wish)
      implements RequestEvent {}

  /** It takes longer, by at most two months, and the person was told why. */
  @EventType("request.extended")
  record RequestExtended(
      UUID requestId, UUID userId, Instant dueAt, @NotPersonal("of the controller") String reason)
      implements RequestEvent {}

  /** It is not done, and the person was told why (GDPR article 12(4) and (5)). */
  @EventType("request.refused")
  record RequestRefused(
      UUID requestId, UUID userId, @NotPersonal("of the controller") String reason)
      implements RequestEvent {}

  /**
   * The copy is there.
   *
   * @param manifest SHA-256 of its manifest, in hexadecimal
   */
  @EventType("request.access-given")
  record AccessGiven(UUID requestId, UUID userId, @NotPersonal("a hash") String manifest)
      implements RequestEvent {}

  /**
   * The data is corrected.
   *
   * @param note what was done, as the person was told
   */
  @EventType("request.rectified")
  record Rectified(UUID requestId, UUID userId, @PersonalData(DataCategory.IDENTITY) String note)
      implements RequestEvent {}
}

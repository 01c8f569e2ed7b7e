package dev.lethe.shared.consent;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lethe.shared.store.ClaimChange;
import dev.lethe.shared.store.DomainEvent;
import dev.lethe.shared.store.EventType;
import dev.lethe.shared.value.Ids;
import dev.lethe.shared.vault.DataCategory;
import dev.lethe.shared.vault.NotPersonal;
import dev.lethe.shared.vault.PersonalData;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a person has said, and what was decided, about the processing of their data. */
public sealed interface ProcessingEvent extends DomainEvent {

  /** Claimed for a person while the processing of their data is restricted. */
  String RESTRICTED = "processing.restricted";

  /** Whose data. */
  UUID userId();

  @Override
  default UUID dataSubject() {
    return userId();
  }

  /** The stream of all this of one person. */
  static UUID processingOf(UUID userId) {
    return Ids.named("processing of " + userId);
  }

  /** Why processing is restricted (GDPR article 18(1), a to d). */
  enum Ground {
    /** The person says that the data is wrong, and that is being looked at. */
    @JsonProperty("accuracy-contested")
    ACCURACY_CONTESTED,
    /** Processing is unlawful, and the person does not want the data erased. */
    @JsonProperty("unlawful")
    UNLAWFUL,
    /** The person needs the data for legal claims. */
    @JsonProperty("legal-claims")
    LEGAL_CLAIMS,
    /** The person has objected, and that is being weighed. */
    @JsonProperty("objection-pending")
    OBJECTION_PENDING
  }

  /**
   * The person agrees to a purpose (GDPR article 7).
   *
   * @param textVersion of the text they agreed to
   * @param channel by which they did
   * @param expiresAt when it ends by itself, or null
   */
  @EventType("consent.given")
  record ConsentGiven(
      UUID userId,
      UUID consentId,
      @NotPersonal("of the controller") String purpose,
      @NotPersonal("of the controller") String textVersion,
      @NotPersonal("of the controller") String channel,
      @Nullable Instant expiresAt)
      implements ProcessingEvent {}

  /** The person no longer agrees, as easily as they did (GDPR article 7(3)). */
  @EventType("consent.withdrawn")
  record ConsentWithdrawn(
      UUID userId, UUID consentId, @NotPersonal("of the controller") String channel)
      implements ProcessingEvent {}

  /** The person objects to a purpose (GDPR article 21). */
  @EventType("objection.raised")
  record ObjectionRaised(
      UUID userId,
      UUID objectionId,
      @NotPersonal("of the controller") String purpose,
      @PersonalData(DataCategory.PREFERENCES) String grounds)
      implements ProcessingEvent {}

  /**
   * The objection is decided.
   *
   * @param upheld whether processing for that purpose ends
   * @param reason for an objection that is not upheld, the compelling grounds
   */
  @EventType("objection.decided")
  record ObjectionDecided(
      UUID userId,
      UUID objectionId,
      boolean upheld,
      @NotPersonal("of the controller") String reason)
      implements ProcessingEvent {}

  /** The data is stored, and nothing else is done with it but by the person (GDPR article 18). */
  @EventType("restriction.placed")
  record ProcessingRestricted(
      UUID userId,
      UUID restrictionId,
      Ground ground,
      @NotPersonal("of the controller") String reason)
      implements ProcessingEvent {
    @Override
    public List<ClaimChange> claims() {
      return List.of(new ClaimChange.Claim(RESTRICTED, userId.toString(), processingOf(userId)));
    }
  }

  /** The restriction is over, of which the person was told before (GDPR article 18(3)). */
  @EventType("restriction.lifted")
  record RestrictionLifted(
      UUID userId, UUID restrictionId, @NotPersonal("of the controller") String reason)
      implements ProcessingEvent {
    @Override
    public List<ClaimChange> claims() {
      return List.of(new ClaimChange.Release(RESTRICTED, userId.toString(), processingOf(userId)));
    }
  }
}

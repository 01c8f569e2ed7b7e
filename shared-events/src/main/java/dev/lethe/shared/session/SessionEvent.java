package dev.lethe.shared.session;

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

/** What has happened to the sessions of a person, who is the data subject of all of it. */
public sealed interface SessionEvent extends DomainEvent {

  /** Claimed by a session while it lives, so that each request can ask cheaply. */
  String LIVE = "session.live";

  /** Whose session it is. */
  UUID userId();

  /** The session. */
  UUID sessionId();

  @Override
  default UUID dataSubject() {
    return userId();
  }

  /** The stream of all sessions of a person. */
  static UUID sessionsOf(UUID userId) {
    return Ids.named("sessions of " + userId);
  }

  /** Why a session is over. */
  enum End {
    /** Its person, or an administrator, ended it. */
    @JsonProperty("revoked")
    REVOKED,
    /** It was not refreshed in time. */
    @JsonProperty("expired")
    EXPIRED,
    /** A refresh token was used a second time: somebody else may have it (RFC 9700, 4.14). */
    @JsonProperty("token-reused")
    TOKEN_REUSED,
    /** The person has begun too many others since. */
    @JsonProperty("superseded")
    SUPERSEDED
  }

  /**
   * The person has logged in.
   *
   * @param tenantId on whose behalf
   * @param tokenHash SHA-256 of the refresh token, in hexadecimal
   * @param expiresAt until when it can be refreshed
   * @param address from where
   * @param userAgent with what
   */
  @EventType("session.started")
  record SessionStarted(
      UUID userId,
      UUID sessionId,
      UUID tenantId,
      @NotPersonal("a hash") String tokenHash,
      Instant expiresAt,
      @PersonalData(DataCategory.ACTIVITY) @Nullable String address,
      @PersonalData(DataCategory.ACTIVITY) @Nullable String userAgent)
      implements SessionEvent {
    @Override
    public List<ClaimChange> claims() {
      return List.of(new ClaimChange.Claim(LIVE, sessionId.toString(), sessionsOf(userId)));
    }
  }

  /** The session goes on with another refresh token, perhaps on behalf of another tenant. */
  @EventType("session.refreshed")
  record SessionRefreshed(
      UUID userId,
      UUID sessionId,
      UUID tenantId,
      @NotPersonal("a hash") String tokenHash,
      Instant expiresAt)
      implements SessionEvent {}

  /** The session is over. */
  @EventType("session.ended")
  record SessionEnded(UUID userId, UUID sessionId, End why) implements SessionEvent {
    @Override
    public List<ClaimChange> claims() {
      return List.of(new ClaimChange.Release(LIVE, sessionId.toString(), sessionsOf(userId)));
    }
  }
}

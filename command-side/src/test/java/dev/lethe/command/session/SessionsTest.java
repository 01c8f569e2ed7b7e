package dev.lethe.command.session;

import dev.lethe.command.session.SessionCommand.RevokeOtherSessions;
import dev.lethe.command.session.SessionCommand.RevokeSession;
import dev.lethe.command.session.SessionStep.RefreshSession;
import dev.lethe.command.session.SessionStep.StartSession;
import dev.lethe.command.testing.Fixtures;
import dev.lethe.shared.problem.Refusal;
import dev.lethe.shared.session.SessionEvent.End;
import dev.lethe.shared.session.SessionEvent.SessionEnded;
import dev.lethe.shared.session.SessionEvent.SessionRefreshed;
import dev.lethe.shared.session.SessionEvent.SessionStarted;
import dev.lethe.shared.value.Ids;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionsTest {

  private static final UUID ADA = Ids.named("ada");
  private static final UUID PHONE = Ids.named("phone");
  private static final UUID LAPTOP = Ids.named("laptop");
  private static final Instant NOW = Instant.parse("2026-05-03T12:00:00Z");
  private static final Instant LATER = NOW.plus(Sessions.LIFE);

  private AggregateTestFixture<Sessions> sessions;

  @BeforeEach
  void fixture() {
    sessions = Fixtures.of(Sessions.class);
    sessions.registerInjectableResource(Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @Test
  void aSessionBegins() {
    sessions
        .givenNoPriorActivity()
        .when(new StartSession(ADA, PHONE, ADA, "hash-1", "::1", "curl"))
        .expectEvents(started(PHONE, LATER));
  }

  @Test
  void aRefreshTokenIsGoodOnce() {
    sessions
        .given(started(PHONE, LATER))
        .when(refresh(PHONE, "hash-1", "hash-2"))
        .expectEvents(new SessionRefreshed(ADA, PHONE, ADA, "hash-2", LATER))
        .expectResultMessagePayload(Optional.of(ADA));
    sessions
        .given(started(PHONE, LATER), new SessionRefreshed(ADA, PHONE, ADA, "hash-2", LATER))
        .when(refresh(PHONE, "hash-1", "hash-3"))
        .expectEvents(new SessionEnded(ADA, PHONE, End.TOKEN_REUSED))
        .expectResultMessagePayload(Optional.empty());
  }

  @Test
  void aTokenThatNeverWasEndsNothing() {
    sessions
        .given(started(PHONE, LATER))
        .when(refresh(PHONE, "guess", "hash-2"))
        .expectNoEvents()
        .expectResultMessagePayload(Optional.empty());
  }

  @Test
  void anExpiredSessionIsNotRefreshed() {
    sessions
        .given(started(PHONE, NOW.minusSeconds(1)))
        .when(refresh(PHONE, "hash-1", "hash-2"))
        .expectEvents(new SessionEnded(ADA, PHONE, End.EXPIRED))
        .expectResultMessagePayload(Optional.empty());
  }

  @Test
  void expiredSessionsEndWhenTheNextBegins() {
    sessions
        .given(started(PHONE, NOW.minusSeconds(1)))
        .when(new StartSession(ADA, LAPTOP, ADA, "hash-1", "::1", "curl"))
        .expectEvents(new SessionEnded(ADA, PHONE, End.EXPIRED), started(LAPTOP, LATER));
  }

  @Test
  void oneSessionIsRevoked() {
    sessions
        .given(started(PHONE, LATER), started(LAPTOP, LATER))
        .when(new RevokeSession(ADA, PHONE))
        .expectEvents(new SessionEnded(ADA, PHONE, End.REVOKED));
    sessions
        .given(started(LAPTOP, LATER))
        .when(new RevokeSession(ADA, PHONE))
        .expectException(Refusal.class);
  }

  @Test
  void allButTheOneThatAsksAreRevoked() {
    sessions
        .given(started(PHONE, LATER), started(LAPTOP, LATER))
        .when(new RevokeOtherSessions(ADA), Map.of("credential", LAPTOP.toString()))
        .expectEvents(new SessionEnded(ADA, PHONE, End.REVOKED));
  }

  private static RefreshSession refresh(UUID session, String hash, String next) {
    return new RefreshSession(ADA, session, hash, next, Optional.empty());
  }

  private static SessionStarted started(UUID session, Instant expiresAt) {
    return new SessionStarted(ADA, session, ADA, "hash-1", expiresAt, "::1", "curl");
  }
}

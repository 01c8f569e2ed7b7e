package dev.lethe.command.session;

import dev.lethe.command.session.Attempt.Admit;
import dev.lethe.command.session.Attempt.Fail;
import dev.lethe.command.session.Attempt.Succeed;
import dev.lethe.command.testing.Fixtures;
import dev.lethe.shared.problem.Refusal;
import dev.lethe.shared.session.LogInEvent.Kind;
import dev.lethe.shared.session.LogInEvent.LogInFailed;
import dev.lethe.shared.session.LogInEvent.LogInSucceeded;
import dev.lethe.shared.session.LogInEvent.LogInsLocked;
import dev.lethe.shared.value.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogInAttemptsTest {

  private static final UUID ACCOUNT = Ids.named("log-ins of ada");
  private static final UUID ADA = Ids.named("ada");
  private static final Instant NOW = Instant.parse("2026-05-03T12:00:00Z");

  private static final Instant A_MINUTE_AGO = NOW.minusSeconds(60);

  private AggregateTestFixture<LogInAttempts> attempts;

  @BeforeEach
  void fixture() {
    attempts = Fixtures.of(LogInAttempts.class);
    attempts.registerInjectableResource(Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @Test
  void aFewFailuresAreFree() {
    attempts
        .givenCurrentTime(A_MINUTE_AGO)
        .andGiven(failed(Kind.ACCOUNT, 3))
        .when(fail(Kind.ACCOUNT))
        .expectEvents(failed(Kind.ACCOUNT, 4));
  }

  @ParameterizedTest
  @CsvSource({
    "ACCOUNT, 4, 1",
    "ACCOUNT, 5, 2",
    "ACCOUNT, 9, 32",
    "ACCOUNT, 40, 900",
    "ADDRESS, 49, 1"
  })
  void eachFurtherFailureDoublesTheWait(Kind kind, int before, long seconds) {
    attempts
        .givenCurrentTime(A_MINUTE_AGO)
        .andGiven(failed(kind, before))
        .when(fail(kind))
        .expectEvents(
            failed(kind, before + 1), new LogInsLocked(ACCOUNT, kind, NOW.plusSeconds(seconds)));
  }

  @Test
  void failuresLongAgoAreForgotten() {
    attempts
        .givenCurrentTime(NOW.minus(Duration.ofHours(2)))
        .andGiven(failed(Kind.ADDRESS, 70))
        .when(fail(Kind.ADDRESS))
        .expectEvents(failed(Kind.ADDRESS, 1));
  }

  @Test
  void nothingIsLookedAtWhileOneWaits() {
    attempts
        .givenCurrentTime(A_MINUTE_AGO)
        .andGiven(
            failed(Kind.ACCOUNT, 5), new LogInsLocked(ACCOUNT, Kind.ACCOUNT, NOW.plusSeconds(3)))
        .when(new Admit(ACCOUNT))
        .expectException(Refusal.class)
        .expectExceptionMessage("too many log-ins have failed: try again in 4 s")
        .expectNoEvents();
    attempts
        .givenCurrentTime(A_MINUTE_AGO)
        .andGiven(failed(Kind.ACCOUNT, 5), new LogInsLocked(ACCOUNT, Kind.ACCOUNT, NOW))
        .when(new Admit(ACCOUNT))
        .expectSuccessfulHandlerExecution();
  }

  @Test
  void aSuccessStartsTheCountAnew() {
    attempts
        .givenCurrentTime(A_MINUTE_AGO)
        .andGiven(failed(Kind.ACCOUNT, 4))
        .when(new Succeed(ACCOUNT))
        .expectEvents(new LogInSucceeded(ACCOUNT, Kind.ACCOUNT));
    attempts
        .givenCurrentTime(A_MINUTE_AGO)
        .andGiven(failed(Kind.ACCOUNT, 4), new LogInSucceeded(ACCOUNT, Kind.ACCOUNT))
        .when(new Succeed(ACCOUNT))
        .expectNoEvents();
    attempts
        .givenCurrentTime(A_MINUTE_AGO)
        .andGiven(failed(Kind.ACCOUNT, 4), new LogInSucceeded(ACCOUNT, Kind.ACCOUNT))
        .when(fail(Kind.ACCOUNT))
        .expectEvents(failed(Kind.ACCOUNT, 1));
  }

  private static Fail fail(Kind kind) {
    return new Fail(ACCOUNT, kind, ADA, "192.0.2.1");
  }

  private static LogInFailed failed(Kind kind, int failures) {
    return new LogInFailed(ACCOUNT, kind, failures, ADA, "192.0.2.1");
  }
}

package dev.lethe.command.session;

import dev.lethe.command.session.Attempt.Admit;
import dev.lethe.command.session.Attempt.Fail;
import dev.lethe.command.session.Attempt.Succeed;
import dev.lethe.shared.problem.ProblemType;
import dev.lethe.shared.problem.Refusal;
import dev.lethe.shared.session.LogInEvent;
import dev.lethe.shared.session.LogInEvent.LogInFailed;
import dev.lethe.shared.session.LogInEvent.LogInSucceeded;
import dev.lethe.shared.session.LogInEvent.LogInsLocked;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/**
 * Attempts to log in to one account, or from one address. After a few failures in a row each one
 * doubles the wait for the next, from a second to a quarter of an hour. While one waits, no
 * password is looked at and nothing is stored.
 */
@Aggregate(cache = "aggregateCache", snapshotTriggerDefinition = "aggregateSnapshots")
class LogInAttempts {

  private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

  /** Failures further apart are not in a row. */
  private static final Duration ROW = Duration.ofHours(1);

  @AggregateIdentifier private UUID id;
  private LogInEvent.Kind kind;
  private int failures;
  private Instant lastFailure = Instant.EPOCH;
  private Instant lockedUntil = Instant.EPOCH;

  /** Failures in a row that are free; many people may share an address. */
  static int free(LogInEvent.Kind kind) {
    return switch (kind) {
      case ACCOUNT -> 4;
      case ADDRESS -> 49;
    };
  }

  @CommandHandler
  void handle(Admit attempt, Clock clock) {
    Duration left = Duration.between(clock.instant(), lockedUntil);
    if (left.isPositive()) {
      long seconds = left.toSeconds() + 1;
      throw new Refusal(
          ProblemType.TOO_MANY_REQUESTS,
          "too many log-ins have failed: try again in %d s".formatted(seconds),
          Map.of(Refusal.RETRY_AFTER, seconds));
    }
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(Fail attempt, Clock clock) {
    Instant now = clock.instant();
    boolean inARow = lastFailure.plus(ROW).isAfter(now);
    AggregateLifecycle.apply(
        new LogInFailed(
            attempt.attemptsId(),
            attempt.kind(),
            inARow ? failures + 1 : 1,
            attempt.userId(),
            attempt.address()));
    int doublings = failures - free(attempt.kind()) - 1;
    if (doublings >= 0) {
      Duration wait =
          doublings > 10
              ? LONGEST_WAIT
              : Duration.ofSeconds(Math.min(LONGEST_WAIT.toSeconds(), 1L << doublings));
      AggregateLifecycle.apply(
          new LogInsLocked(attempt.attemptsId(), attempt.kind(), now.plus(wait)));
    }
  }

  @CommandHandler
  void handle(Succeed attempt) {
    if (failures > 0) {
      AggregateLifecycle.apply(new LogInSucceeded(id, kind));
    }
  }

  @EventSourcingHandler
  void on(LogInFailed event, @Timestamp Instant at) {
    lastFailure = at;
    id = event.attemptsId();
    kind = event.kind();
    failures = event.failures();
  }

  @EventSourcingHandler
  void on(LogInsLocked event) {
    lockedUntil = event.until();
  }

  @EventSourcingHandler
  void on(LogInSucceeded event) {
    failures = 0;
    lockedUntil = Instant.EPOCH;
  }
}

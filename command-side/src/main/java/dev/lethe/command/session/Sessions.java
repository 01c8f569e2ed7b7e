package dev.lethe.command.session;

import dev.lethe.command.session.SessionCommand.RevokeOtherSessions;
import dev.lethe.command.session.SessionCommand.RevokeSession;
import dev.lethe.command.session.SessionStep.RefreshSession;
import dev.lethe.command.session.SessionStep.StartSession;
import dev.lethe.shared.access.Secrets;
import dev.lethe.shared.problem.ProblemType;
import dev.lethe.shared.problem.Refusal;
import dev.lethe.shared.session.SessionEvent;
import dev.lethe.shared.session.SessionEvent.End;
import dev.lethe.shared.session.SessionEvent.SessionEnded;
import dev.lethe.shared.session.SessionEvent.SessionRefreshed;
import dev.lethe.shared.session.SessionEvent.SessionStarted;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** The sessions of one person, of which those that live are remembered. */
@Aggregate(cache = "aggregateCache", snapshotTriggerDefinition = "aggregateSnapshots")
class Sessions {

  /** A session that is not refreshed for so long is over. */
  static final Duration LIFE = Duration.ofDays(30);

  /** Used refresh tokens that are told from wrong ones. */
  private static final int REMEMBERED = 50;

  /** Beyond these the oldest ends. */
  static final int MOST = 1_000;

  @SuppressWarnings("UnusedVariable") // Axon reads it
  @AggregateIdentifier
  private UUID id;

  private UUID userId;

  /** By session id, the oldest first. */
  private final Map<UUID, Live> live = new LinkedHashMap<>();

  /** A session that can be refreshed with one token, and the hashes of the last ones before it. */
  record Live(UUID tenantId, String tokenHash, Instant expiresAt, List<String> used) {

    Live refreshed(SessionRefreshed event) {
      List<String> hashes = new ArrayList<>(used);
      hashes.add(tokenHash);
      return new Live(
          event.tenantId(),
          event.tokenHash(),
          event.expiresAt(),
          hashes.subList(Math.max(0, hashes.size() - REMEMBERED), hashes.size()));
    }
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(StartSession step, Clock clock) {
    Instant now = clock.instant();
    List<UUID> expired =
        live.entrySet().stream()
            .filter(session -> session.getValue().expiresAt().isBefore(now))
            .map(Map.Entry::getKey)
            .toList();
    expired.forEach(session -> end(session, End.EXPIRED));
    if (live.size() >= MOST) {
      end(live.keySet().iterator().next(), End.SUPERSEDED);
    }
    AggregateLifecycle.apply(
        new SessionStarted(
            step.userId(),
            step.sessionId(),
            step.tenantId(),
            step.tokenHash(),
            now.plus(LIFE),
            step.address(),
            step.userAgent()));
  }

  /**
   * Each refresh token is good once. One that comes a second time ends the session, because one of
   * the two who had it has stolen it.
   */
  @CommandHandler
  Optional<UUID> handle(RefreshSession step, Clock clock) {
    Live session = live.get(step.sessionId());
    Instant now = clock.instant();
    if (session == null) {
      return Optional.empty();
    }
    if (session.expiresAt().isBefore(now)) {
      end(step.sessionId(), End.EXPIRED);
      return Optional.empty();
    }
    if (session.used().contains(step.tokenHash())) {
      end(step.sessionId(), End.TOKEN_REUSED);
      return Optional.empty();
    }
    if (!Secrets.same(session.tokenHash(), step.tokenHash())) {
      return Optional.empty();
    }
    UUID tenant = step.otherTenant().orElse(session.tenantId());
    AggregateLifecycle.apply(
        new SessionRefreshed(
            userId, step.sessionId(), tenant, step.nextTokenHash(), now.plus(LIFE)));
    return Optional.of(tenant);
  }

  @CommandHandler
  void handle(RevokeSession command) {
    if (!live.containsKey(command.sessionId())) {
      throw new Refusal(
          ProblemType.NOT_FOUND,
          "the user has no session %s that lives".formatted(command.sessionId()));
    }
    end(command.sessionId(), End.REVOKED);
  }

  @CommandHandler
  void handle(RevokeOtherSessions command, @MetaDataValue("credential") @Nullable String asking) {
    live.keySet().stream()
        .filter(session -> !session.toString().equals(asking))
        .toList()
        .forEach(session -> end(session, End.REVOKED));
  }

  private void end(UUID session, End why) {
    AggregateLifecycle.apply(new SessionEnded(userId, session, why));
  }

  @EventSourcingHandler
  void on(SessionEvent event) {
    userId = event.userId();
    id = SessionEvent.sessionsOf(userId);
    switch (event) {
      case SessionStarted started ->
          live.put(
              started.sessionId(),
              new Live(started.tenantId(), started.tokenHash(), started.expiresAt(), List.of()));
      case SessionRefreshed refreshed ->
          live.computeIfPresent(
              refreshed.sessionId(), (session, before) -> before.refreshed(refreshed));
      case SessionEnded ended -> live.remove(ended.sessionId());
    }
  }
}

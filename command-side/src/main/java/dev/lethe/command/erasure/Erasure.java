package dev.lethe.command.erasure;

import dev.lethe.command.api.Accounts;
import dev.lethe.command.erasure.ErasureCommand.ExtendErasure;
import dev.lethe.command.erasure.ErasureCommand.RefuseErasure;
import dev.lethe.command.erasure.ErasureCommand.RequestErasure;
import dev.lethe.command.erasure.ErasureStep.Finish;
import dev.lethe.command.erasure.ErasureStep.Progress;
import dev.lethe.command.erasure.ErasureStep.ProgressOf;
import dev.lethe.command.erasure.ErasureStep.Start;
import dev.lethe.command.erasure.ErasureStep.State;
import dev.lethe.shared.access.Actor;
import dev.lethe.shared.erasure.ErasureEvent;
import dev.lethe.shared.erasure.ErasureEvent.ErasureExtended;
import dev.lethe.shared.erasure.ErasureEvent.ErasureRefused;
import dev.lethe.shared.erasure.ErasureEvent.ErasureRequested;
import dev.lethe.shared.erasure.ErasureEvent.ErasureStarted;
import dev.lethe.shared.erasure.ErasureEvent.KeysDestroyed;
import dev.lethe.shared.problem.ProblemType;
import dev.lethe.shared.problem.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

/** A request to forget one person, from asking to the destruction of the keys. */
@Aggregate(cache = "aggregateCache", snapshotTriggerDefinition = "aggregateSnapshots")
class Erasure {

  /** GDPR article 12(3): one month, and two more where need be. */
  private static final Duration TIME = Duration.ofDays(30);

  private static final Duration EXTENSION = Duration.ofDays(60);

  @AggregateIdentifier private UUID id;
  private UUID userId;
  private Instant dueAt;
  private boolean extended;
  private State state = State.OPEN;
  private List<UUID> contacts = List.of();

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.ALWAYS)
  void handle(
      RequestErasure command,
      Accounts accounts,
      Clock clock,
      @MetaDataValue("actor") @Nullable String actor) {
    Accounts.Account account = accounts.require(command.userId());
    if (account.administrator() && !Actor.SYSTEM.userId().toString().equals(actor)) {
      throw new Refusal(
          ProblemType.REFUSED,
          "an administrator is not erased: another one revokes that first, with"
              + " RevokeUserAdministrator");
    }
    AggregateLifecycle.apply(
        new ErasureRequested(
            command.requestId(),
            command.userId(),
            clock.instant().plus(TIME),
            Accounts.identityCheck(command.userId(), actor, command.identityCheck())));
  }

  @CommandHandler
  void handle(ExtendErasure command) {
    requireOpen(command.userId());
    if (extended) {
      throw new Refusal(ProblemType.REFUSED, "an erasure is extended once only");
    }
    AggregateLifecycle.apply(
        new ErasureExtended(id, userId, dueAt.plus(EXTENSION), command.reason()));
  }

  @CommandHandler
  void handle(RefuseErasure command) {
    requireOpen(command.userId());
    AggregateLifecycle.apply(new ErasureRefused(id, userId, command.reason()));
  }

  @CommandHandler
  Progress answer(ProgressOf question) {
    return new Progress(userId, state, contacts);
  }

  @CommandHandler
  void handle(Start step) {
    if (state == State.OPEN) {
      AggregateLifecycle.apply(new ErasureStarted(id, userId, step.contacts()));
    }
  }

  @CommandHandler
  void handle(Finish step) {
    if (state == State.STARTED) {
      AggregateLifecycle.apply(new KeysDestroyed(id, userId, contacts, step.keys()));
    }
  }

  private void requireOpen(UUID about) {
    if (!about.equals(userId)) {
      throw new Refusal(ProblemType.NOT_FOUND, "the user has no request %s".formatted(id));
    }
    if (state != State.OPEN) {
      throw new Refusal(
          ProblemType.REFUSED,
          state == State.REFUSED
              ? "the erasure was refused already"
              : "the erasure has begun: there is no way back");
    }
  }

  @EventSourcingHandler
  void on(ErasureRequested event) {
    id = event.requestId();
    userId = event.userId();
    dueAt = event.dueAt();
  }

  @EventSourcingHandler
  void on(ErasureEvent event) {
    switch (event) {
      case ErasureRequested _ -> {} // has a handler of its own
      case ErasureExtended later -> {
        dueAt = later.dueAt();
        extended = true;
      }
      case ErasureRefused _ -> state = State.REFUSED;
      case ErasureStarted started -> {
        state = State.STARTED;
        contacts = started.contacts();
      }
      case KeysDestroyed _ -> state = State.DONE;
    }
  }
}

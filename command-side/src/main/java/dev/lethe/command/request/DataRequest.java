package dev.lethe.command.request;

import dev.lethe.command.api.Accounts;
import dev.lethe.command.request.RequestCommand.CompleteRectification;
import dev.lethe.command.request.RequestCommand.ExtendRequest;
import dev.lethe.command.request.RequestCommand.RefuseRequest;
import dev.lethe.command.request.RequestCommand.RequestAccess;
import dev.lethe.command.request.RequestCommand.RequestRectification;
import dev.lethe.shared.problem.ProblemType;
import dev.lethe.shared.problem.Refusal;
import dev.lethe.shared.request.RequestEvent;
import dev.lethe.shared.request.RequestEvent.AccessGiven;
import dev.lethe.shared.request.RequestEvent.Kind;
import dev.lethe.shared.request.RequestEvent.Rectified;
import dev.lethe.shared.request.RequestEvent.RequestExtended;
import dev.lethe.shared.request.RequestEvent.RequestMade;
import dev.lethe.shared.request.RequestEvent.RequestRefused;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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

/** A request of one person, from asking to the answer. */
@Aggregate(cache = "aggregateCache", snapshotTriggerDefinition = "aggregateSnapshots")
class DataRequest {

  /** GDPR article 12(3): one month, and two more where need be. */
  private static final Duration TIME = Duration.ofDays(30);

  private static final Duration EXTENSION = Duration.ofDays(60);

  @AggregateIdentifier private UUID id;
  private UUID userId;
  private Kind kind;
  private Instant dueAt;
  private boolean extended;
  private boolean answered;

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.ALWAYS)
  void handle(
      RequestAccess command,
      Accounts accounts,
      Clock clock,
      @MetaDataValue("actor") @Nullable String actor) {
    accounts.require(command.userId());
    AggregateLifecycle.apply(
        new RequestMade(
            command.requestId(),
            command.userId(),
            Kind.ACCESS,
            clock.instant().plus(TIME),
            Accounts.identityCheck(command.userId(), actor, command.identityCheck()),
            null));
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.ALWAYS)
  void handle(
      RequestRectification command,
      Accounts accounts,
      Clock clock,
      @MetaDataValue("actor") @Nullable String actor) {
    accounts.require(command.userId());
    AggregateLifecycle.apply(
        new RequestMade(
            command.requestId(),
            command.userId(),
            Kind.RECTIFICATION,
            clock.instant().plus(TIME),
            Accounts.identityCheck(command.userId(), actor, command.identityCheck()),
            command.wish()));
  }

  @CommandHandler
  void handle(CompleteRectification command) {
    requireOpen(command);
    if (kind != Kind.RECTIFICATION) {
      throw new Refusal(ProblemType.REFUSED, "the request is for access, and answered by a copy");
    }
    AggregateLifecycle.apply(new Rectified(id, userId, command.note()));
  }

  @CommandHandler
  void handle(ExtendRequest command) {
    requireOpen(command);
    if (extended) {
      throw new Refusal(ProblemType.REFUSED, "a request is extended once only");
    }
    AggregateLifecycle.apply(
        new RequestExtended(id, userId, dueAt.plus(EXTENSION), command.reason()));
  }

  @CommandHandler
  void handle(RefuseRequest command) {
    requireOpen(command);
    AggregateLifecycle.apply(new RequestRefused(id, userId, command.reason()));
  }

  @CommandHandler
  void handle(GiveAccess step) {
    if (!answered && kind == Kind.ACCESS) {
      AggregateLifecycle.apply(new AccessGiven(id, userId, step.manifest()));
    }
  }

  private void requireOpen(RequestCommand command) {
    if (!command.userId().equals(userId)) {
      throw new Refusal(ProblemType.NOT_FOUND, "the user has no request %s".formatted(id));
    }
    if (answered) {
      throw new Refusal(ProblemType.REFUSED, "the request is answered already");
    }
  }

  @EventSourcingHandler
  void on(RequestMade made) {
    id = made.requestId();
    userId = made.userId();
    kind = made.kind();
    dueAt = made.dueAt();
  }

  @EventSourcingHandler
  void on(RequestEvent event) {
    switch (event) {
      case RequestMade _ -> {} // has a handler of its own
      case RequestExtended later -> {
        dueAt = later.dueAt();
        extended = true;
      }
      case RequestRefused _, AccessGiven _, Rectified _ -> answered = true;
    }
  }
}

package dev.lethe.command.consent;

import dev.lethe.command.api.Accounts;
import dev.lethe.command.consent.ConsentCommand.DecideObjection;
import dev.lethe.command.consent.ConsentCommand.GiveConsent;
import dev.lethe.command.consent.ConsentCommand.LiftRestriction;
import dev.lethe.command.consent.ConsentCommand.ObjectToProcessing;
import dev.lethe.command.consent.ConsentCommand.RestrictProcessing;
import dev.lethe.command.consent.ConsentCommand.WithdrawConsent;
import dev.lethe.shared.consent.ProcessingEvent;
import dev.lethe.shared.consent.ProcessingEvent.ConsentGiven;
import dev.lethe.shared.consent.ProcessingEvent.ConsentWithdrawn;
import dev.lethe.shared.consent.ProcessingEvent.ObjectionDecided;
import dev.lethe.shared.consent.ProcessingEvent.ObjectionRaised;
import dev.lethe.shared.consent.ProcessingEvent.ProcessingRestricted;
import dev.lethe.shared.consent.ProcessingEvent.RestrictionLifted;
import dev.lethe.shared.problem.ProblemType;
import dev.lethe.shared.problem.Refusal;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** What may be done with one person's data, as the person says and as was decided. */
@Aggregate(cache = "aggregateCache", snapshotTriggerDefinition = "aggregateSnapshots")
class Processing {

  @SuppressWarnings("UnusedVariable") // Axon reads it
  @AggregateIdentifier
  private UUID id;

  private final Set<UUID> consents = new HashSet<>();
  private final Set<UUID> withdrawn = new HashSet<>();
  private final Set<UUID> openObjections = new HashSet<>();
  private @Nullable UUID restriction;

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(GiveConsent command, Accounts accounts, Clock clock) {
    accounts.requireUsable(command.userId());
    if (consents.contains(command.consentId())) {
      throw new Refusal(
          ProblemType.ALREADY_EXISTS, "this consent is noted already: take another id");
    }
    if (command.expiresAt() != null && !command.expiresAt().isAfter(clock.instant())) {
      throw new Refusal(ProblemType.REFUSED, "%s is over already".formatted(command.expiresAt()));
    }
    AggregateLifecycle.apply(
        new ConsentGiven(
            command.userId(),
            command.consentId(),
            command.purpose(),
            command.textVersion(),
            command.channel(),
            command.expiresAt()));
  }

  @CommandHandler
  void handle(WithdrawConsent command) {
    if (!consents.contains(command.consentId())) {
      throw none("consent", command.consentId());
    }
    if (!withdrawn.contains(command.consentId())) {
      AggregateLifecycle.apply(
          new ConsentWithdrawn(command.userId(), command.consentId(), command.channel()));
    }
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(ObjectToProcessing command, Accounts accounts) {
    accounts.requireUsable(command.userId());
    AggregateLifecycle.apply(
        new ObjectionRaised(
            command.userId(), command.objectionId(), command.purpose(), command.grounds()));
  }

  @CommandHandler
  void handle(DecideObjection command) {
    if (!openObjections.contains(command.objectionId())) {
      throw none("open objection", command.objectionId());
    }
    AggregateLifecycle.apply(
        new ObjectionDecided(
            command.userId(), command.objectionId(), command.upheld(), command.reason()));
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(RestrictProcessing command, Accounts accounts) {
    accounts.require(command.userId());
    if (restriction != null) {
      throw new Refusal(
          ProblemType.ALREADY_EXISTS, "the restriction %s stands already".formatted(restriction));
    }
    AggregateLifecycle.apply(
        new ProcessingRestricted(
            command.userId(), command.restrictionId(), command.ground(), command.reason()));
  }

  @CommandHandler
  void handle(LiftRestriction command) {
    if (!command.restrictionId().equals(restriction)) {
      throw none("restriction", command.restrictionId());
    }
    AggregateLifecycle.apply(
        new RestrictionLifted(command.userId(), command.restrictionId(), command.reason()));
  }

  private static Refusal none(String what, UUID which) {
    return new Refusal(
        ProblemType.NOT_FOUND, "there is no %s %s of this person".formatted(what, which));
  }

  @EventSourcingHandler
  void on(ProcessingEvent event) {
    id = ProcessingEvent.processingOf(event.userId());
    switch (event) {
      case ConsentGiven given -> consents.add(given.consentId());
      case ConsentWithdrawn gone -> withdrawn.add(gone.consentId());
      case ObjectionRaised raised -> openObjections.add(raised.objectionId());
      case ObjectionDecided decided -> openObjections.remove(decided.objectionId());
      case ProcessingRestricted restricted -> restriction = restricted.restrictionId();
      case RestrictionLifted _ -> restriction = null;
    }
  }
}

package dev.lethe.command.hold;

import dev.lethe.command.api.Accounts;
import dev.lethe.command.hold.HoldCommand.LiftLegalHold;
import dev.lethe.command.hold.HoldCommand.PlaceLegalHold;
import dev.lethe.shared.hold.HoldEvent;
import dev.lethe.shared.hold.HoldEvent.LegalHoldLifted;
import dev.lethe.shared.hold.HoldEvent.LegalHoldPlaced;
import dev.lethe.shared.problem.ProblemType;
import dev.lethe.shared.problem.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/** The legal holds on one person. */
@Aggregate(cache = "aggregateCache", snapshotTriggerDefinition = "aggregateSnapshots")
class LegalHolds {

  @SuppressWarnings("UnusedVariable") // Axon reads it
  @AggregateIdentifier
  private UUID id;

  /** Those that stand, by id, each until then. */
  private final Map<UUID, Instant> standing = new HashMap<>();

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(PlaceLegalHold command, Accounts accounts, Clock clock) {
    accounts.require(command.userId());
    if (standing.containsKey(command.holdId())) {
      throw new Refusal(
          ProblemType.ALREADY_EXISTS, "this hold stands already: take another id, or leave it out");
    }
    if (command.until() != null && !command.until().isAfter(clock.instant())) {
      throw new Refusal(ProblemType.REFUSED, "until %s is over already".formatted(command.until()));
    }
    AggregateLifecycle.apply(
        new LegalHoldPlaced(
            command.userId(),
            command.holdId(),
            command.matter(),
            command.reason(),
            command.until()));
  }

  @CommandHandler
  void handle(LiftLegalHold command) {
    if (!standing.containsKey(command.holdId())) {
      throw new Refusal(
          ProblemType.NOT_FOUND, "no hold %s stands on the user".formatted(command.holdId()));
    }
    AggregateLifecycle.apply(
        new LegalHoldLifted(command.userId(), command.holdId(), command.reason()));
  }

  @CommandHandler
  boolean answer(StoredHolds.Stands question, Clock clock) {
    Instant now = clock.instant();
    return standing.values().stream().anyMatch(now::isBefore);
  }

  @EventSourcingHandler
  void on(HoldEvent event) {
    id = HoldEvent.holdsOn(event.userId());
    switch (event) {
      case LegalHoldPlaced placed ->
          standing.put(placed.holdId(), placed.until() == null ? Instant.MAX : placed.until());
      case LegalHoldLifted lifted -> standing.remove(lifted.holdId());
    }
  }
}

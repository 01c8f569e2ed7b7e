package dev.lethe.command.audit;

import dev.lethe.command.audit.AuditCommand.DeleteAuditSearch;
import dev.lethe.command.audit.AuditCommand.SaveAuditSearch;
import dev.lethe.shared.audit.SavedSearchEvent;
import dev.lethe.shared.audit.SavedSearchEvent.AuditSearchDeleted;
import dev.lethe.shared.audit.SavedSearchEvent.AuditSearchSaved;
import dev.lethe.shared.problem.ProblemType;
import dev.lethe.shared.problem.Refusal;
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

/** The searches of the audit log that one person has saved. */
@Aggregate(cache = "aggregateCache", snapshotTriggerDefinition = "aggregateSnapshots")
class SavedSearches {

  private static final int MOST = 200;

  @SuppressWarnings("UnusedVariable") // Axon reads it
  @AggregateIdentifier
  private UUID id;

  private final Set<UUID> searches = new HashSet<>();

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(SaveAuditSearch command) {
    if (searches.size() >= MOST && !searches.contains(command.searchId())) {
      throw new Refusal(
          ProblemType.REFUSED, "at most %d searches are saved: delete one".formatted(MOST));
    }
    AggregateLifecycle.apply(
        new AuditSearchSaved(
            command.userId(), command.searchId(), command.name(), command.terms()));
  }

  @CommandHandler
  void handle(DeleteAuditSearch command) {
    if (searches.contains(command.searchId())) {
      AggregateLifecycle.apply(new AuditSearchDeleted(command.userId(), command.searchId()));
    }
  }

  @EventSourcingHandler
  void on(SavedSearchEvent event) {
    id = SavedSearchEvent.searchesOf(event.userId());
    switch (event) {
      case AuditSearchSaved saved -> searches.add(saved.searchId());
      case AuditSearchDeleted deleted -> searches.remove(deleted.searchId());
    }
  }
}

package dev.lethe.command.retention;

import dev.lethe.command.retention.RetentionCommand.SetRetention;
import dev.lethe.shared.retention.RetentionEvent;
import dev.lethe.shared.retention.RetentionEvent.Category;
import dev.lethe.shared.retention.RetentionEvent.RetentionSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** How long one tenant's personal data is kept, by category. */
@Aggregate(cache = "aggregateCache", snapshotTriggerDefinition = "aggregateSnapshots")
class RetentionRules {

  @AggregateIdentifier private @Nullable UUID id;

  /** Categories that are kept for a while. */
  private final Map<Category, Integer> days = new EnumMap<>(Category.class);

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(SetRetention command) {
    Integer before = days.get(command.category());
    Integer after = command.keep().days();
    // the first one is noted even where it changes nothing: an aggregate starts with an event
    if (id == null || !Objects.equals(before, after)) {
      AggregateLifecycle.apply(
          new RetentionSet(command.tenant(), command.category(), before, after));
    }
  }

  @EventSourcingHandler
  void on(RetentionSet event) {
    id = RetentionEvent.rulesOf(event.tenantId());
    if (event.toDays() == null) {
      days.remove(event.category());
    } else {
      days.put(event.category(), event.toDays());
    }
  }
}

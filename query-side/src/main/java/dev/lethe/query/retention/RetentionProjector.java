package dev.lethe.query.retention;

import dev.lethe.query.projection.Origin;
import dev.lethe.query.projection.ReadTable;
import dev.lethe.query.projection.ReadTables;
import dev.lethe.shared.retention.RetentionEvent.Category;
import dev.lethe.shared.retention.RetentionEvent.RetentionSet;
import dev.lethe.shared.store.DomainEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps {@code read.retention_rules}. */
@Component
@ProcessingGroup("identity")
class RetentionProjector {

  private final ReadTable<Row> rules;

  RetentionProjector(ReadTables tables) {
    rules = tables.table(Row.class, "retention_rules", "tenant_id", "category");
  }

  private record Row(
      UUID tenantId,
      Category category,
      @Nullable Integer days,
      Instant setAt,
      @Nullable UUID setBy,
      long position) {}

  /** Events of others move the token on with the batch. */
  @EventHandler
  void pass(DomainEvent event) {}

  @EventHandler
  void on(RetentionSet event, EventMessage<?> message) {
    Origin origin = Origin.of(message);
    ReadTables.rows(rules)
        .put(
            List.of(event.tenantId(), event.category().text()),
            new Row(
                event.tenantId(),
                event.category(),
                event.toDays(),
                origin.at(),
                origin.actor(),
                origin.position()));
  }
}

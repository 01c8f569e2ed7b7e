package dev.lethe.query.audit;

import dev.lethe.query.projection.JsonColumns;
import dev.lethe.query.projection.Origin;
import dev.lethe.query.projection.ReadTable;
import dev.lethe.query.projection.ReadTables;
import dev.lethe.shared.audit.SavedSearchEvent;
import dev.lethe.shared.audit.SavedSearchEvent.AuditSearchDeleted;
import dev.lethe.shared.audit.SavedSearchEvent.AuditSearchSaved;
import dev.lethe.shared.erasure.ErasureEvent.KeysDestroyed;
import dev.lethe.shared.store.DomainEvent;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Keeps {@code read.audit_searches}. */
@Component
@ProcessingGroup("identity")
class SavedSearchProjector {

  private final ReadTable<Row> searches;

  SavedSearchProjector(ReadTables tables) {
    searches = tables.table(Row.class, "audit_searches", "id");
  }

  private record Row(
      UUID id,
      UUID userId,
      String name,
      @Nullable JsonNode terms,
      Instant savedAt,
      long position) {}

  /** Events of others move the token on with the batch. */
  @EventHandler
  void pass(DomainEvent event) {}

  @EventHandler
  void on(KeysDestroyed event) {
    ReadTables.rows(searches).removeWhere("user_id", event.userId());
  }

  @EventHandler
  void on(SavedSearchEvent event, EventMessage<?> message) {
    Origin origin = Origin.of(message);
    switch (event) {
      case AuditSearchSaved saved ->
          ReadTables.rows(searches)
              .put(
                  saved.searchId(),
                  new Row(
                      saved.searchId(),
                      saved.userId(),
                      saved.name(),
                      JsonColumns.read(JsonColumns.write(saved.terms())),
                      origin.at(),
                      origin.position()));
      case AuditSearchDeleted deleted -> ReadTables.rows(searches).remove(deleted.searchId());
    }
  }
}

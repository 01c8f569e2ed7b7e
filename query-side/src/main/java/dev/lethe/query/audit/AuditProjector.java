package dev.lethe.query.audit;

import dev.lethe.query.projection.ReadTable;
import dev.lethe.query.projection.ReadTables;
import dev.lethe.query.projection.RowBatch;
import dev.lethe.query.record.AuditRecord;
import dev.lethe.shared.erasure.ErasureEvent.KeysDestroyed;
import dev.lethe.shared.store.DomainEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.stereotype.Component;

/** Keeps {@code read.audit_logs}: every event is something that somebody did. */
@Component
@ProcessingGroup("audit")
class AuditProjector {

  private final ReadTable<AuditRecord> rows;

  AuditProjector(ReadTables tables) {
    rows = tables.table(AuditRecord.class, "audit_logs", "position");
  }

  @EventHandler
  void on(DomainEvent event, EventMessage<?> message) {
    RowBatch<AuditRecord> batch = ReadTables.rows(rows);
    AuditRecord row = AuditRecord.of(event, message);
    batch.put(row.position(), row);
    if (event instanceof KeysDestroyed destroyed) {
      List<UUID> person = new ArrayList<>(destroyed.contacts());
      person.add(destroyed.userId());
      batch.update("changes = null, reason = null", "subject_id", person);
      batch.update("address = null", "actor_id", person);
      batch.update("reason = null", "actor_id", person);
    }
  }
}

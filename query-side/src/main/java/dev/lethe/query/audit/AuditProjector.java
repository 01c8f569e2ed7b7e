package dev.lethe.query.audit;

import dev.lethe.query.projection.Origin;
import dev.lethe.query.projection.ReadTable;
import dev.lethe.query.projection.ReadTables;
import dev.lethe.query.projection.RowBatch;
import dev.lethe.query.record.AuditRecord;
import dev.lethe.shared.erasure.ErasureEvent.KeysDestroyed;
import dev.lethe.shared.retention.RetentionEvent;
import dev.lethe.shared.retention.RetentionEvent.RetentionApplied;
import dev.lethe.shared.store.DomainEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps {@code read.audit_logs}: every event is something that somebody did. */
@Component
@ProcessingGroup("audit")
class AuditProjector {

  private static final String ACTIVITY = RetentionEvent.Category.ACTIVITY.text();
  private static final String OBSERVATION = RetentionEvent.Category.OBSERVATION.text();

  private final ReadTable<Row> rows;

  AuditProjector(ReadTables tables) {
    rows = tables.table(Row.class, "audit_logs", "position");
  }

  /** A record, and the periods for which what is in it is kept. */
  private record Row(
      AuditRecord told, @Nullable String activityPeriod, @Nullable String observationPeriod) {}

  @EventHandler
  void on(DomainEvent event, EventMessage<?> message) {
    RowBatch<Row> batch = ReadTables.rows(rows);
    AuditRecord told = AuditRecord.of(event, message);
    batch.put(
        told.position(),
        new Row(told, Origin.period(message, ACTIVITY), Origin.period(message, OBSERVATION)));
    switch (event) {
      case KeysDestroyed destroyed -> {
        List<UUID> person = new ArrayList<>(destroyed.contacts());
        person.add(destroyed.userId());
        batch.update(
            "changes = null, reason = null",
            "subject_id = any(?) and (changes is not null or reason is not null)",
            person);
        batch.update(
            "address = null, reason = null",
            "actor_id = any(?) and (address is not null or reason is not null)",
            person);
      }
      case RetentionApplied applied -> {
        if (applied.category() == RetentionEvent.Category.ACTIVITY) {
          batch.update(
              "changes = case when action in ('session.started', 'log-in.failed') then null else"
                  + " changes end, reason = null",
              "subject_id = ? and activity_period = ?",
              applied.subjectId(),
              applied.period());
          batch.update(
              "address = null, reason = null",
              "actor_id = ? and activity_period = ?",
              applied.subjectId(),
              applied.period());
        } else {
          batch.update(
              "changes = null",
              "subject_id = ? and observation_period = ? and action = 'snapshot.recorded'",
              applied.subjectId(),
              applied.period());
        }
      }
      default -> {}
    }
  }
}

package dev.lethe.query.audit;

import dev.lethe.query.projection.Origin;
import dev.lethe.query.projection.ReadTable;
import dev.lethe.query.projection.ReadTables;
import dev.lethe.query.projection.RowBatch;
import dev.lethe.shared.erasure.ErasureEvent.KeysDestroyed;
import dev.lethe.shared.store.DomainEvent;
import dev.lethe.shared.store.EventReader;
import dev.lethe.shared.store.EventType;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Keeps {@code read.audit_logs}: every event is something that somebody did. */
@Component
@ProcessingGroup("audit")
class AuditProjector {

  private final ReadTable<Row> rows;

  AuditProjector(ReadTables tables) {
    rows = tables.table(Row.class, "audit_logs", "position");
  }

  private record Row(
      long position,
      UUID id,
      @Nullable UUID tenantId,
      @Nullable UUID subjectId,
      @Nullable UUID actorId,
      @Nullable String actorRole,
      @Nullable UUID credentialId,
      String action,
      String entityType,
      String entityId,
      @Nullable JsonNode changes,
      @Nullable String command,
      @Nullable UUID commandId,
      @Nullable String correlationId,
      String leafHash,
      Instant createdAt) {

    Row erased() {
      return new Row(
          position,
          id,
          tenantId,
          subjectId,
          actorId,
          actorRole,
          credentialId,
          action,
          entityType,
          entityId,
          null,
          command,
          commandId,
          correlationId,
          leafHash,
          createdAt);
    }
  }

  @EventHandler
  void on(DomainEvent event, EventMessage<?> message) {
    if (!(message instanceof DomainEventMessage<?> stored)) {
      throw new IllegalArgumentException("only events from the store are projected");
    }
    Origin origin = Origin.of(message);
    MetaData metadata = message.getMetaData();
    RowBatch<Row> batch = ReadTables.rows(rows);
    batch.put(
        origin.position(),
        new Row(
            origin.position(),
            UUID.fromString(message.getIdentifier()),
            uuid(metadata.get("tenant")),
            event.dataSubject(),
            origin.actor(),
            text(metadata.get("actorRole")),
            uuid(metadata.get("credential")),
            event.getClass().getAnnotation(EventType.class).value(),
            stored.getType(),
            stored.getAggregateIdentifier(),
            Changes.of(event),
            text(metadata.get("command")),
            uuid(metadata.get("commandId")),
            origin.correlationId(),
            String.valueOf(metadata.get(EventReader.LEAF)),
            origin.at()));
    if (event instanceof KeysDestroyed destroyed) {
      batch.changeWhere("subject_id", destroyed.userId(), Row::erased);
      destroyed
          .contacts()
          .forEach(contact -> batch.changeWhere("subject_id", contact, Row::erased));
    }
  }

  private static @Nullable UUID uuid(@Nullable Object value) {
    return value instanceof String text ? UUID.fromString(text) : null;
  }

  private static @Nullable String text(@Nullable Object value) {
    return value instanceof String text ? text : null;
  }
}

package dev.lethe.query.erasure;

import dev.lethe.query.projection.Origin;
import dev.lethe.query.projection.ReadTable;
import dev.lethe.query.projection.ReadTables;
import dev.lethe.query.projection.RowBatch;
import dev.lethe.shared.erasure.ErasureEvent;
import dev.lethe.shared.erasure.ErasureEvent.ErasureExtended;
import dev.lethe.shared.erasure.ErasureEvent.ErasureRefused;
import dev.lethe.shared.erasure.ErasureEvent.ErasureRequested;
import dev.lethe.shared.erasure.ErasureEvent.ErasureStarted;
import dev.lethe.shared.erasure.ErasureEvent.KeysDestroyed;
import dev.lethe.shared.store.DomainEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps {@code read.erasures}. */
@Component
@ProcessingGroup("identity")
class ErasureProjector {

  private final ReadTable<Row> erasures;

  ErasureProjector(ReadTables tables) {
    erasures = tables.table(Row.class, "erasures", "id");
  }

  private record Row(
      UUID id,
      UUID userId,
      Progress progress,
      String identityCheck,
      Instant requestedAt,
      long requestedPosition,
      long position) {

    Row with(Progress changed, Origin origin) {
      return new Row(
          id, userId, changed, identityCheck, requestedAt, requestedPosition, origin.position());
    }
  }

  private record Progress(
      String state,
      Instant dueAt,
      @Nullable String reason,
      @Nullable Instant doneAt,
      List<String> contacts,
      int keysDestroyed,
      @Nullable Long donePosition) {}

  /** Events of others move the token on with the batch. */
  @EventHandler
  void pass(DomainEvent event) {}

  @EventHandler
  void on(ErasureEvent event, EventMessage<?> message) {
    Origin origin = Origin.of(message);
    RowBatch<Row> rows = ReadTables.rows(erasures);
    if (event instanceof ErasureRequested requested) {
      rows.put(
          event.requestId(),
          new Row(
              event.requestId(),
              event.userId(),
              new Progress("open", requested.dueAt(), null, null, List.of(), 0, null),
              requested.identityCheck(),
              origin.at(),
              origin.position(),
              origin.position()));
    } else {
      rows.change(
          event.requestId(), row -> row.with(changed(row.progress(), event, origin), origin));
    }
  }

  private static Progress changed(Progress before, ErasureEvent event, Origin origin) {
    return switch (event) {
      case ErasureRequested _ -> before;
      case ErasureExtended later ->
          new Progress("open", later.dueAt(), later.reason(), null, List.of(), 0, null);
      case ErasureRefused refused ->
          new Progress("refused", before.dueAt(), refused.reason(), null, List.of(), 0, null);
      case ErasureStarted _ ->
          new Progress("started", before.dueAt(), before.reason(), null, List.of(), 0, null);
      case KeysDestroyed destroyed ->
          new Progress(
              "done",
              before.dueAt(),
              before.reason(),
              origin.at(),
              destroyed.contacts().stream().map(UUID::toString).toList(),
              destroyed.keys(),
              origin.position());
    };
  }
}

package dev.lethe.query.request;

import dev.lethe.query.projection.Origin;
import dev.lethe.query.projection.ReadTable;
import dev.lethe.query.projection.ReadTables;
import dev.lethe.query.projection.RowBatch;
import dev.lethe.shared.erasure.ErasureEvent.KeysDestroyed;
import dev.lethe.shared.request.RequestEvent;
import dev.lethe.shared.request.RequestEvent.AccessGiven;
import dev.lethe.shared.request.RequestEvent.Rectified;
import dev.lethe.shared.request.RequestEvent.RequestExtended;
import dev.lethe.shared.request.RequestEvent.RequestMade;
import dev.lethe.shared.request.RequestEvent.RequestRefused;
import dev.lethe.shared.store.DomainEvent;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps {@code read.data_requests}, and takes the copies away with their person. */
@Component
@ProcessingGroup("identity")
class RequestProjector {

  private final ReadTable<Row> requests;
  private final ReadTable<PackageKey> packages;
  private final ReadTable<PartKey> parts;

  RequestProjector(ReadTables tables) {
    requests = tables.table(Row.class, "data_requests", "id");
    packages = tables.table(PackageKey.class, "access_packages", "request_id");
    parts = tables.table(PartKey.class, "access_parts", "request_id", "file", "part");
  }

  private record Row(
      UUID id,
      UUID userId,
      RequestEvent.Kind kind,
      Progress progress,
      String identityCheck,
      @Nullable String wish,
      Instant requestedAt,
      long requestedPosition,
      long position) {

    Row with(Progress changed, long at) {
      return new Row(
          id, userId, kind, changed, identityCheck, wish, requestedAt, requestedPosition, at);
    }

    Row erased(long at) {
      return new Row(
          id,
          userId,
          kind,
          new Progress("erased", null, progress.reason(), progress.dueAt(), progress.answeredAt()),
          identityCheck,
          null,
          requestedAt,
          requestedPosition,
          at);
    }
  }

  private record Progress(
      String state,
      @Nullable String answer,
      @Nullable String reason,
      Instant dueAt,
      @Nullable Instant answeredAt) {}

  private record PackageKey(UUID requestId, UUID userId) {}

  private record PartKey(UUID requestId, String file, int part, UUID userId) {}

  /** Events of others move the token on with the batch. */
  @EventHandler
  void pass(DomainEvent event) {}

  @EventHandler
  void on(KeysDestroyed event, EventMessage<?> message) {
    long position = Origin.of(message).position();
    ReadTables.rows(requests).changeWhere("user_id", event.userId(), row -> row.erased(position));
    ReadTables.rows(packages).removeWhere("user_id", event.userId());
    ReadTables.rows(parts).removeWhere("user_id", event.userId());
  }

  @EventHandler
  void on(RequestEvent event, EventMessage<?> message) {
    Origin origin = Origin.of(message);
    RowBatch<Row> rows = ReadTables.rows(requests);
    if (event instanceof RequestMade made) {
      rows.put(
          made.requestId(),
          new Row(
              made.requestId(),
              made.userId(),
              made.kind(),
              new Progress("open", null, null, made.dueAt(), null),
              made.identityCheck(),
              made.wish(),
              origin.at(),
              origin.position(),
              origin.position()));
    } else {
      rows.change(
          event.requestId(),
          row -> row.with(changed(row.progress(), event, origin.at()), origin.position()));
    }
  }

  private static Progress changed(Progress before, RequestEvent event, Instant at) {
    return switch (event) {
      case RequestMade _ -> before;
      case RequestExtended later ->
          new Progress(before.state(), null, later.reason(), later.dueAt(), null);
      case RequestRefused refused ->
          new Progress("refused", null, refused.reason(), before.dueAt(), at);
      case AccessGiven given ->
          new Progress("answered", given.manifest(), before.reason(), before.dueAt(), at);
      case Rectified rectified ->
          new Progress("answered", rectified.note(), before.reason(), before.dueAt(), at);
    };
  }
}

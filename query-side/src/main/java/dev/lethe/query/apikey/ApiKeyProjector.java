package dev.lethe.query.apikey;

import dev.lethe.query.projection.Origin;
import dev.lethe.query.projection.ReadTable;
import dev.lethe.query.projection.ReadTables;
import dev.lethe.query.projection.RowBatch;
import dev.lethe.shared.apikey.ApiKeyEvent;
import dev.lethe.shared.apikey.ApiKeyEvent.ApiKeyIssued;
import dev.lethe.shared.apikey.ApiKeyEvent.ApiKeyRevoked;
import dev.lethe.shared.apikey.ApiKeyEvent.ApiKeyRotated;
import dev.lethe.shared.apikey.ApiKeyEvent.ApiKeyUsed;
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

/** Keeps {@code read.api_keys}. */
@Component
@ProcessingGroup("identity")
class ApiKeyProjector {

  private final ReadTable<Row> keys;

  ApiKeyProjector(ReadTables tables) {
    keys = tables.table(Row.class, "api_keys", "id");
  }

  private record Row(
      UUID id,
      UUID userId,
      UUID tenantId,
      String name,
      List<String> scopes,
      Secrets secrets,
      @Nullable Instant lastUsedAt,
      Instant createdAt,
      Instant updatedAt,
      @Nullable Instant revokedAt,
      long position) {

    Row erased(Origin origin) {
      return new Row(
          id,
          userId,
          tenantId,
          "erased:" + userId,
          scopes,
          secrets,
          lastUsedAt,
          createdAt,
          origin.at(),
          revokedAt == null ? origin.at() : revokedAt,
          origin.position());
    }

    Row with(Secrets s, @Nullable Instant used, @Nullable Instant revoked, Origin origin) {
      return new Row(
          id,
          userId,
          tenantId,
          name,
          scopes,
          s,
          used,
          createdAt,
          origin.at(),
          revoked,
          origin.position());
    }
  }

  private record Secrets(
      String secretHash,
      Instant expiresAt,
      @Nullable String oldSecretHash,
      @Nullable Instant oldExpiresAt) {

    Secrets rotated(ApiKeyRotated event) {
      Instant overlap = event.overlapEndsAt();
      return new Secrets(
          event.secretHash(),
          event.expiresAt(),
          secretHash,
          overlap.isBefore(expiresAt) ? overlap : expiresAt);
    }
  }

  /** Events of others move the token on with the batch. */
  @EventHandler
  void pass(DomainEvent event) {}

  /** A person's keys are good for nothing any more, and their names are gone. */
  @EventHandler
  void on(KeysDestroyed event, EventMessage<?> message) {
    Origin origin = Origin.of(message);
    ReadTables.rows(keys).changeWhere("user_id", event.userId(), row -> row.erased(origin));
  }

  @EventHandler
  void on(ApiKeyEvent event, EventMessage<?> message) {
    Origin origin = Origin.of(message);
    RowBatch<Row> rows = ReadTables.rows(keys);
    UUID id = event.keyId();
    switch (event) {
      case ApiKeyIssued issued ->
          rows.put(
              id,
              new Row(
                  id,
                  issued.userId(),
                  issued.tenantId(),
                  issued.name(),
                  issued.scopes(),
                  new Secrets(issued.secretHash(), issued.expiresAt(), null, null),
                  null,
                  origin.at(),
                  origin.at(),
                  null,
                  origin.position()));
      case ApiKeyRotated rotated ->
          rows.change(
              id, row -> row.with(row.secrets().rotated(rotated), row.lastUsedAt(), null, origin));
      case ApiKeyUsed _ ->
          rows.change(id, row -> row.with(row.secrets(), origin.at(), row.revokedAt(), origin));
      case ApiKeyRevoked _ ->
          rows.change(id, row -> row.with(row.secrets(), row.lastUsedAt(), origin.at(), origin));
    }
  }
}

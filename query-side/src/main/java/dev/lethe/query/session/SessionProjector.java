package dev.lethe.query.session;

import dev.lethe.query.projection.Origin;
import dev.lethe.query.projection.ReadTable;
import dev.lethe.query.projection.ReadTables;
import dev.lethe.query.projection.RowBatch;
import dev.lethe.shared.erasure.ErasureEvent.KeysDestroyed;
import dev.lethe.shared.retention.RetentionEvent;
import dev.lethe.shared.retention.RetentionEvent.RetentionApplied;
import dev.lethe.shared.session.SessionEvent;
import dev.lethe.shared.session.SessionEvent.SessionEnded;
import dev.lethe.shared.session.SessionEvent.SessionRefreshed;
import dev.lethe.shared.session.SessionEvent.SessionStarted;
import dev.lethe.shared.store.DomainEvent;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps {@code read.sessions}. */
@Component
@ProcessingGroup("identity")
class SessionProjector {

  private final ReadTable<Row> sessions;

  SessionProjector(ReadTables tables) {
    sessions = tables.table(Row.class, "sessions", "id");
  }

  private record Row(
      UUID id,
      UUID userId,
      UUID tenantId,
      String token,
      Instant expiresAt,
      @Nullable String address,
      @Nullable String userAgent,
      @Nullable String activityPeriod,
      Instant createdAt,
      Instant updatedAt,
      @Nullable UUID createdBy,
      @Nullable UUID updatedBy,
      @Nullable Instant deletedAt,
      SessionEvent.@Nullable End endReason,
      long version,
      long position) {

    static Row of(SessionStarted event, @Nullable String period, Origin origin) {
      return new Row(
          event.sessionId(),
          event.userId(),
          event.tenantId(),
          event.tokenHash(),
          event.expiresAt(),
          event.address(),
          event.userAgent(),
          period,
          origin.at(),
          origin.at(),
          origin.actor(),
          origin.actor(),
          null,
          null,
          origin.sequenceNumber(),
          origin.position());
    }

    Row refreshed(SessionRefreshed event, Origin origin) {
      return copy(event.tenantId(), event.tokenHash(), event.expiresAt(), null, null, origin);
    }

    Row ended(SessionEnded event, Origin origin) {
      return copy(tenantId, token, expiresAt, origin.at(), event.why(), origin);
    }

    Row erased(Origin origin) {
      return new Row(
          id,
          userId,
          tenantId,
          token,
          expiresAt,
          null,
          null,
          activityPeriod,
          createdAt,
          origin.at(),
          createdBy,
          origin.actor(),
          deletedAt == null ? origin.at() : deletedAt,
          endReason == null ? SessionEvent.End.REVOKED : endReason,
          version,
          origin.position());
    }

    Row withoutOrigin() {
      return new Row(
          id,
          userId,
          tenantId,
          token,
          expiresAt,
          null,
          null,
          activityPeriod,
          createdAt,
          updatedAt,
          createdBy,
          updatedBy,
          deletedAt,
          endReason,
          version,
          position);
    }

    private Row copy(
        UUID tenant,
        String tokenHash,
        Instant expiry,
        @Nullable Instant end,
        SessionEvent.@Nullable End why,
        Origin origin) {
      return new Row(
          id,
          userId,
          tenant,
          tokenHash,
          expiry,
          address,
          userAgent,
          activityPeriod,
          createdAt,
          origin.at(),
          createdBy,
          origin.actor(),
          end,
          why,
          origin.sequenceNumber(),
          origin.position());
    }
  }

  /** Events of others move the token on with the batch. */
  @EventHandler
  void pass(DomainEvent event) {}

  /** A person's sessions are over with their account. */
  @EventHandler
  void on(KeysDestroyed event, EventMessage<?> message) {
    Origin origin = Origin.of(message);
    ReadTables.rows(sessions).changeWhere("user_id", event.userId(), row -> row.erased(origin));
  }

  @EventHandler
  void on(RetentionApplied event) {
    if (event.category() == RetentionEvent.Category.ACTIVITY) {
      ReadTables.rows(sessions)
          .changeWhere(
              "user_id",
              event.subjectId(),
              row -> event.period().equals(row.activityPeriod()) ? row.withoutOrigin() : row);
    }
  }

  @EventHandler
  void on(SessionEvent event, EventMessage<?> message) {
    Origin origin = Origin.of(message);
    RowBatch<Row> rows = ReadTables.rows(sessions);
    UUID id = event.sessionId();
    switch (event) {
      case SessionStarted started ->
          rows.put(
              id,
              Row.of(
                  started,
                  Origin.period(message, RetentionEvent.Category.ACTIVITY.text()),
                  origin));
      case SessionRefreshed refreshed -> rows.change(id, row -> row.refreshed(refreshed, origin));
      case SessionEnded ended -> rows.change(id, row -> row.ended(ended, origin));
    }
  }
}

package dev.lethe.query.hold;

import dev.lethe.query.projection.Origin;
import dev.lethe.query.projection.ReadTable;
import dev.lethe.query.projection.ReadTables;
import dev.lethe.query.projection.RowBatch;
import dev.lethe.shared.hold.HoldEvent;
import dev.lethe.shared.hold.HoldEvent.LegalHoldLifted;
import dev.lethe.shared.hold.HoldEvent.LegalHoldPlaced;
import dev.lethe.shared.store.DomainEvent;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps {@code read.legal_holds}. */
@Component
@ProcessingGroup("identity")
class HoldProjector {

  private final ReadTable<Row> holds;

  HoldProjector(ReadTables tables) {
    holds = tables.table(Row.class, "legal_holds", "id");
  }

  private record Row(
      UUID id,
      UUID userId,
      String matter,
      String reason,
      @Nullable Instant until,
      Instant placedAt,
      @Nullable UUID placedBy,
      @Nullable Instant liftedAt,
      @Nullable UUID liftedBy,
      @Nullable String liftedReason,
      long position) {

    Row lifted(String why, Origin origin) {
      return new Row(
          id,
          userId,
          matter,
          reason,
          until,
          placedAt,
          placedBy,
          origin.at(),
          origin.actor(),
          why,
          origin.position());
    }
  }

  /** Events of others move the token on with the batch. */
  @EventHandler
  void pass(DomainEvent event) {}

  @EventHandler
  void on(HoldEvent event, EventMessage<?> message) {
    Origin origin = Origin.of(message);
    RowBatch<Row> rows = ReadTables.rows(holds);
    switch (event) {
      case LegalHoldPlaced placed ->
          rows.put(
              placed.holdId(),
              new Row(
                  placed.holdId(),
                  placed.userId(),
                  placed.matter(),
                  placed.reason(),
                  placed.until(),
                  origin.at(),
                  origin.actor(),
                  null,
                  null,
                  null,
                  origin.position()));
      case LegalHoldLifted lifted ->
          rows.change(lifted.holdId(), row -> row.lifted(lifted.reason(), origin));
    }
  }
}

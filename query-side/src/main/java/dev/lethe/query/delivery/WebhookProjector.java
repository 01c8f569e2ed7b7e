package dev.lethe.query.delivery;

import dev.lethe.query.projection.Origin;
import dev.lethe.query.projection.ReadTable;
import dev.lethe.query.projection.ReadTables;
import dev.lethe.query.projection.RowBatch;
import dev.lethe.shared.delivery.WebhookEvent;
import dev.lethe.shared.delivery.WebhookEvent.WebhookAdded;
import dev.lethe.shared.delivery.WebhookEvent.WebhookPaused;
import dev.lethe.shared.delivery.WebhookEvent.WebhookRemoved;
import dev.lethe.shared.delivery.WebhookEvent.WebhookResumed;
import dev.lethe.shared.delivery.WebhookEvent.WebhookSecretRotated;
import dev.lethe.shared.store.DomainEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps {@code read.webhooks}. */
@Component
@ProcessingGroup("identity")
class WebhookProjector {

  private final ReadTable<Row> webhooks;

  WebhookProjector(ReadTables tables) {
    webhooks = tables.table(Row.class, "webhooks", "id");
  }

  private record Row(
      UUID id,
      String url,
      @Nullable UUID ofTenant,
      List<String> actions,
      boolean ocsf,
      Secrets secrets,
      boolean paused,
      long addedPosition,
      long resumedPosition,
      Instant addedAt,
      @Nullable Instant removedAt,
      long position) {

    Row with(Secrets changed, long at) {
      return new Row(
          id,
          url,
          ofTenant,
          actions,
          ocsf,
          changed,
          paused,
          addedPosition,
          resumedPosition,
          addedAt,
          removedAt,
          at);
    }

    Row with(boolean pause, long resumed, @Nullable Instant removal, long at) {
      return new Row(
          id,
          url,
          ofTenant,
          actions,
          ocsf,
          secrets,
          pause,
          addedPosition,
          resumed,
          addedAt,
          removal,
          at);
    }
  }

  private record Secrets(
      String secret, @Nullable String oldSecret, @Nullable Instant oldSecretEnds) {}

  /** Events of others move the token on with the batch. */
  @EventHandler
  void pass(DomainEvent event) {}

  @EventHandler
  void on(WebhookEvent event, EventMessage<?> message) {
    Origin origin = Origin.of(message);
    long at = origin.position();
    RowBatch<Row> rows = ReadTables.rows(webhooks);
    UUID id = event.webhookId();
    switch (event) {
      case WebhookAdded added ->
          rows.put(
              id,
              new Row(
                  id,
                  added.url(),
                  added.ofTenant(),
                  added.actions(),
                  added.ocsf(),
                  new Secrets(added.sealedSecret(), null, null),
                  false,
                  at,
                  at,
                  origin.at(),
                  null,
                  at));
      case WebhookSecretRotated rotated ->
          rows.change(
              id,
              row ->
                  row.with(
                      new Secrets(
                          rotated.sealedSecret(), row.secrets().secret(), rotated.overlapEndsAt()),
                      at));
      case WebhookPaused _ ->
          rows.change(id, row -> row.with(true, row.resumedPosition(), null, at));
      case WebhookResumed _ -> rows.change(id, row -> row.with(false, at, null, at));
      case WebhookRemoved _ ->
          rows.change(id, row -> row.with(row.paused(), row.resumedPosition(), origin.at(), at));
    }
  }
}

package dev.lethe.query.delivery;

import com.zaxxer.hikari.HikariDataSource;
import dev.lethe.query.projection.Page;
import dev.lethe.query.projection.Rows;
import dev.lethe.shared.delivery.WebhookEvent;
import dev.lethe.shared.vault.SecretBox;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The webhooks there are, for administrators and for the program itself. */
@RestController
@Tag(name = "webhooks")
@Transactional(readOnly = true)
class Webhooks {

  private final Rows rows;
  private final JdbcClient jdbc;
  private final SecretBox box;
  private final JsonMapper json;
  private final Clock clock;

  /** Redirects are not followed: a receiver does not choose who else gets the log. */
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(10))
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  Webhooks(
      Rows rows,
      @Qualifier("projectorPool") HikariDataSource projectorPool,
      SecretBox box,
      JsonMapper json,
      Clock clock) {
    this.rows = rows;
    this.jdbc = JdbcClient.create(projectorPool);
    this.box = box;
    this.json = json;
    this.clock = clock;
  }

  /**
   * A webhook; its secret is not shown again.
   *
   * @param deliveredPosition everything up to here is delivered
   * @param attempts how often the next one has failed
   * @param nextAt when it is tried again
   * @param outcome of the last attempt
   */
  record WebhookView(
      UUID id,
      String url,
      @Nullable UUID ofTenant,
      List<String> actions,
      boolean ocsf,
      boolean paused,
      Instant addedAt,
      @Nullable Instant removedAt,
      @Nullable Long deliveredPosition,
      @Nullable Integer attempts,
      @Nullable Instant nextAt,
      @Nullable String outcome,
      @Nullable Instant deliveredAt,
      long position) {}

  @GetMapping("/webhooks")
  @PreAuthorize("isAuthenticated()")
  @Operation(
      operationId = "webhooks",
      summary = "Where the audit log is delivered, and how far that is; for administrators")
  Page<WebhookView> webhooks(
      @RequestParam(required = false) @Nullable UUID cursor,
      @RequestParam(defaultValue = "50") int limit) {
    return rows.page(
        WebhookView.class,
        """
        select w.id, w.url, w.of_tenant, w.actions, w.ocsf, w.paused, w.added_at, w.removed_at, w.position,
               d.position as delivered_position, d.attempts, d.next_at, d.outcome, d.delivered_at
        from read.webhooks w
        left join read.deliveries d on d.sink = w.id::text
        where w.id > :after
        """,
        Map.of(),
        cursor,
        limit,
        WebhookView::id);
  }

  /** Those to which something is to be delivered. */
  @Transactional(propagation = Propagation.NOT_SUPPORTED)
  List<Webhook> active() {
    return jdbc.sql(
            """
            select id, url, of_tenant, actions, ocsf, secret,
                   case when old_secret_ends > now() then old_secret end as old_secret,
                   added_position, resumed_position
            from read.webhooks
            where removed_at is null and not paused
            """)
        .query(
            (row, n) -> {
              UUID id = row.getObject("id", UUID.class);
              return new Webhook(
                  id,
                  URI.create(row.getString("url")),
                  row.getObject("of_tenant", UUID.class),
                  List.of((String[]) row.getArray("actions").getArray()),
                  row.getBoolean("ocsf"),
                  Stream.of(row.getString("secret"), row.getString("old_secret"))
                      .flatMap(secret -> opened(id, secret))
                      .toList(),
                  row.getLong("added_position"),
                  row.getLong("resumed_position"),
                  http,
                  json,
                  clock);
            })
        .list();
  }

  private Stream<String> opened(UUID id, @Nullable String sealedSecret) {
    return sealedSecret == null
        ? Stream.empty()
        : box.open(sealedSecret, WebhookEvent.secretOf(id)).stream();
  }
}

package dev.lethe.query.history;

import dev.lethe.query.access.ReadsOfOthers;
import dev.lethe.query.projection.AboutPerson;
import dev.lethe.query.projection.Page;
import dev.lethe.query.projection.Replay;
import dev.lethe.query.projection.Rows;
import dev.lethe.query.record.AuditRecord;
import dev.lethe.shared.consent.ProcessingEvent;
import dev.lethe.shared.hold.HoldEvent;
import dev.lethe.shared.session.SessionEvent;
import dev.lethe.shared.settings.SettingsEvent;
import dev.lethe.shared.store.DomainEvent;
import dev.lethe.shared.store.EventReader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * The past of one entity, or of a whole tenant, for whoever may read all of it in the audit log.
 */
@RestController
@Tag(name = "history")
@Transactional(readOnly = true)
class HistoryController {

  private final Rows rows;
  private final EventReader reader;
  private final Replay replay;
  private final ReadsOfOthers reads;
  private final JsonMapper json;
  private final Clock clock;

  HistoryController(
      Rows rows,
      @Qualifier("queryEventReader") EventReader reader,
      Replay replay,
      ReadsOfOthers reads,
      JsonMapper json,
      Clock clock) {
    this.rows = rows;
    this.reader = reader;
    this.replay = replay;
    this.reads = reads;
    this.json = json;
    this.clock = clock;
  }

  /** What of a person is meant, where it has a stream of its own without an id of its own. */
  enum Part {
    /** Their settings. */
    settings,
    /** Their sessions. */
    sessions,
    /** The legal holds on them. */
    holds,
    /** What they agree and object to, and what is restricted. */
    processing;

    UUID stream(UUID userId) {
      return switch (this) {
        case settings -> SettingsEvent.settingsOf(userId);
        case sessions -> SessionEvent.sessionsOf(userId);
        case holds -> HoldEvent.holdsOn(userId);
        case processing -> ProcessingEvent.processingOf(userId);
      };
    }
  }

  /**
   * An entity as it was.
   *
   * @param at the instant that was asked for
   * @param sequenceNumber of its last event by then
   * @param position of that event
   * @param tables rows that its events until then make, by read table
   */
  record EntityAsOf(
      UUID id,
      String entityType,
      Instant at,
      long sequenceNumber,
      long position,
      @Schema(type = "object", implementation = Object.class)
          Map<String, List<Map<String, @Nullable Object>>> tables,
      @Nullable UUID subjectId)
      implements AboutPerson {
    @Override
    public @Nullable UUID dataSubject() {
      return subjectId;
    }
  }

  private record Visible(long events) {}

  private record Allowed(boolean allowed) {}

  @GetMapping("/history/{id}")
  @PreAuthorize("isAuthenticated()")
  @Operation(
      operationId = "history",
      summary = "What happened to an entity, the oldest first: the events of its stream")
  Page<AuditRecord> history(
      @PathVariable UUID id,
      @Parameter(description = "Of the user with this id: settings, sessions, holds or processing")
          @RequestParam(required = false)
          @Nullable Part of,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    long after = Page.position(cursor, 0);
    int most = Page.limit(limit);
    List<AuditRecord> found =
        events(id, of).stream()
            .filter(event -> EventReader.position(event.trackingToken()) > after)
            .limit(most + 1L)
            .map(event -> AuditRecord.of((DomainEvent) event.getPayload(), event))
            .toList();
    return Page.of(found, most, AuditRecord::position, Function.identity());
  }

  @GetMapping("/history/{id}/as-of")
  @PreAuthorize("isAuthenticated()")
  @Operation(
      operationId = "entityAsOf",
      summary = "An entity as it was at an instant, by replaying its events until then")
  EntityAsOf asOf(
      @PathVariable UUID id,
      @Parameter(description = "Of the user with this id: settings, sessions, holds or processing")
          @RequestParam(required = false)
          @Nullable Part of,
      @Parameter(description = "Now where it is left out", example = "2026-05-03T12:00:00Z")
          @RequestParam(required = false)
          @Nullable Instant at) {
    Instant then = at == null ? clock.instant() : at;
    List<TrackedEventMessage<?>> until =
        events(id, of).stream().filter(event -> !event.getTimestamp().isAfter(then)).toList();
    if (until.isEmpty()) {
      throw Rows.none("entity by then with the id", id);
    }
    TrackedEventMessage<?> last = until.getLast();
    DomainEventMessage<?> stored = (DomainEventMessage<?>) last;
    return new EntityAsOf(
        UUID.fromString(stored.getAggregateIdentifier()),
        stored.getType(),
        then,
        stored.getSequenceNumber(),
        EventReader.position(last.trackingToken()),
        replay.tables(until.iterator()).stream()
            .collect(Collectors.toMap(Replay.Table::name, Replay.Table::rows)),
        ((DomainEvent) last.getPayload()).dataSubject());
  }

  /** The events of a stream, for whoever may read each of them in the audit log. */
  private List<TrackedEventMessage<?>> events(UUID id, @Nullable Part of) {
    UUID stream = of == null ? id : of.stream(id);
    List<TrackedEventMessage<?>> events = reader.ofStream(stream).toList();
    long visible =
        rows.one(
                Visible.class,
                "select count(*) as events from read.audit_logs where entity_id = :id",
                Map.of("id", stream.toString()))
            .map(Visible::events)
            .orElse(0L);
    if (events.isEmpty() || visible < events.size()) {
      throw Rows.none("entity with the id", id);
    }
    return events;
  }

  @GetMapping("/tenants/{id}/as-of")
  @PreAuthorize("isAuthenticated()")
  @Operation(
      operationId = "exportTenant",
      summary =
          "All of a tenant as it was at an instant, by replaying its events until then, as JSON"
              + " Lines: what it is, then a row a line; for administrators, and owners and admins"
              + " of the tenant who act on its behalf")
  void tenant(
      @PathVariable UUID id,
      @Parameter(description = "Now where it is left out", example = "2026-05-03T12:00:00Z")
          @RequestParam(required = false)
          @Nullable Instant at,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    boolean allowed =
        rows.one(
                Allowed.class,
                """
                select read.is_admin()
                       or (:id = read.tenant() and :id in (select read.managed_organisations())) as allowed
                """,
                Map.of("id", id))
            .map(Allowed::allowed)
            .orElse(false);
    Instant then = at == null ? clock.instant() : at;
    Set<UUID> people = new HashSet<>();
    long[] last = {0, 0};
    List<Replay.Table> tables =
        allowed
            ? replay.tables(
                reader
                    .ofTenant(id)
                    .filter(event -> !event.getTimestamp().isAfter(then))
                    .peek(
                        event -> {
                          UUID subject = ((DomainEvent) event.getPayload()).dataSubject();
                          if (subject != null) {
                            people.add(subject);
                          }
                          last[0] = EventReader.position(event.trackingToken());
                          last[1]++;
                        })
                    .iterator())
            : List.of();
    if (last[1] == 0) {
      throw Rows.none("tenant by then with the id", id);
    }
    reads.note(people, "exportTenant", request);
    response.setContentType("application/jsonl");
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    Writer to = response.getWriter();
    line(to, Map.of("tenantId", id, "at", then, "position", last[0], "events", last[1]));
    for (Replay.Table table : tables) {
      for (Map<String, @Nullable Object> row : table.rows()) {
        line(to, Map.of("table", table.name(), "row", row));
      }
    }
  }

  private void line(Writer to, Map<String, Object> content) throws IOException {
    to.write(json.writeValueAsString(content));
    to.write('\n');
  }
}

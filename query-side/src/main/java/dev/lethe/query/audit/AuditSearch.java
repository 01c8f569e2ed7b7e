package dev.lethe.query.audit;

import io.swagger.v3.oas.annotations.Parameter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is looked for; what is null does not matter.
 *
 * @param action type of the event, such as {@code user.email-changed}
 * @param q words that all occur in action or changes
 */
record AuditSearch(
    @Nullable UUID tenantId,
    @Nullable UUID actorId,
    @Nullable UUID subjectId,
    @Nullable String action,
    @Nullable String entityType,
    @Nullable String entityId,
    @Nullable String command,
    @Nullable String correlationId,
    @Parameter(example = "2026-05-01T00:00:00Z") @Nullable Instant from,
    @Parameter(example = "2026-06-01T00:00:00Z") @Nullable Instant to,
    @Nullable String q) {

  /** The conditions that are asked for; names and SQL are ours, values are parameters. */
  String conditions() {
    var sql = new StringBuilder();
    add(sql, tenantId, "tenant_id = :tenantId");
    add(sql, actorId, "actor_id = :actorId");
    add(sql, subjectId, "subject_id = :subjectId");
    add(sql, action, "action = :action");
    add(sql, entityType, "entity_type = :entityType");
    add(sql, entityId, "entity_id = :entityId");
    add(sql, command, "command = :command");
    add(sql, correlationId, "correlation_id = :correlationId");
    add(sql, from, "created_at >= :from");
    add(sql, to, "created_at < :to");
    add(sql, q, "search @@ plainto_tsquery('simple', :q)");
    return sql.toString();
  }

  private static void add(StringBuilder sql, @Nullable Object asked, String condition) {
    if (asked != null) {
      sql.append(" and ").append(condition);
    }
  }

  Map<String, Object> parameters() {
    Map<String, Object> parameters = new HashMap<>();
    put(parameters, "tenantId", tenantId);
    put(parameters, "actorId", actorId);
    put(parameters, "subjectId", subjectId);
    put(parameters, "action", action);
    put(parameters, "entityType", entityType);
    put(parameters, "entityId", entityId);
    put(parameters, "command", command);
    put(parameters, "correlationId", correlationId);
    put(parameters, "from", from == null ? null : from.atOffset(ZoneOffset.UTC));
    put(parameters, "to", to == null ? null : to.atOffset(ZoneOffset.UTC));
    put(parameters, "q", q);
    return parameters;
  }

  private static void put(Map<String, Object> parameters, String name, @Nullable Object value) {
    if (value != null) {
      parameters.put(name, value);
    }
  }
}

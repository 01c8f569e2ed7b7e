package dev.lethe.query.audit;

import dev.lethe.shared.access.Actor;
import dev.lethe.shared.audit.SearchTerms;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A search as SQL: names and conditions are ours, values are parameters. */
final class AuditSearch {

  /**
   * Times follow positions, but for the clocks of several processes, which are less than a minute
   * apart: the bounds on position keep a search by time from reading the whole table.
   */
  private static final String FROM =
      """
      created_at >= :from
      and position >= coalesce((select f.position
                                from read.audit_logs f
                                where f.created_at < cast(:from as timestamptz) - interval '1 minute'
                                order by f.created_at desc
                                limit 1), 0)
      """;

  private static final String TO =
      """
      created_at < :to
      and position <= coalesce((select t.position
                                from read.audit_logs t
                                where t.created_at >= cast(:to as timestamptz) + interval '1 minute'
                                order by t.created_at
                                limit 1), 9223372036854775807)
      """;

  private final StringBuilder sql;
  private final Map<String, Object> parameters = new HashMap<>();

  private AuditSearch(String beginning) {
    sql = new StringBuilder(beginning);
  }

  /**
   * Of the current actor, for records before or after a position.
   *
   * @param positionCondition such as {@code position < :position}
   */
  static AuditSearch of(SearchTerms terms, String positionCondition, long position) {
    var search = new AuditSearch("select * from read.audit_logs where " + positionCondition);
    search.parameters.put("position", position);
    if (!Actor.current().isAdmin()) {
      // as row-level security has it, but so that an index finds them
      search.add("ownTenant", Actor.current().tenant(), "tenant_id = :ownTenant");
    }
    search.add("tenantId", terms.tenantId(), "tenant_id = :tenantId");
    search.add("actorId", terms.actorId(), "actor_id = :actorId");
    search.add("subjectId", terms.subjectId(), "subject_id = :subjectId");
    search.add("credentialId", terms.credentialId(), "credential_id = :credentialId");
    search.add("action", terms.action(), "action = :action");
    search.add("entityType", terms.entityType(), "entity_type = :entityType");
    search.add("entityId", terms.entityId(), "entity_id = :entityId");
    search.add("command", terms.command(), "command = :command");
    search.add("commandId", terms.commandId(), "command_id = :commandId");
    search.add("correlationId", terms.correlationId(), "correlation_id = :correlationId");
    search.add("address", terms.address(), "address = :address");
    search.add("leafHash", terms.leafHash(), "leaf_hash = :leafHash");
    search.add("from", utc(terms.from()), FROM);
    search.add("to", utc(terms.to()), TO);
    search.add("q", terms.q(), "search @@ plainto_tsquery('simple', :q)");
    return search;
  }

  private static @Nullable Object utc(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  private void add(String name, @Nullable Object asked, String condition) {
    if (asked != null) {
      sql.append(" and ").append(condition);
      parameters.put(name, asked);
    }
  }

  /** The same, with what comes after the conditions. */
  AuditSearch then(String end, Map<String, Object> more) {
    sql.append(' ').append(end);
    parameters.putAll(more);
    return this;
  }

  String sql() {
    return sql.toString();
  }

  Map<String, Object> parameters() {
    return parameters;
  }
}

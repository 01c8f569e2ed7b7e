package dev.lethe.command.api;

import dev.lethe.shared.access.Actor;
import dev.lethe.shared.store.PostgresEventStorageEngine;
import dev.lethe.shared.value.Ids;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What commands hand on to their events: who, on whose behalf, with what and why. */
final class CommandMetadata {

  /** The keys that are handed on. */
  static final List<String> KEYS =
      List.of(
          "actor",
          "actorRole",
          "credential",
          PostgresEventStorageEngine.TENANT,
          "command",
          "commandId",
          "correlationId",
          "traceparent",
          "tracestate");

  private CommandMetadata() {}

  static Map<String, String> of(
      @Nullable Actor actor, @Nullable UUID tenant, String command, Trace trace) {
    Map<String, String> metadata = new HashMap<>();
    if (actor != null) {
      metadata.put("actor", actor.userId().toString());
      metadata.put("actorRole", actor.role().text());
      if (actor.credentialId() != null) {
        metadata.put("credential", actor.credentialId().toString());
      }
    }
    if (tenant != null) {
      metadata.put(PostgresEventStorageEngine.TENANT, tenant.toString());
    }
    metadata.put("command", command);
    metadata.put("commandId", Ids.next().toString());
    metadata.put("correlationId", trace.correlationId());
    metadata.put("traceparent", trace.traceparent());
    if (trace.tracestate() != null) {
      metadata.put("tracestate", trace.tracestate());
    }
    return metadata;
  }
}

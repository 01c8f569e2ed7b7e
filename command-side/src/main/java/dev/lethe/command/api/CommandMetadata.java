package dev.lethe.command.api;

import dev.lethe.shared.access.Actor;
import dev.lethe.shared.store.EventCodec;
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
          EventCodec.ACTOR,
          "actorRole",
          "credential",
          EventCodec.TENANT,
          EventCodec.ADDRESS,
          EventCodec.REASON,
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
      metadata.put(EventCodec.ACTOR, actor.userId().toString());
      metadata.put("actorRole", actor.role().text());
      if (actor.credentialId() != null) {
        metadata.put("credential", actor.credentialId().toString());
      }
    }
    if (tenant != null) {
      metadata.put(EventCodec.TENANT, tenant.toString());
    }
    metadata.put("command", command);
    metadata.put("commandId", Ids.next().toString());
    metadata.put("correlationId", trace.correlationId());
    metadata.put("traceparent", trace.traceparent());
    put(metadata, "tracestate", trace.tracestate());
    put(metadata, EventCodec.ADDRESS, trace.address());
    put(metadata, EventCodec.REASON, trace.reason());
    return metadata;
  }

  private static void put(Map<String, String> metadata, String key, @Nullable String value) {
    if (value != null) {
      metadata.put(key, value);
    }
  }
}

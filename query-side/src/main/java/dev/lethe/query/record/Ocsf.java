package dev.lethe.query.record;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Audit records as events of the Open Cybersecurity Schema Framework: changes to accounts are
 * Account Change (3001), changes to anything else Entity Management (3004), and what was asked of
 * the API itself, log-ins, reads and refusals, API Activity (6003).
 *
 * @see <a href="https://schema.ocsf.io/1.8.0/">schema.ocsf.io</a>
 */
public final class Ocsf {

  /**
   * The versions that can be asked for; what is written is the same in all of them but its name.
   */
  public static final List<String> VERSIONS =
      List.of("1.1.0", "1.2.0", "1.3.0", "1.4.0", "1.5.0", "1.6.0", "1.7.0", "1.8.0");

  private static final int OTHER = 99;
  private static final int INFORMATIONAL = 1;
  private static final int LOW = 2;
  private static final int SUCCESS = 1;
  private static final int FAILURE = 2;

  /** Activities of Account Change, by the last part of the action. */
  private static final Map<String, Integer> ACCOUNT =
      Map.of(
          "registered", 1,
          "restored", 2,
          "reactivated", 2,
          "password-set", 3,
          "deactivated", 5,
          "deleted", 6,
          "erased", 6,
          "made-administrator", 7,
          "administrator-revoked", 8);

  private static final Set<String> CREATED =
      Set.of(
          "created",
          "added",
          "issued",
          "placed",
          "requested",
          "made",
          "recorded",
          "sent",
          "started",
          "setting-defined",
          "member-added",
          "member-joined",
          "invitation-sent",
          "given",
          "saved");

  private static final Set<String> DELETED =
      Set.of(
          "deleted",
          "removed",
          "revoked",
          "lifted",
          "keys-destroyed",
          "ended",
          "setting-removed",
          "member-removed",
          "invitation-revoked",
          "withdrawn",
          "applied");

  private Ocsf() {}

  /**
   * The record as an event of this version.
   *
   * @param proof of the event, or null where no checkpoint covers it yet
   */
  public static ObjectNode event(
      AuditRecord told, @Nullable Proof proof, String version, JsonMapper json) {
    ObjectNode event = json.createObjectNode();
    String family = told.action().substring(0, told.action().indexOf('.'));
    String fact = told.action().substring(told.action().indexOf('.') + 1);
    int classUid =
        switch (family) {
          case "user" -> 3001;
          case "session", "log-in", "audit" -> 6003;
          default -> 3004;
        };
    int activity =
        switch (classUid) {
          case 3001 -> ACCOUNT.getOrDefault(fact, OTHER);
          case 6003 -> fact.equals("personal-data-read") ? 2 : crud(fact, OTHER);
          default -> crud(fact, 3);
        };
    boolean failed =
        fact.equals("command-refused") || fact.equals("failed") || fact.equals("locked");
    event.put("category_uid", classUid / 1000);
    event.put("class_uid", classUid);
    event.put("activity_id", activity);
    event.put("activity_name", told.action());
    event.put("type_uid", classUid * 100L + activity);
    event.put("severity_id", failed ? LOW : INFORMATIONAL);
    event.put("status_id", failed ? FAILURE : SUCCESS);
    event.put("time", told.createdAt().toEpochMilli());
    event.put(
        "message", "%s on %s %s".formatted(told.action(), told.entityType(), told.entityId()));
    metadata(event.putObject("metadata"), told, version);
    actor(event.putObject("actor"), told);
    ObjectNode source = event.putObject("src_endpoint");
    if (told.address() == null) {
      source.put("svc_name", "lethe");
    } else {
      source.put("ip", told.address());
    }
    switch (classUid) {
      case 3001 -> event.putObject("user").put("uid", told.entityId());
      case 6003 -> {
        ObjectNode api = event.putObject("api");
        api.put("operation", told.command() == null ? told.action() : told.command());
        if (told.commandId() != null) {
          api.putObject("request").put("uid", told.commandId().toString());
        }
        event
            .putArray("resources")
            .addObject()
            .put("uid", told.entityId())
            .put("type", told.entityType());
      }
      default ->
          event.putObject("entity").put("uid", told.entityId()).put("type", told.entityType());
    }
    ObjectNode own = event.putObject("unmapped").putObject("lethe");
    own.set("record", json.valueToTree(told));
    if (proof != null) {
      own.set("proof", json.valueToTree(proof));
    }
    return event;
  }

  private static int crud(String fact, int otherwise) {
    if (CREATED.contains(fact)) {
      return 1;
    }
    return DELETED.contains(fact) ? 4 : otherwise;
  }

  private static void metadata(ObjectNode metadata, AuditRecord told, String version) {
    metadata.put("version", version);
    metadata.put("uid", told.id().toString());
    metadata.put("sequence", told.position());
    metadata.put("event_code", told.action());
    if (told.correlationId() != null) {
      metadata.put("correlation_uid", told.correlationId());
    }
    if (told.tenantId() != null) {
      metadata.put("tenant_uid", told.tenantId().toString());
    }
    metadata.putObject("product").put("name", "Lethe").put("vendor_name", "Lethe");
  }

  private static void actor(ObjectNode actor, AuditRecord told) {
    ObjectNode user = actor.putObject("user");
    if (told.actorId() == null) {
      user.put("name", "unknown").put("type_id", 0);
      return;
    }
    user.put("uid", told.actorId().toString());
    user.put("type_id", "admin".equals(told.actorRole()) ? 2 : 1);
    if (told.actorRole() != null) {
      user.put("type", told.actorRole().toLowerCase(Locale.ROOT));
    }
    if (told.credentialId() != null) {
      actor.putObject("session").put("uid", told.credentialId().toString());
    }
  }
}

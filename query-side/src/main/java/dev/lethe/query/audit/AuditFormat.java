package dev.lethe.query.audit;

import dev.lethe.query.record.AuditRecord;
import dev.lethe.query.record.Spreadsheets;
import java.io.IOException;
import java.io.Writer;
import java.util.Iterator;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import tools.jackson.databind.json.JsonMapper;

/** How the audit log is exported; the names are those of the API. */
enum AuditFormat {
  /** A JSON object a line. */
  jsonl("application/jsonl") {
    @Override
    void write(Stream<AuditRecord> all, Writer to, JsonMapper json) throws IOException {
      for (Iterator<AuditRecord> views = all.iterator(); views.hasNext(); ) {
        to.write(json.writeValueAsString(views.next()));
        to.write('\n');
      }
    }
  },

  /** RFC 4180, with a header. */
  csv("text/csv") {
    @Override
    void write(Stream<AuditRecord> all, Writer to, JsonMapper json) throws IOException {
      try (var printer = new CSVPrinter(to, CSVFormat.RFC4180)) {
        printer.printRecord(
            "position",
            "id",
            "created_at",
            "tenant_id",
            "subject_id",
            "actor_id",
            "actor_role",
            "credential_id",
            "address",
            "reason",
            "action",
            "entity_type",
            "entity_id",
            "changes",
            "command",
            "command_id",
            "correlation_id",
            "leaf_hash");
        for (Iterator<AuditRecord> views = all.iterator(); views.hasNext(); ) {
          AuditRecord view = views.next();
          printer.printRecord(
              view.position(),
              view.id(),
              view.createdAt(),
              view.tenantId(),
              view.subjectId(),
              view.actorId(),
              view.actorRole(),
              view.credentialId(),
              view.address(),
              Spreadsheets.harmless(view.reason()),
              view.action(),
              view.entityType(),
              view.entityId(),
              view.changes() == null ? null : json.writeValueAsString(view.changes()),
              view.command(),
              view.commandId(),
              Spreadsheets.harmless(view.correlationId()),
              view.leafHash());
        }
      }
    }
  };

  private final String type;

  AuditFormat(String type) {
    this.type = type;
  }

  /** Media type. */
  String type() {
    return type;
  }

  abstract void write(Stream<AuditRecord> all, Writer to, JsonMapper json) throws IOException;
}

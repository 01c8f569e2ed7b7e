package dev.lethe.query.audit;

import dev.lethe.query.record.AuditRecord;
import dev.lethe.query.record.Ocsf;
import dev.lethe.query.record.Proof;
import dev.lethe.query.record.Spreadsheets;
import java.io.IOException;
import java.io.Writer;
import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** How the audit log is exported, each record with its proof; the names are those of the API. */
enum AuditFormat {
  /** A JSON object a line. */
  jsonl("application/jsonl") {
    @Override
    void write(AuditRecord told, @Nullable Proof proof, String version, Writer to, JsonMapper json)
        throws IOException {
      ObjectNode line = json.valueToTree(told);
      line.set("proof", json.valueToTree(proof));
      to.append(json.writeValueAsString(line)).append('\n');
    }
  },

  /** An event of the Open Cybersecurity Schema Framework a line. */
  ocsf("application/jsonl") {
    @Override
    void write(AuditRecord told, @Nullable Proof proof, String version, Writer to, JsonMapper json)
        throws IOException {
      to.append(json.writeValueAsString(Ocsf.event(told, proof, version, json))).append('\n');
    }
  },

  /** RFC 4180, with a header. */
  csv("text/csv") {
    @Override
    void begin(Writer to) throws IOException {
      CSVFormat.RFC4180.printRecord(to, COLUMNS);
    }

    @Override
    void write(AuditRecord told, @Nullable Proof proof, String version, Writer to, JsonMapper json)
        throws IOException {
      CSVFormat.RFC4180.printRecord(
          to,
          told.position(),
          told.id(),
          told.createdAt(),
          told.tenantId(),
          told.subjectId(),
          told.actorId(),
          told.actorRole(),
          told.credentialId(),
          told.address(),
          Spreadsheets.harmless(told.reason()),
          told.action(),
          told.entityType(),
          told.entityId(),
          told.changes() == null ? null : json.writeValueAsString(told.changes()),
          told.command(),
          told.commandId(),
          Spreadsheets.harmless(told.correlationId()),
          told.leafHash(),
          proof == null ? null : proof.size(),
          proof == null ? null : proof.rootHash(),
          proof == null ? null : String.join(" ", proof.proof()));
    }
  };

  private static final Object[] COLUMNS = {
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
    "leaf_hash",
    "tree_size",
    "root_hash",
    "inclusion_proof"
  };

  private final String type;

  AuditFormat(String type) {
    this.type = type;
  }

  /** Media type. */
  String type() {
    return type;
  }

  /** What the file is called at its end. */
  String extension() {
    return this == csv ? "csv" : "jsonl";
  }

  /** Writes what comes before the first record. */
  void begin(Writer to) throws IOException {}

  /**
   * Writes a record.
   *
   * @param version of the framework, where the format is one
   */
  abstract void write(
      AuditRecord told, @Nullable Proof proof, String version, Writer to, JsonMapper json)
      throws IOException;
}

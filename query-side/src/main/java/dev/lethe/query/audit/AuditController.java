package dev.lethe.query.audit;

import com.zaxxer.hikari.HikariDataSource;
import dev.lethe.query.access.ReadsOfOthers;
import dev.lethe.query.projection.Page;
import dev.lethe.query.projection.Rows;
import dev.lethe.query.record.AuditRecord;
import dev.lethe.query.record.Ocsf;
import dev.lethe.query.record.Proof;
import dev.lethe.shared.audit.SearchTerms;
import dev.lethe.shared.log.TransparencyLog;
import dev.lethe.shared.log.TransparencyLog.Prover;
import dev.lethe.shared.problem.ProblemType;
import dev.lethe.shared.problem.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * The audit log: administrators see all of it, the managers of a tenant who act on its behalf see
 * the tenant's, everybody else their own.
 */
@RestController
@Tag(name = "audit")
@Transactional(readOnly = true)
class AuditController {

  /** Beyond these, a person who is in an export again is put on record again. */
  private static final int PEOPLE_REMEMBERED = 10_000;

  private final Rows rows;
  private final SavedSearchController saved;
  private final ReadsOfOthers reads;
  private final TransparencyLog log;
  private final JsonMapper json;

  AuditController(
      Rows rows,
      SavedSearchController saved,
      ReadsOfOthers reads,
      @Qualifier("projectorPool") HikariDataSource projectorPool,
      JsonMapper json) {
    this.rows = rows;
    this.saved = saved;
    this.reads = reads;
    this.log = new TransparencyLog(projectorPool);
    this.json = json;
  }

  @GetMapping("/audit")
  @PreAuthorize("isAuthenticated()")
  @Operation(
      operationId = "audit",
      summary = "Who did what, when, on what, and what changed; the newest first")
  Page<AuditRecord> audit(
      @ParameterObject @ModelAttribute SearchTerms search,
      @Parameter(description = "A saved search, which the other parameters narrow or change")
          @RequestParam(name = "saved", required = false)
          @Nullable UUID savedId,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    AuditSearch sql =
        AuditSearch.of(
                saved.under(search, savedId),
                "position < :position",
                Page.position(cursor, Long.MAX_VALUE))
            .then("order by position desc limit :limit", Map.of("limit", Page.limit(limit) + 1));
    List<AuditRecord> found = rows.all(AuditRecord.class, sql.sql(), sql.parameters());
    return Page.of(found, limit, AuditRecord::position, Function.identity());
  }

  @GetMapping("/audit/export")
  @PreAuthorize("isAuthenticated()")
  @Operation(
      operationId = "exportAudit",
      summary =
          "The same without pages, as JSON Lines, CSV or OCSF events (JSON Lines too), the newest"
              + " first; each with an inclusion proof and the checkpoint it leads to; streamed")
  void export(
      @ParameterObject @ModelAttribute SearchTerms search,
      @RequestParam(name = "saved", required = false) @Nullable UUID savedId,
      @Parameter(description = "jsonl, csv or ocsf") @RequestParam(defaultValue = "jsonl")
          AuditFormat format,
      @Parameter(description = "Of the Open Cybersecurity Schema Framework, from 1.1.0 to 1.8.0")
          @RequestParam(defaultValue = "1.8.0")
          String ocsfVersion,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    if (!Ocsf.VERSIONS.contains(ocsfVersion)) {
      throw new Refusal(
          ProblemType.INVALID_REQUEST, "ocsfVersion is one of " + String.join(", ", Ocsf.VERSIONS));
    }
    AuditSearch sql =
        AuditSearch.of(saved.under(search, savedId), "position < :position", Long.MAX_VALUE)
            .then("order by position desc", Map.of());
    Optional<Prover> prover = log.prover();
    response.setContentType(format.type());
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    response.setHeader(
        "Content-Disposition", "attachment; filename=\"audit." + format.extension() + "\"");
    Writer to = response.getWriter();
    format.begin(to);
    Set<UUID> people = new HashSet<>();
    try (Stream<AuditRecord> all = rows.stream(AuditRecord.class, sql.sql(), sql.parameters())) {
      for (Iterator<AuditRecord> records = all.iterator(); records.hasNext(); ) {
        AuditRecord told = records.next();
        if (told.dataSubject() != null) {
          people.add(told.dataSubject());
        }
        if (people.size() >= PEOPLE_REMEMBERED) {
          reads.note(people, "exportAudit", request);
          people.clear();
        }
        format.write(told, Proof.of(told, prover), ocsfVersion, to, json);
      }
    } finally {
      reads.note(people, "exportAudit", request);
    }
  }
}

package dev.lethe.query.audit;

import dev.lethe.query.projection.Page;
import dev.lethe.query.projection.Rows;
import dev.lethe.query.record.AuditRecord;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
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

  private static final String SELECT = "select * from read.audit_logs where position < :before";

  private final Rows rows;
  private final JsonMapper json;

  AuditController(Rows rows, JsonMapper json) {
    this.rows = rows;
    this.json = json;
  }

  @GetMapping("/audit")
  @PreAuthorize("isAuthenticated()")
  @Operation(
      operationId = "audit",
      summary = "Who did what, when, on what, and what changed; the newest first")
  Page<AuditRecord> audit(
      @ParameterObject @ModelAttribute AuditSearch search,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    Map<String, Object> parameters = new HashMap<>(search.parameters());
    parameters.put("before", Page.position(cursor, Long.MAX_VALUE));
    parameters.put("limit", Page.limit(limit) + 1);
    List<AuditRecord> found =
        rows.all(
            AuditRecord.class,
            SELECT + search.conditions() + " order by position desc limit :limit",
            parameters);
    return Page.of(found, limit, AuditRecord::position, Function.identity());
  }

  @GetMapping("/audit/export")
  @PreAuthorize("isAuthenticated()")
  @Operation(
      operationId = "exportAudit",
      summary = "The same without pages, as JSON Lines or CSV, the newest first; streamed")
  void export(
      @ParameterObject @ModelAttribute AuditSearch search,
      @Parameter(description = "jsonl or csv") @RequestParam(defaultValue = "jsonl")
          AuditFormat format,
      HttpServletResponse response)
      throws IOException {
    Map<String, Object> parameters = new HashMap<>(search.parameters());
    parameters.put("before", Long.MAX_VALUE);
    response.setContentType(format.type());
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    response.setHeader(
        "Content-Disposition", "attachment; filename=\"audit." + format.name() + "\"");
    try (Stream<AuditRecord> all =
        rows.stream(
            AuditRecord.class,
            SELECT + search.conditions() + " order by position desc",
            parameters)) {
      format.write(all, response.getWriter(), json);
    }
  }
}

package dev.lethe.query.audit;

import dev.lethe.query.projection.AboutPerson;
import dev.lethe.query.projection.JsonColumns;
import dev.lethe.query.projection.Page;
import dev.lethe.query.projection.Rows;
import dev.lethe.shared.audit.SearchTerms;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Searches of the audit log that people have saved, each for themselves. */
@RestController
@Tag(name = "audit")
@Transactional(readOnly = true)
class SavedSearchController {

  private final Rows rows;

  SavedSearchController(Rows rows) {
    this.rows = rows;
  }

  /** A saved search. */
  record SavedSearchView(
      UUID id,
      UUID userId,
      String name,
      @Schema(implementation = SearchTerms.class) JsonNode terms,
      Instant savedAt,
      long position)
      implements AboutPerson.OfUser {}

  @GetMapping("/audit/searches")
  @PreAuthorize("isAuthenticated()")
  @Operation(operationId = "auditSearches", summary = "One's saved searches of the audit log")
  Page<SavedSearchView> searches(
      @RequestParam(required = false) @Nullable UUID cursor,
      @RequestParam(defaultValue = "50") int limit) {
    return rows.page(
        SavedSearchView.class,
        "select id, s.* from read.audit_searches s where id > :after",
        Map.of(),
        cursor,
        limit,
        SavedSearchView::id);
  }

  /** What is asked for, over what the saved search says. */
  SearchTerms under(SearchTerms asked, @Nullable UUID savedId) {
    if (savedId == null) {
      return asked;
    }
    SavedSearchView saved =
        rows.one(
                SavedSearchView.class,
                "select * from read.audit_searches where id = :id",
                Map.of("id", savedId))
            .orElseThrow(() -> Rows.none("saved search", savedId));
    return asked.over(JsonColumns.read(saved.terms().toString(), SearchTerms.class));
  }
}

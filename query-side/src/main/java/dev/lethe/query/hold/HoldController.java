package dev.lethe.query.hold;

import dev.lethe.query.projection.AboutPerson;
import dev.lethe.query.projection.Page;
import dev.lethe.query.projection.Rows;
import io.swagger.v3.oas.annotations.Operation;
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

/** Queries of legal holds: for administrators. */
@RestController
@Tag(name = "legal holds")
@Transactional(readOnly = true)
class HoldController {

  private final Rows rows;

  HoldController(Rows rows) {
    this.rows = rows;
  }

  /** A legal hold; it stands until it ends or is lifted. */
  record HoldView(
      UUID id,
      UUID userId,
      String matter,
      String reason,
      @Nullable Instant until,
      Instant placedAt,
      @Nullable UUID placedBy,
      @Nullable Instant liftedAt,
      @Nullable UUID liftedBy,
      @Nullable String liftedReason,
      long position)
      implements AboutPerson.OfUser {}

  @GetMapping("/legal-holds")
  @PreAuthorize("isAuthenticated()")
  @Operation(operationId = "legalHolds", summary = "Legal holds, also those that are over")
  Page<HoldView> holds(
      @RequestParam(required = false) @Nullable UUID cursor,
      @RequestParam(defaultValue = "50") int limit) {
    return rows.page(
        HoldView.class,
        "select id, h.* from read.legal_holds h where id > :after",
        Map.of(),
        cursor,
        limit,
        HoldView::id);
  }
}

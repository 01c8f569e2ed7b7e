package dev.lethe.query.grant;

import dev.lethe.query.projection.Page;
import dev.lethe.query.projection.Rows;
import dev.lethe.shared.problem.ProblemType;
import dev.lethe.shared.problem.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Who had access to what, and when: to what one manages, and one's own; administrators of the
 * installation see all.
 */
@RestController
@Tag(name = "access")
@Transactional(readOnly = true)
class GrantController {

  private final Rows rows;
  private final Clock clock;

  GrantController(Rows rows, Clock clock) {
    this.rows = rows;
    this.clock = clock;
  }

  /**
   * A role that somebody has or had.
   *
   * @param kind tenant, team or installation
   * @param grantedPosition of the event that gave it
   * @param revokedPosition of the event that took it; null while it is held
   */
  record GrantView(
      UUID id,
      String kind,
      UUID organisationId,
      UUID userId,
      String role,
      Instant grantedAt,
      @Nullable UUID grantedBy,
      long grantedPosition,
      @Nullable Instant revokedAt,
      @Nullable UUID revokedBy,
      @Nullable Long revokedPosition) {}

  @GetMapping("/access")
  @PreAuthorize("isAuthenticated()")
  @Operation(
      operationId = "access",
      summary =
          "Who had access to an organisation at an instant, or to what a user had; with the events"
              + " that gave and took each role")
  Page<GrantView> access(
      @Parameter(description = "A tenant or a team") @RequestParam(required = false)
          @Nullable UUID organisationId,
      @RequestParam(required = false) @Nullable UUID userId,
      @Parameter(description = "Now where it is left out", example = "2026-05-03T12:00:00Z")
          @RequestParam(required = false)
          @Nullable Instant at,
      @Parameter(description = "Those that had ended by then too")
          @RequestParam(defaultValue = "false")
          boolean history,
      @RequestParam(required = false) @Nullable UUID cursor,
      @RequestParam(defaultValue = "50") int limit) {
    if (organisationId == null && userId == null) {
      throw new Refusal(
          ProblemType.INVALID_REQUEST, "organisationId or userId is expected, or both");
    }
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("at", (at == null ? clock.instant() : at).atOffset(ZoneOffset.UTC));
    parameters.put("history", history);
    String which = "";
    if (organisationId != null) {
      which += " and organisation_id = :organisation";
      parameters.put("organisation", organisationId);
    }
    if (userId != null) {
      which += " and user_id = :user";
      parameters.put("user", userId);
    }
    return rows.page(
        GrantView.class,
        """
        select id, g.*
        from read.access_grants g
        where id > :after
          and granted_at <= :at
          and (:history or revoked_at is null or revoked_at > :at)
        """
            + which,
        parameters,
        cursor,
        limit,
        GrantView::id);
  }
}

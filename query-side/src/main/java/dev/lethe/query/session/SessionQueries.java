package dev.lethe.query.session;

import dev.lethe.query.projection.AboutPerson;
import dev.lethe.query.projection.Page;
import dev.lethe.query.projection.Rows;
import dev.lethe.shared.access.Actor;
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

/** Queries of sessions: administrators see all, everybody else their own. */
@RestController
@Tag(name = "sessions")
@Transactional(readOnly = true)
class SessionQueries {

  private final Rows rows;

  SessionQueries(Rows rows) {
    this.rows = rows;
  }

  /**
   * A session; its tokens are not shown again.
   *
   * @param endedAt null while it lives
   */
  record SessionView(
      UUID id,
      UUID userId,
      UUID tenantId,
      Instant expiresAt,
      @Nullable String address,
      @Nullable String userAgent,
      Instant createdAt,
      Instant updatedAt,
      @Nullable Instant endedAt,
      @Nullable String endReason,
      long position)
      implements AboutPerson.OfUser {}

  @GetMapping("/sessions")
  @PreAuthorize("isAuthenticated()")
  @Operation(
      operationId = "sessions",
      summary = "The sessions of the user who asks, or of another: those that live, or all")
  Page<SessionView> sessions(
      @RequestParam(required = false) @Nullable UUID userId,
      @RequestParam(defaultValue = "false") boolean all,
      @RequestParam(required = false) @Nullable UUID cursor,
      @RequestParam(defaultValue = "50") int limit) {
    return rows.page(
        SessionView.class,
        """
        select id, s.*, deleted_at as ended_at
        from read.sessions s
        where user_id = :user
          and id > :after
          and (:all or (deleted_at is null and expires_at > now()))
        """,
        Map.of("user", userId == null ? Actor.current().userId() : userId, "all", all),
        cursor,
        limit,
        SessionView::id);
  }
}

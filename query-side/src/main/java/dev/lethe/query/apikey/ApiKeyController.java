package dev.lethe.query.apikey;

import dev.lethe.query.projection.AboutPerson;
import dev.lethe.query.projection.Page;
import dev.lethe.query.projection.Rows;
import dev.lethe.shared.access.Actor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Queries of API keys: administrators see all, everybody else their own. */
@RestController
@Tag(name = "api keys")
@Transactional(readOnly = true)
class ApiKeyController {

  private final Rows rows;

  ApiKeyController(Rows rows) {
    this.rows = rows;
  }

  /**
   * An API key; its secret is not shown again.
   *
   * @param oldExpiresAt until when the secret before the last rotation is good, if there was one
   * @param lastUsedAt to within an hour
   */
  record ApiKeyView(
      UUID id,
      UUID userId,
      UUID tenantId,
      String name,
      List<String> scopes,
      Instant expiresAt,
      @Nullable Instant oldExpiresAt,
      @Nullable Instant lastUsedAt,
      Instant createdAt,
      Instant updatedAt,
      @Nullable Instant revokedAt,
      long position)
      implements AboutPerson.OfUser {}

  @GetMapping("/api-keys")
  @PreAuthorize("isAuthenticated()")
  @Operation(operationId = "apiKeys", summary = "The API keys of the user who asks, or of another")
  Page<ApiKeyView> keys(
      @RequestParam(required = false) @Nullable UUID userId,
      @RequestParam(required = false) @Nullable UUID cursor,
      @RequestParam(defaultValue = "50") int limit) {
    return rows.page(
        ApiKeyView.class,
        """
        select id, user_id, tenant_id, name, scopes, expires_at, old_expires_at, last_used_at, created_at, updated_at,
               revoked_at, position
        from read.api_keys
        where user_id = :user and id > :after
        """,
        Map.of("user", userId == null ? Actor.current().userId() : userId),
        cursor,
        limit,
        ApiKeyView::id);
  }
}

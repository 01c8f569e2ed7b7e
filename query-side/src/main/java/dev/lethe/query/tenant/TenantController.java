package dev.lethe.query.tenant;

import dev.lethe.query.projection.AboutPerson;
import dev.lethe.query.projection.Page;
import dev.lethe.query.projection.Rows;
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
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Queries of tenants: those one belongs to; administrators of the installation see all. */
@RestController
@Tag(name = "tenants")
@Transactional(readOnly = true)
class TenantController {

  private final Rows rows;

  TenantController(Rows rows) {
    this.rows = rows;
  }

  /** A tenant; a personal one has its person's id. */
  record TenantView(
      UUID id,
      String name,
      boolean personal,
      @Nullable UUID computeId,
      Instant created,
      Instant updated,
      @Nullable Instant deleted,
      long position) {}

  /** Somebody who belongs to a tenant, or did. */
  record MemberView(
      UUID userId,
      UUID tenantId,
      List<String> roles,
      @Nullable String email,
      Instant created,
      Instant updated,
      @Nullable Instant deleted,
      long position)
      implements AboutPerson.OfUser {}

  @GetMapping("/tenants")
  @PreAuthorize("isAuthenticated()")
  @Operation(operationId = "tenants", summary = "The tenants one belongs to")
  Page<TenantView> tenants(
      @RequestParam(required = false) @Nullable UUID cursor,
      @RequestParam(defaultValue = "50") int limit) {
    return rows.page(
        TenantView.class,
        "select id, t.* from read.tenants t where id > :after",
        Map.of(),
        cursor,
        limit,
        TenantView::id);
  }

  @GetMapping("/tenants/{id}")
  @PreAuthorize("isAuthenticated()")
  @Operation(operationId = "tenant", summary = "One tenant")
  TenantView tenant(@PathVariable UUID id) {
    return rows.one(TenantView.class, "select * from read.tenants where id = :id", Map.of("id", id))
        .orElseThrow(() -> Rows.none("tenant", id));
  }

  @GetMapping("/tenants/{id}/members")
  @PreAuthorize("isAuthenticated()")
  @Operation(
      operationId = "tenantMembers",
      summary =
          "Who belongs to a tenant, or did: all of them for its owners and admins who act on its"
              + " behalf, for others themselves")
  Page<MemberView> members(
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable UUID cursor,
      @RequestParam(defaultValue = "50") int limit) {
    tenant(id);
    return rows.page(
        MemberView.class,
        """
        select user_id, m.*
        from read.tenant_users m
        where tenant_id = :tenant and user_id > :after
        """,
        Map.of("tenant", id),
        cursor,
        limit,
        MemberView::userId);
  }
}

package dev.lethe.query.grant;

import dev.lethe.query.projection.Origin;
import dev.lethe.query.projection.ReadTable;
import dev.lethe.query.projection.ReadTables;
import dev.lethe.query.projection.RowBatch;
import dev.lethe.shared.store.DomainEvent;
import dev.lethe.shared.team.TeamEvent;
import dev.lethe.shared.team.TeamEvent.TeamDeactivated;
import dev.lethe.shared.team.TeamEvent.TeamMemberDeactivated;
import dev.lethe.shared.team.TeamEvent.TeamMemberJoined;
import dev.lethe.shared.team.TeamEvent.TeamMemberReactivated;
import dev.lethe.shared.team.TeamEvent.TeamMemberRoleChanged;
import dev.lethe.shared.team.TeamEvent.TeamOwnershipTransferred;
import dev.lethe.shared.team.TeamEvent.TeamReactivated;
import dev.lethe.shared.team.TeamRole;
import dev.lethe.shared.tenant.TenantEvent;
import dev.lethe.shared.tenant.TenantEvent.TenantDeleted;
import dev.lethe.shared.tenant.TenantEvent.TenantMemberAdded;
import dev.lethe.shared.tenant.TenantEvent.TenantMemberRemoved;
import dev.lethe.shared.tenant.TenantEvent.TenantMemberRestored;
import dev.lethe.shared.tenant.TenantEvent.TenantMemberRolesChanged;
import dev.lethe.shared.tenant.TenantEvent.TenantRestored;
import dev.lethe.shared.user.UserEvent.UserAdministratorRevoked;
import dev.lethe.shared.user.UserEvent.UserMadeAdministrator;
import dev.lethe.shared.user.UserEvent.UserRegistered;
import dev.lethe.shared.value.Ids;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Keeps {@code read.access}, by which row-level security decides, and {@code read.access_grants},
 * which says who had access to what at any time.
 */
@Component
@ProcessingGroup("identity")
class GrantProjector {

  /** Stands for the whole installation where an organisation is expected. */
  static final UUID INSTALLATION = Ids.named("lethe installation");

  private final ReadTable<AccessRow> access;
  private final ReadTable<GrantRow> grants;

  GrantProjector(ReadTables tables) {
    access = tables.table(AccessRow.class, "access", "organisation_id", "user_id");
    grants = tables.table(GrantRow.class, "access_grants", "id");
  }

  /** What an organisation is. */
  private enum Kind {
    TENANT,
    TEAM,
    INSTALLATION
  }

  private enum Level {
    OWNER,
    MANAGER,
    MEMBER;

    static Level of(List<String> roles) {
      return roles.contains("owner") ? OWNER : roles.contains("admin") ? MANAGER : MEMBER;
    }
  }

  private record AccessRow(
      UUID organisationId, UUID userId, String kind, String level, boolean suspended) {

    AccessRow suspended(boolean now) {
      return new AccessRow(organisationId, userId, kind, level, now);
    }
  }

  private record GrantRow(
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
      @Nullable Long revokedPosition) {

    GrantRow revoked(Origin origin) {
      return new GrantRow(
          id,
          kind,
          organisationId,
          userId,
          role,
          grantedAt,
          grantedBy,
          grantedPosition,
          origin.at(),
          origin.actor(),
          origin.position());
    }
  }

  /** Events of others move the token on with the batch. */
  @EventHandler
  void pass(DomainEvent event) {}

  @EventHandler
  void on(UserRegistered event, EventMessage<?> message) {
    give(Kind.TENANT, event.userId(), event.userId(), List.of("owner"), Origin.of(message));
  }

  @EventHandler
  void on(UserMadeAdministrator event, EventMessage<?> message) {
    grant(Kind.INSTALLATION, INSTALLATION, event.userId(), "admin", Origin.of(message));
  }

  @EventHandler
  void on(UserAdministratorRevoked event, EventMessage<?> message) {
    revoke(INSTALLATION, event.userId(), List.of("admin"), Origin.of(message));
  }

  @EventHandler
  void on(TenantEvent event, EventMessage<?> message) {
    Origin origin = Origin.of(message);
    UUID id = event.tenantId();
    switch (event) {
      case TenantMemberAdded added -> give(Kind.TENANT, id, added.userId(), added.roles(), origin);
      case TenantMemberRestored restored ->
          give(Kind.TENANT, id, restored.userId(), restored.roles(), origin);
      case TenantMemberRemoved removed -> take(id, removed.userId(), removed.roles(), origin);
      case TenantMemberRolesChanged changed ->
          replace(Kind.TENANT, id, changed.userId(), changed.from(), changed.to(), origin);
      case TenantDeleted _ -> suspend(id, true);
      case TenantRestored _ -> suspend(id, false);
      default -> {}
    }
  }

  @EventHandler
  void on(TeamEvent event, EventMessage<?> message) {
    Origin origin = Origin.of(message);
    UUID id = event.teamId();
    switch (event) {
      case TeamMemberJoined joined ->
          give(Kind.TEAM, id, joined.userId(), roles(joined.role()), origin);
      case TeamMemberReactivated back ->
          give(Kind.TEAM, id, back.userId(), roles(back.role()), origin);
      case TeamMemberDeactivated gone -> take(id, gone.userId(), roles(gone.role()), origin);
      case TeamMemberRoleChanged changed ->
          replace(
              Kind.TEAM, id, changed.userId(), roles(changed.from()), roles(changed.to()), origin);
      case TeamOwnershipTransferred transferred -> {
        replace(
            Kind.TEAM,
            id,
            transferred.from(),
            roles(TeamRole.OWNER),
            roles(TeamRole.ADMIN),
            origin);
        List<String> before =
            ReadTables.rows(access)
                .find(List.of(id, transferred.to()))
                .map(row -> row.level().equals("manager") ? TeamRole.ADMIN : TeamRole.MEMBER)
                .map(GrantProjector::roles)
                .orElse(List.of());
        replace(Kind.TEAM, id, transferred.to(), before, roles(TeamRole.OWNER), origin);
      }
      case TeamDeactivated _ -> suspend(id, true);
      case TeamReactivated _ -> suspend(id, false);
      default -> {}
    }
  }

  private void give(Kind kind, UUID organisation, UUID userId, List<String> roles, Origin origin) {
    ReadTables.rows(access)
        .put(
            List.of(organisation, userId),
            new AccessRow(organisation, userId, text(kind), text(Level.of(roles)), false));
    roles.forEach(role -> grant(kind, organisation, userId, role, origin));
  }

  private void take(UUID organisation, UUID userId, List<String> roles, Origin origin) {
    ReadTables.rows(access).remove(List.of(organisation, userId));
    revoke(organisation, userId, roles, origin);
  }

  private void replace(
      Kind kind,
      UUID organisation,
      UUID userId,
      List<String> from,
      List<String> to,
      Origin origin) {
    revoke(organisation, userId, from.stream().filter(role -> !to.contains(role)).toList(), origin);
    ReadTables.rows(access)
        .put(
            List.of(organisation, userId),
            new AccessRow(organisation, userId, text(kind), text(Level.of(to)), false));
    to.stream()
        .filter(role -> !from.contains(role))
        .forEach(role -> grant(kind, organisation, userId, role, origin));
  }

  private void suspend(UUID organisation, boolean suspended) {
    ReadTables.rows(access)
        .changeWhere("organisation_id", organisation, row -> row.suspended(suspended));
  }

  private void grant(Kind kind, UUID organisation, UUID userId, String role, Origin origin) {
    UUID id =
        Ids.named("grant of %s at %d".formatted(role, origin.position()) + organisation + userId);
    ReadTables.rows(grants)
        .put(
            id,
            new GrantRow(
                id,
                text(kind),
                organisation,
                userId,
                role,
                origin.at(),
                origin.actor(),
                origin.position(),
                null,
                null,
                null));
  }

  private void revoke(UUID organisation, UUID userId, List<String> roles, Origin origin) {
    if (roles.isEmpty()) {
      return;
    }
    RowBatch<GrantRow> rows = ReadTables.rows(grants);
    rows.changeWhere(
        "user_id",
        userId,
        row ->
            row.organisationId().equals(organisation)
                    && roles.contains(row.role())
                    && row.revokedAt() == null
                ? row.revoked(origin)
                : row);
  }

  private static List<String> roles(TeamRole role) {
    return List.of(text(role));
  }

  private static String text(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}

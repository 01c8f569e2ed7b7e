package dev.lethe.query.tenant;

import dev.lethe.query.projection.Origin;
import dev.lethe.query.projection.ReadTable;
import dev.lethe.query.projection.ReadTables;
import dev.lethe.query.projection.RowBatch;
import dev.lethe.shared.erasure.ErasureEvent.KeysDestroyed;
import dev.lethe.shared.store.DomainEvent;
import dev.lethe.shared.tenant.TenantEvent;
import dev.lethe.shared.tenant.TenantEvent.TenantComputeIdChanged;
import dev.lethe.shared.tenant.TenantEvent.TenantCreated;
import dev.lethe.shared.tenant.TenantEvent.TenantDeleted;
import dev.lethe.shared.tenant.TenantEvent.TenantMemberAdded;
import dev.lethe.shared.tenant.TenantEvent.TenantMemberRemoved;
import dev.lethe.shared.tenant.TenantEvent.TenantMemberRestored;
import dev.lethe.shared.tenant.TenantEvent.TenantMemberRolesChanged;
import dev.lethe.shared.tenant.TenantEvent.TenantRenamed;
import dev.lethe.shared.tenant.TenantEvent.TenantRestored;
import dev.lethe.shared.user.UserEvent.UserDeleted;
import dev.lethe.shared.user.UserEvent.UserEmailChanged;
import dev.lethe.shared.user.UserEvent.UserRegistered;
import dev.lethe.shared.user.UserEvent.UserRestored;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Keeps {@code read.tenants} and {@code read.tenant_users}. Each person has a tenant of their own,
 * with the person's id.
 */
@Component
@ProcessingGroup("identity")
class TenantProjector {

  private final ReadTable<Row> tenants;
  private final ReadTable<MemberRow> members;
  private final ReadTable<EmailRow> emails;

  TenantProjector(ReadTables tables) {
    tenants = tables.table(Row.class, "tenants", "id");
    members = tables.table(MemberRow.class, "tenant_users", "tenant_id", "user_id");
    emails = tables.table(EmailRow.class, "tenant_emails", "user_id");
  }

  private record Row(
      UUID id,
      String name,
      boolean personal,
      @Nullable UUID computeId,
      Instant created,
      Instant updated,
      @Nullable Instant deleted,
      long position) {

    static Row of(UUID id, String name, boolean personal, Origin origin) {
      return new Row(id, name, personal, null, origin.at(), origin.at(), null, origin.position());
    }

    Row with(String newName, @Nullable UUID newComputeId, @Nullable Instant gone, Origin origin) {
      return new Row(
          id, newName, personal, newComputeId, created, origin.at(), gone, origin.position());
    }
  }

  private record MemberRow(
      UUID tenantId,
      UUID userId,
      List<String> roles,
      @Nullable String email,
      Instant created,
      Instant updated,
      @Nullable Instant deleted,
      long position) {

    MemberRow with(
        List<String> newRoles, @Nullable String newEmail, @Nullable Instant gone, Origin origin) {
      return new MemberRow(
          tenantId, userId, newRoles, newEmail, created, origin.at(), gone, origin.position());
    }
  }

  /** Where members are reached, so that a new membership shows it. */
  private record EmailRow(UUID userId, String email) {}

  /** Events of others move the token on with the batch. */
  @EventHandler
  void pass(DomainEvent event) {}

  @EventHandler
  void on(UserRegistered event, EventMessage<?> message) {
    Origin origin = Origin.of(message);
    UUID id = event.userId();
    ReadTables.rows(emails).put(id, new EmailRow(id, event.email()));
    ReadTables.rows(tenants).put(id, Row.of(id, "Personal", true, origin));
    addMember(id, id, List.of("owner"), origin);
  }

  @EventHandler
  void on(UserEmailChanged event, EventMessage<?> message) {
    Origin origin = Origin.of(message);
    ReadTables.rows(emails).put(event.userId(), new EmailRow(event.userId(), event.to()));
    ReadTables.rows(members)
        .changeWhere(
            "user_id",
            event.userId(),
            row -> row.with(row.roles(), event.to(), row.deleted(), origin));
  }

  @EventHandler
  void on(UserDeleted event, EventMessage<?> message) {
    setDeleted(event.userId(), message.getTimestamp(), Origin.of(message));
  }

  @EventHandler
  void on(UserRestored event, EventMessage<?> message) {
    setDeleted(event.userId(), null, Origin.of(message));
  }

  @EventHandler
  void on(KeysDestroyed event, EventMessage<?> message) {
    Origin origin = Origin.of(message);
    ReadTables.rows(emails).remove(event.userId());
    ReadTables.rows(members)
        .changeWhere(
            "user_id", event.userId(), row -> row.with(row.roles(), null, row.deleted(), origin));
  }

  @EventHandler
  void on(TenantEvent event, EventMessage<?> message) {
    Origin origin = Origin.of(message);
    RowBatch<Row> rows = ReadTables.rows(tenants);
    UUID id = event.tenantId();
    switch (event) {
      case TenantCreated created -> rows.put(id, Row.of(id, created.name(), false, origin));
      case TenantRenamed renamed ->
          rows.change(id, row -> row.with(renamed.to(), row.computeId(), row.deleted(), origin));
      case TenantComputeIdChanged changed ->
          rows.change(id, row -> row.with(row.name(), changed.to(), row.deleted(), origin));
      case TenantDeleted _ -> setDeleted(id, origin.at(), origin);
      case TenantRestored _ -> setDeleted(id, null, origin);
      case TenantMemberAdded added -> addMember(id, added.userId(), added.roles(), origin);
      case TenantMemberRolesChanged changed ->
          changeMember(id, changed.userId(), changed.to(), null, origin);
      case TenantMemberRemoved removed ->
          changeMember(id, removed.userId(), removed.roles(), origin.at(), origin);
      case TenantMemberRestored restored ->
          changeMember(id, restored.userId(), restored.roles(), null, origin);
    }
  }

  private void setDeleted(UUID tenantId, @Nullable Instant at, Origin origin) {
    ReadTables.rows(tenants)
        .change(tenantId, row -> row.with(row.name(), row.computeId(), at, origin));
  }

  private void addMember(UUID tenantId, UUID userId, List<String> roles, Origin origin) {
    String email = ReadTables.rows(emails).find(userId).map(EmailRow::email).orElse(null);
    ReadTables.rows(members)
        .put(
            List.of(tenantId, userId),
            new MemberRow(
                tenantId, userId, roles, email, origin.at(), origin.at(), null, origin.position()));
  }

  private void changeMember(
      UUID tenantId, UUID userId, List<String> roles, @Nullable Instant gone, Origin origin) {
    ReadTables.rows(members)
        .change(List.of(tenantId, userId), row -> row.with(roles, row.email(), gone, origin));
  }
}

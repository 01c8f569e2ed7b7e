package dev.lethe.shared.tenant;

import dev.lethe.shared.store.DomainEvent;
import dev.lethe.shared.store.EventType;
import dev.lethe.shared.vault.NotPersonal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What has happened to a tenant and its members. */
public sealed interface TenantEvent extends DomainEvent {

  /** The tenant's id, which is also the stream. */
  UUID tenantId();

  /** What has happened to one member, who is the data subject. */
  sealed interface OfMember extends TenantEvent {
    /** The member. */
    UUID userId();

    @Override
    default UUID dataSubject() {
      return userId();
    }
  }

  /** There is a new organisation. */
  @EventType("tenant.created")
  record TenantCreated(UUID tenantId, @NotPersonal("of an organisation") String name)
      implements TenantEvent {}

  /** It has another name. */
  @EventType("tenant.renamed")
  record TenantRenamed(
      UUID tenantId,
      @NotPersonal("of an organisation") String from,
      @NotPersonal("of an organisation") String to)
      implements TenantEvent {}

  /** Its computing is done elsewhere. */
  @EventType("tenant.compute-id-changed")
  record TenantComputeIdChanged(UUID tenantId, @Nullable UUID from, @Nullable UUID to)
      implements TenantEvent {}

  /** It is deleted, softly: it can return. */
  @EventType("tenant.deleted")
  record TenantDeleted(UUID tenantId) implements TenantEvent {}

  /** It is back, with the members it had. */
  @EventType("tenant.restored")
  record TenantRestored(UUID tenantId) implements TenantEvent {}

  /** Somebody belongs to it, with these roles. */
  @EventType("tenant.member-added")
  record TenantMemberAdded(UUID tenantId, UUID userId, @NotPersonal("of a role") List<String> roles)
      implements OfMember {}

  /** A member has other roles. */
  @EventType("tenant.member-roles-changed")
  record TenantMemberRolesChanged(
      UUID tenantId,
      UUID userId,
      @NotPersonal("of a role") List<String> from,
      @NotPersonal("of a role") List<String> to)
      implements OfMember {}

  /** Somebody no longer belongs to it. */
  @EventType("tenant.member-removed")
  record TenantMemberRemoved(
      UUID tenantId, UUID userId, @NotPersonal("of a role") List<String> roles)
      implements OfMember {}

  /** A member is back, with these roles. */
  @EventType("tenant.member-restored")
  record TenantMemberRestored(
      UUID tenantId, UUID userId, @NotPersonal("of a role") List<String> roles)
      implements OfMember {}
}

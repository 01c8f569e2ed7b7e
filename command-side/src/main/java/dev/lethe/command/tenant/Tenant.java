package dev.lethe.command.tenant;

import dev.lethe.command.api.Accounts;
import dev.lethe.command.api.Accounts.Account;
import dev.lethe.command.api.AllowedTo.Who;
import dev.lethe.command.tenant.TenantCommand.AddTenantMember;
import dev.lethe.command.tenant.TenantCommand.ChangeTenantMemberRoles;
import dev.lethe.command.tenant.TenantCommand.CreateTenant;
import dev.lethe.command.tenant.TenantCommand.DeleteTenant;
import dev.lethe.command.tenant.TenantCommand.RemoveTenantMember;
import dev.lethe.command.tenant.TenantCommand.RenameTenant;
import dev.lethe.command.tenant.TenantCommand.RestoreTenant;
import dev.lethe.command.tenant.TenantCommand.RestoreTenantMember;
import dev.lethe.command.tenant.TenantCommand.SetTenantComputeId;
import dev.lethe.command.tenant.TenantMemberships.Standing;
import dev.lethe.shared.problem.ProblemType;
import dev.lethe.shared.problem.Refusal;
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
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** An organisation and its members. */
@Aggregate(cache = "aggregateCache", snapshotTriggerDefinition = "aggregateSnapshots")
class Tenant {

  @AggregateIdentifier private UUID id;
  private String name;
  private @Nullable UUID computeId;
  private boolean deleted;

  /** Roles by user, also of those who were removed. */
  private final Map<UUID, Member> members = new HashMap<>();

  /** Somebody who belongs to the tenant, or did. */
  record Member(List<String> roles, boolean removed) {
    boolean isOwner() {
      return !removed && roles.contains(TenantRole.OWNER);
    }

    boolean isManager() {
      return isOwner() || (!removed && roles.contains(TenantRole.ADMIN));
    }
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.ALWAYS)
  void handle(CreateTenant command, @MetaDataValue("actor") String actor) {
    AggregateLifecycle.apply(new TenantCreated(command.tenantId(), command.name()));
    AggregateLifecycle.apply(
        new TenantMemberAdded(
            command.tenantId(), UUID.fromString(actor), List.of(TenantRole.OWNER)));
  }

  @CommandHandler
  void handle(RenameTenant command) {
    requireNotDeleted();
    if (!name.equals(command.name())) {
      AggregateLifecycle.apply(new TenantRenamed(id, name, command.name()));
    }
  }

  @CommandHandler
  void handle(SetTenantComputeId command) {
    requireNotDeleted();
    if (!Objects.equals(computeId, command.computeId())) {
      AggregateLifecycle.apply(new TenantComputeIdChanged(id, computeId, command.computeId()));
    }
  }

  @CommandHandler
  void handle(DeleteTenant command) {
    if (!deleted) {
      AggregateLifecycle.apply(new TenantDeleted(id));
    }
  }

  @CommandHandler
  void handle(RestoreTenant command) {
    if (deleted) {
      AggregateLifecycle.apply(new TenantRestored(id));
    }
  }

  @CommandHandler
  void handle(
      AddTenantMember command,
      Accounts accounts,
      @MetaDataValue("actor") String actor,
      @MetaDataValue("actorRole") String actorRole) {
    requireNotDeleted();
    List<String> roles = ordered(command.roles());
    requireMayMakeOwner(roles, actor, actorRole);
    Member member = members.get(command.userId());
    if (member != null && !member.removed()) {
      throw new Refusal(
          ProblemType.ALREADY_EXISTS,
          "the user is a member already: change the roles with ChangeTenantMemberRoles");
    }
    if (accounts.find(command.userId()).filter(Account::usable).isEmpty()) {
      throw new Refusal(
          ProblemType.NOT_FOUND,
          "there is no user %s with an account in use".formatted(command.userId()));
    }
    AggregateLifecycle.apply(
        member == null
            ? new TenantMemberAdded(id, command.userId(), roles)
            : new TenantMemberRestored(id, command.userId(), roles));
  }

  @CommandHandler
  void handle(
      ChangeTenantMemberRoles command,
      @MetaDataValue("actor") String actor,
      @MetaDataValue("actorRole") String actorRole) {
    requireNotDeleted();
    List<String> roles = ordered(command.roles());
    Member member = require(command.userId());
    if (member.roles().equals(roles)) {
      return;
    }
    requireMayMakeOwner(roles, actor, actorRole);
    if (member.isOwner()) {
      requireMayMakeOwner(member.roles(), actor, actorRole);
      if (!roles.contains(TenantRole.OWNER)) {
        requireAnotherOwner(command.userId());
      }
    }
    AggregateLifecycle.apply(
        new TenantMemberRolesChanged(id, command.userId(), member.roles(), roles));
  }

  @CommandHandler
  void handle(
      RemoveTenantMember command,
      @MetaDataValue("actor") String actor,
      @MetaDataValue("actorRole") String actorRole) {
    requireNotDeleted();
    Member member = require(command.userId());
    if (member.isOwner()) {
      requireMayMakeOwner(member.roles(), actor, actorRole);
      requireAnotherOwner(command.userId());
    }
    AggregateLifecycle.apply(new TenantMemberRemoved(id, command.userId(), member.roles()));
  }

  @CommandHandler
  void handle(
      RestoreTenantMember command,
      @MetaDataValue("actor") String actor,
      @MetaDataValue("actorRole") String actorRole) {
    requireNotDeleted();
    Member member = members.get(command.userId());
    if (member == null) {
      throw noMember(command.userId());
    }
    if (member.removed()) {
      requireMayMakeOwner(member.roles(), actor, actorRole);
      AggregateLifecycle.apply(new TenantMemberRestored(id, command.userId(), member.roles()));
    }
  }

  /** An owner is told of a deleted tenant too, who may bring it back. */
  @CommandHandler
  Optional<Set<Who>> answer(Standing question) {
    Member member = members.get(question.userId());
    if (member == null || member.removed() || (deleted && !member.isOwner())) {
      return Optional.empty();
    }
    Set<Who> standing = EnumSet.noneOf(Who.class);
    if (member.isManager()) {
      standing.add(Who.MANAGER);
    }
    if (member.isOwner()) {
      standing.add(Who.OWNER);
    }
    return Optional.of(standing);
  }

  private Member require(UUID userId) {
    Member member = members.get(userId);
    if (member == null || member.removed()) {
      throw noMember(userId);
    }
    return member;
  }

  private static Refusal noMember(UUID userId) {
    return new Refusal(
        ProblemType.NOT_FOUND, "the tenant has no member %s: add it first".formatted(userId));
  }

  private void requireNotDeleted() {
    if (deleted) {
      throw new Refusal(
          ProblemType.REFUSED, "the tenant is deleted: bring it back with RestoreTenant first");
    }
  }

  /** An admin of the tenant could make itself owner otherwise. */
  private void requireMayMakeOwner(List<String> roles, String actor, String actorRole) {
    if (!roles.contains(TenantRole.OWNER) || actorRole.equals("admin")) {
      return;
    }
    Member member = members.get(UUID.fromString(actor));
    if (member == null || !member.isOwner()) {
      throw new Refusal(ProblemType.FORBIDDEN, "this takes an owner of the tenant");
    }
  }

  private void requireAnotherOwner(UUID userId) {
    boolean another =
        members.entrySet().stream()
            .anyMatch(member -> !member.getKey().equals(userId) && member.getValue().isOwner());
    if (!another) {
      throw new Refusal(
          ProblemType.REFUSED,
          "this is the last owner: make somebody else an owner first, or delete the tenant");
    }
  }

  private static List<String> ordered(List<String> roles) {
    return roles.stream().distinct().sorted().toList();
  }

  @EventSourcingHandler
  void on(TenantCreated event) {
    id = event.tenantId();
    name = event.name();
  }

  @EventSourcingHandler
  void on(TenantEvent event) {
    switch (event) {
      case TenantCreated _ -> {} // has a handler of its own
      case TenantRenamed renamed -> name = renamed.to();
      case TenantComputeIdChanged changed -> computeId = changed.to();
      case TenantDeleted _ -> deleted = true;
      case TenantRestored _ -> deleted = false;
      case TenantMemberAdded added -> members.put(added.userId(), new Member(added.roles(), false));
      case TenantMemberRolesChanged changed ->
          members.put(changed.userId(), new Member(changed.to(), false));
      case TenantMemberRemoved removed ->
          members.put(removed.userId(), new Member(removed.roles(), true));
      case TenantMemberRestored restored ->
          members.put(restored.userId(), new Member(restored.roles(), false));
    }
  }
}

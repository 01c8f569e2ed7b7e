package dev.lethe.command.tenant;

import dev.lethe.command.api.AllowedTo;
import dev.lethe.command.api.AllowedTo.Who;
import dev.lethe.command.api.Command;
import dev.lethe.command.api.CommandExample;
import dev.lethe.command.api.GeneratedId;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can be asked of a tenant. */
public sealed interface TenantCommand extends Command.InOrganisation {

  /** The tenant. */
  UUID tenantId();

  @Override
  default UUID organisation() {
    return tenantId();
  }

  @AllowedTo(Who.ANYONE)
  @CommandExample(
      does = "Makes a tenant, of which the sender is the owner",
      json =
          """
          {"name": "Penguin Logistics"}
          """)
  record CreateTenant(@GeneratedId @NotNull UUID tenantId, @NotBlank @Size(max = 200) String name)
      implements TenantCommand {}

  @AllowedTo({Who.ADMIN, Who.MANAGER})
  @CommandExample(
      does = "Gives a tenant another name",
      json =
          """
          {"tenantId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d16", "name": "Penguin Freight"}
          """)
  record RenameTenant(@NotNull UUID tenantId, @NotBlank @Size(max = 200) String name)
      implements TenantCommand {}

  @AllowedTo({Who.ADMIN, Who.OWNER})
  @CommandExample(
      does = "Sets where a tenant's computing is done; left out, nowhere",
      json =
          """
          {"tenantId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d16", "computeId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d17"}
          """)
  record SetTenantComputeId(@NotNull UUID tenantId, @Nullable UUID computeId)
      implements TenantCommand {}

  @AllowedTo({Who.ADMIN, Who.OWNER})
  @CommandExample(
      does = "Deletes a tenant, softly: nobody acts on its behalf until it is restored",
      json =
          """
          {"tenantId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d16"}
          """)
  record DeleteTenant(@NotNull UUID tenantId) implements TenantCommand {}

  @AllowedTo({Who.ADMIN, Who.OWNER})
  @CommandExample(
      does = "Brings a deleted tenant back, with the members it had",
      json =
          """
          {"tenantId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d16"}
          """)
  record RestoreTenant(@NotNull UUID tenantId) implements TenantCommand {}

  @AllowedTo({Who.ADMIN, Who.MANAGER})
  @CommandExample(
      does = "Adds a user to a tenant; only owners add owners",
      json =
          """
          {"tenantId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d16", "userId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d13",
           "roles": ["member"]}
          """)
  record AddTenantMember(
      @NotNull UUID tenantId,
      @NotNull UUID userId,
      @NotEmpty @Size(max = 20) List<@NotNull @TenantRole String> roles)
      implements TenantCommand {

    public AddTenantMember {
      roles = roles == null ? List.of() : List.copyOf(roles);
    }

    @Override
    public List<UUID> dependsOn() {
      return List.of(userId);
    }
  }

  @AllowedTo({Who.ADMIN, Who.MANAGER})
  @CommandExample(
      does = "Replaces a member's roles; only owners make or unmake owners, and one always stays",
      json =
          """
          {"tenantId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d16", "userId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d13",
           "roles": ["admin", "billing"]}
          """)
  record ChangeTenantMemberRoles(
      @NotNull UUID tenantId,
      @NotNull UUID userId,
      @NotEmpty @Size(max = 20) List<@NotNull @TenantRole String> roles)
      implements TenantCommand {

    public ChangeTenantMemberRoles {
      roles = roles == null ? List.of() : List.copyOf(roles);
    }
  }

  @AllowedTo({Who.ADMIN, Who.MANAGER, Who.SELF})
  @CommandExample(
      does = "Removes a member, or leaves; the last owner cannot",
      json =
          """
          {"tenantId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d16", "userId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d13"}
          """)
  record RemoveTenantMember(@NotNull UUID tenantId, @NotNull UUID userId)
      implements TenantCommand, Command.AboutUser {
    @Override
    public UUID tenant() {
      return tenantId;
    }
  }

  @AllowedTo({Who.ADMIN, Who.MANAGER})
  @CommandExample(
      does = "Brings a removed member back, with the roles it had",
      json =
          """
          {"tenantId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d16", "userId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d13"}
          """)
  record RestoreTenantMember(@NotNull UUID tenantId, @NotNull UUID userId)
      implements TenantCommand {}
}

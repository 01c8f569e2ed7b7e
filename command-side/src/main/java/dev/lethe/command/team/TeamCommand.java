package dev.lethe.command.team;

import dev.lethe.command.api.AllowedTo;
import dev.lethe.command.api.AllowedTo.Who;
import dev.lethe.command.api.Command;
import dev.lethe.command.api.CommandExample;
import dev.lethe.command.api.GeneratedId;
import dev.lethe.command.api.GeneratedSecret;
import dev.lethe.command.api.Secret;
import dev.lethe.shared.team.TeamDetails;
import dev.lethe.shared.team.TeamPlan;
import dev.lethe.shared.team.TeamRole;
import dev.lethe.shared.value.JsonValues;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What can be asked of a team. */
public sealed interface TeamCommand extends Command.InOrganisation {

  /** The team. */
  UUID teamId();

  @Override
  default UUID organisation() {
    return teamId();
  }

  @AllowedTo(Who.ANYONE)
  @CommandExample(
      does = "Makes a team, of which the sender is the owner",
      json =
          """
          {"name": "Night owls", "description": "Those who ship after ten", "plan": "free", "maxMembers": 5}
          """)
  record CreateTeam(
      @GeneratedId @NotNull UUID teamId,
      @NotBlank @Size(max = 255) String name,
      @Size(max = 2_000) @Nullable String description,
      @NotNull TeamPlan plan,
      @Schema(description = "How many people the team has room for") @NotNull @Min(1) @Max(100_000)
          Integer maxMembers,
      @Schema(type = "object", implementation = Object.class) @Nullable JsonNode settings)
      implements TeamCommand {

    public CreateTeam {
      settings = JsonValues.orNone(settings);
    }

    @Schema(hidden = true)
    @AssertTrue(message = "settings is an object")
    boolean isSettingsAnObject() {
      return settings == null || settings.isObject();
    }

    TeamDetails details() {
      return new TeamDetails(name, description, settings);
    }
  }

  @AllowedTo({Who.ADMIN, Who.MANAGER})
  @CommandExample(
      does = "Replaces a team's name, description and settings; what is left out is removed",
      json =
          """
          {"teamId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d18", "name": "Early birds", "settings": {"weekStart": "monday"}}
          """)
  record ChangeTeam(
      @NotNull UUID teamId,
      @NotBlank @Size(max = 255) String name,
      @Size(max = 2_000) @Nullable String description,
      @Schema(type = "object", implementation = Object.class) @Nullable JsonNode settings)
      implements TeamCommand {

    public ChangeTeam {
      settings = JsonValues.orNone(settings);
    }

    @Schema(hidden = true)
    @AssertTrue(message = "settings is an object")
    boolean isSettingsAnObject() {
      return settings == null || settings.isObject();
    }

    TeamDetails details() {
      return new TeamDetails(name, description, settings);
    }
  }

  @AllowedTo({Who.ADMIN, Who.OWNER})
  @CommandExample(
      does = "Changes a team's subscription and how many people it has room for",
      json =
          """
          {"teamId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d18", "plan": "team", "maxMembers": 50}
          """)
  record ChangeTeamPlan(
      @NotNull UUID teamId,
      @NotNull TeamPlan plan,
      @NotNull @Min(1) @Max(100_000) Integer maxMembers)
      implements TeamCommand {}

  @AllowedTo({Who.ADMIN, Who.MANAGER})
  @CommandExample(
      does =
          "Invites whoever is reached under an address; the answer's secret is the token for the"
              + " invitation's link, shown once and good once",
      json =
          """
          {"teamId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d18", "email": "grace@example.com", "role": "member"}
          """)
  record InviteToTeam(
      @NotNull UUID teamId,
      @GeneratedId @NotNull UUID invitationId,
      @NotNull @Email @Size(min = 3, max = 254) String email,
      @Schema(description = "admin or member") @NotNull TeamRole role,
      @Schema(description = "In 7 days where it is left out, at most in 90")
          @Nullable Instant expiresAt,
      @GeneratedSecret(prefix = "lethe_invite_") @NotNull Secret token)
      implements TeamCommand {

    @Schema(hidden = true)
    @AssertTrue(message = "role is admin or member: a team has one owner")
    boolean isRoleNotOwner() {
      return role != TeamRole.OWNER;
    }
  }

  @AllowedTo(Who.ANYONE)
  @CommandExample(
      does = "Joins a team by an invitation to the sender's own email address",
      json =
          """
          {"teamId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d18",
           "token": "lethe_invite_3q2-7wABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijk"}
          """)
  record AcceptTeamInvitation(@NotNull UUID teamId, @NotNull Secret token) implements TeamCommand {}

  @AllowedTo(Who.ANYONE)
  @CommandExample(
      does = "Declines an invitation to the sender's own email address",
      json =
          """
          {"teamId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d18",
           "token": "lethe_invite_3q2-7wABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijk"}
          """)
  record DeclineTeamInvitation(@NotNull UUID teamId, @NotNull Secret token)
      implements TeamCommand {}

  @AllowedTo({Who.ADMIN, Who.MANAGER})
  @CommandExample(
      does = "Takes an invitation back",
      json =
          """
          {"teamId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d18", "invitationId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d19"}
          """)
  record RevokeTeamInvitation(@NotNull UUID teamId, @NotNull UUID invitationId)
      implements TeamCommand {}

  @AllowedTo({Who.ADMIN, Who.OWNER})
  @CommandExample(
      does = "Makes a member an admin of the team, or an admin a member",
      json =
          """
          {"teamId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d18", "userId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d13",
           "role": "admin"}
          """)
  record ChangeTeamMemberRole(@NotNull UUID teamId, @NotNull UUID userId, @NotNull TeamRole role)
      implements TeamCommand {

    @Schema(hidden = true)
    @AssertTrue(message = "role is admin or member: an owner is made with TransferTeamOwnership")
    boolean isRoleNotOwner() {
      return role != TeamRole.OWNER;
    }
  }

  @AllowedTo({Who.ADMIN, Who.MANAGER, Who.SELF})
  @CommandExample(
      does = "Puts a member out of the team, or leaves it; the owner cannot",
      json =
          """
          {"teamId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d18", "userId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d13"}
          """)
  record DeactivateTeamMember(@NotNull UUID teamId, @NotNull UUID userId)
      implements TeamCommand, Command.AboutUser {
    @Override
    public UUID tenant() {
      return teamId;
    }
  }

  @AllowedTo({Who.ADMIN, Who.MANAGER})
  @CommandExample(
      does = "Lets a former member take part again",
      json =
          """
          {"teamId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d18", "userId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d13"}
          """)
  record ReactivateTeamMember(@NotNull UUID teamId, @NotNull UUID userId) implements TeamCommand {}

  @AllowedTo({Who.ADMIN, Who.OWNER})
  @CommandExample(
      does = "Makes a member the owner; the owner before becomes an admin",
      json =
          """
          {"teamId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d18", "userId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d13"}
          """)
  record TransferTeamOwnership(@NotNull UUID teamId, @NotNull UUID userId) implements TeamCommand {}

  @AllowedTo({Who.ADMIN, Who.OWNER})
  @CommandExample(
      does = "Puts a team out of use; it can come back",
      json =
          """
          {"teamId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d18"}
          """)
  record DeactivateTeam(@NotNull UUID teamId) implements TeamCommand {}

  @AllowedTo({Who.ADMIN, Who.OWNER})
  @CommandExample(
      does = "Puts a team in use again",
      json =
          """
          {"teamId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d18"}
          """)
  record ReactivateTeam(@NotNull UUID teamId) implements TeamCommand {}
}

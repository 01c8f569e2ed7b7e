package dev.lethe.query.team;

import dev.lethe.query.projection.Origin;
import dev.lethe.query.projection.ReadTable;
import dev.lethe.query.projection.ReadTables;
import dev.lethe.query.projection.RowBatch;
import dev.lethe.shared.erasure.ErasureEvent.KeysDestroyed;
import dev.lethe.shared.store.DomainEvent;
import dev.lethe.shared.team.TeamDetails;
import dev.lethe.shared.team.TeamEvent;
import dev.lethe.shared.team.TeamEvent.TeamChanged;
import dev.lethe.shared.team.TeamEvent.TeamCreated;
import dev.lethe.shared.team.TeamEvent.TeamDeactivated;
import dev.lethe.shared.team.TeamEvent.TeamInvitationAccepted;
import dev.lethe.shared.team.TeamEvent.TeamInvitationDeclined;
import dev.lethe.shared.team.TeamEvent.TeamInvitationRevoked;
import dev.lethe.shared.team.TeamEvent.TeamInvitationSent;
import dev.lethe.shared.team.TeamEvent.TeamMemberDeactivated;
import dev.lethe.shared.team.TeamEvent.TeamMemberJoined;
import dev.lethe.shared.team.TeamEvent.TeamMemberReactivated;
import dev.lethe.shared.team.TeamEvent.TeamMemberRoleChanged;
import dev.lethe.shared.team.TeamEvent.TeamOwnershipTransferred;
import dev.lethe.shared.team.TeamEvent.TeamPlanChanged;
import dev.lethe.shared.team.TeamEvent.TeamReactivated;
import dev.lethe.shared.team.TeamPlan;
import dev.lethe.shared.team.TeamRole;
import dev.lethe.shared.value.Ids;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps {@code read.teams}, {@code read.team_members} and {@code read.team_invites}. */
@Component
@ProcessingGroup("identity")
class TeamProjector {

  private final ReadTable<Row> teams;
  private final ReadTable<MemberRow> members;
  private final ReadTable<InviteRow> invites;

  TeamProjector(ReadTables tables) {
    teams = tables.table(Row.class, "teams", "id");
    members = tables.table(MemberRow.class, "team_members", "id");
    invites = tables.table(InviteRow.class, "team_invites", "id");
  }

  private record Row(
      UUID id,
      TeamDetails details,
      UUID ownerId,
      TeamPlan plan,
      int maxMembers,
      Instant createdAt,
      Instant updatedAt,
      @Nullable Instant deactivatedAt,
      long position) {

    Row with(TeamDetails changed, Origin origin) {
      return copy(changed, ownerId, plan, maxMembers, deactivatedAt, origin);
    }

    Row owned(UUID owner, Origin origin) {
      return copy(details, owner, plan, maxMembers, deactivatedAt, origin);
    }

    Row planned(TeamPlan newPlan, int most, Origin origin) {
      return copy(details, ownerId, newPlan, most, deactivatedAt, origin);
    }

    Row deactivated(@Nullable Instant at, Origin origin) {
      return copy(details, ownerId, plan, maxMembers, at, origin);
    }

    private Row copy(
        TeamDetails d, UUID owner, TeamPlan p, int most, @Nullable Instant gone, Origin origin) {
      return new Row(id, d, owner, p, most, createdAt, origin.at(), gone, origin.position());
    }
  }

  private record MemberRow(
      UUID id,
      UUID teamId,
      UUID userId,
      TeamRole role,
      @Nullable UUID invitedBy,
      Instant joinedAt,
      boolean isActive,
      long position) {

    MemberRow with(TeamRole newRole, boolean active, Origin origin) {
      return new MemberRow(
          id, teamId, userId, newRole, invitedBy, joinedAt, active, origin.position());
    }
  }

  private record InviteRow(
      UUID id,
      UUID teamId,
      @Nullable UUID contactId,
      String email,
      TeamRole role,
      String token,
      UUID invitedBy,
      Instant expiresAt,
      @Nullable Instant acceptedAt,
      @Nullable Instant declinedAt,
      @Nullable Instant revokedAt,
      Instant createdAt,
      long position) {

    InviteRow with(
        @Nullable Instant accepted,
        @Nullable Instant declined,
        @Nullable Instant revoked,
        Origin origin) {
      return new InviteRow(
          id,
          teamId,
          contactId,
          email,
          role,
          token,
          invitedBy,
          expiresAt,
          accepted,
          declined,
          revoked,
          createdAt,
          origin.position());
    }

    InviteRow erased(Origin origin) {
      return new InviteRow(
          id,
          teamId,
          contactId,
          "erased:" + contactId,
          role,
          token,
          invitedBy,
          expiresAt,
          acceptedAt,
          declinedAt,
          revokedAt,
          createdAt,
          origin.position());
    }
  }

  /** Events of others move the token on with the batch. */
  @EventHandler
  void pass(DomainEvent event) {}

  @EventHandler
  void on(KeysDestroyed event, EventMessage<?> message) {
    Origin origin = Origin.of(message);
    for (UUID contact : event.contacts()) {
      ReadTables.rows(invites).changeWhere("contact_id", contact, row -> row.erased(origin));
    }
  }

  @EventHandler
  void on(TeamEvent event, EventMessage<?> message) {
    Origin origin = Origin.of(message);
    switch (event) {
      case TeamEvent.OfMember ofMember -> onMember(ofMember, origin);
      case TeamEvent.OfInvitation ofInvitation -> onInvitation(ofInvitation, origin);
      default -> onTeam(event, origin);
    }
  }

  private void onTeam(TeamEvent event, Origin origin) {
    RowBatch<Row> rows = ReadTables.rows(teams);
    UUID id = event.teamId();
    switch (event) {
      case TeamCreated created ->
          rows.put(
              id,
              new Row(
                  id,
                  created.details(),
                  origin.actor() == null ? id : origin.actor(),
                  created.plan(),
                  created.maxMembers(),
                  origin.at(),
                  origin.at(),
                  null,
                  origin.position()));
      case TeamChanged changed -> rows.change(id, row -> row.with(changed.to(), origin));
      case TeamPlanChanged changed ->
          rows.change(id, row -> row.planned(changed.toPlan(), changed.toMaxMembers(), origin));
      case TeamDeactivated _ -> rows.change(id, row -> row.deactivated(origin.at(), origin));
      case TeamReactivated _ -> rows.change(id, row -> row.deactivated(null, origin));
      case TeamOwnershipTransferred transferred -> {
        rows.change(id, row -> row.owned(transferred.to(), origin));
        changeMember(id, transferred.from(), TeamRole.ADMIN, true, origin);
        changeMember(id, transferred.to(), TeamRole.OWNER, true, origin);
      }
      case TeamEvent.OfMember _, TeamEvent.OfInvitation _ -> {} // have methods of their own
    }
  }

  private void onMember(TeamEvent.OfMember event, Origin origin) {
    UUID teamId = event.teamId();
    UUID userId = event.userId();
    switch (event) {
      case TeamMemberJoined joined -> {
        UUID id = membership(teamId, userId);
        ReadTables.rows(members)
            .put(
                id,
                new MemberRow(
                    id,
                    teamId,
                    userId,
                    joined.role(),
                    joined.invitedBy(),
                    origin.at(),
                    true,
                    origin.position()));
        if (joined.role() == TeamRole.OWNER) {
          ReadTables.rows(teams).change(teamId, row -> row.owned(userId, origin));
        }
      }
      case TeamMemberRoleChanged changed ->
          changeMember(teamId, userId, changed.to(), true, origin);
      case TeamMemberDeactivated gone -> changeMember(teamId, userId, gone.role(), false, origin);
      case TeamMemberReactivated back -> changeMember(teamId, userId, back.role(), true, origin);
    }
  }

  private void onInvitation(TeamEvent.OfInvitation event, Origin origin) {
    RowBatch<InviteRow> rows = ReadTables.rows(invites);
    UUID id = event.invitationId();
    Instant at = origin.at();
    switch (event) {
      case TeamInvitationSent sent ->
          rows.put(
              id,
              new InviteRow(
                  id,
                  sent.teamId(),
                  sent.contactId(),
                  sent.email(),
                  sent.role(),
                  sent.tokenHash(),
                  sent.invitedBy(),
                  sent.expiresAt(),
                  null,
                  null,
                  null,
                  at,
                  origin.position()));
      case TeamInvitationAccepted _ -> rows.change(id, row -> row.with(at, null, null, origin));
      case TeamInvitationDeclined _ -> rows.change(id, row -> row.with(null, at, null, origin));
      case TeamInvitationRevoked _ -> rows.change(id, row -> row.with(null, null, at, origin));
    }
  }

  private void changeMember(
      UUID teamId, UUID userId, TeamRole role, boolean active, Origin origin) {
    ReadTables.rows(members)
        .change(membership(teamId, userId), row -> row.with(role, active, origin));
  }

  private static UUID membership(UUID teamId, UUID userId) {
    return Ids.named("membership of %s in %s".formatted(userId, teamId));
  }
}

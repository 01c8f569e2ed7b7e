package dev.lethe.shared.team;

import dev.lethe.shared.store.DomainEvent;
import dev.lethe.shared.store.EventType;
import dev.lethe.shared.vault.DataCategory;
import dev.lethe.shared.vault.NotPersonal;
import dev.lethe.shared.vault.PersonalData;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What has happened to a team, its members and its invitations. */
public sealed interface TeamEvent extends DomainEvent {

  /** The team's id, which is also the stream. */
  UUID teamId();

  /** What has happened to one member, who is the data subject. */
  sealed interface OfMember extends TeamEvent {
    /** The member. */
    UUID userId();

    @Override
    default UUID dataSubject() {
      return userId();
    }
  }

  /** What has happened to one invitation. */
  sealed interface OfInvitation extends TeamEvent {
    /** The invitation. */
    UUID invitationId();
  }

  /** There is a new team. */
  @EventType("team.created")
  record TeamCreated(
      UUID teamId,
      @NotPersonal("of an organisation") TeamDetails details,
      TeamPlan plan,
      int maxMembers)
      implements TeamEvent {}

  /** It is called or set up otherwise. */
  @EventType("team.changed")
  record TeamChanged(
      UUID teamId,
      @NotPersonal("of an organisation") TeamDetails from,
      @NotPersonal("of an organisation") TeamDetails to)
      implements TeamEvent {}

  /** It has another subscription or room for another number of members. */
  @EventType("team.plan-changed")
  record TeamPlanChanged(
      UUID teamId, TeamPlan fromPlan, TeamPlan toPlan, int fromMaxMembers, int toMaxMembers)
      implements TeamEvent {}

  /** It is out of use. */
  @EventType("team.deactivated")
  record TeamDeactivated(UUID teamId) implements TeamEvent {}

  /** It is in use again. */
  @EventType("team.reactivated")
  record TeamReactivated(UUID teamId) implements TeamEvent {}

  /** Somebody belongs to it; {@code invitedBy} is null for who made the team. */
  @EventType("team.member-joined")
  record TeamMemberJoined(UUID teamId, UUID userId, TeamRole role, @Nullable UUID invitedBy)
      implements OfMember {}

  /** A member may do other things. */
  @EventType("team.member-role-changed")
  record TeamMemberRoleChanged(UUID teamId, UUID userId, TeamRole from, TeamRole to)
      implements OfMember {}

  /** Somebody no longer takes part, whether they left or were put out. */
  @EventType("team.member-deactivated")
  record TeamMemberDeactivated(UUID teamId, UUID userId, TeamRole role) implements OfMember {}

  /** Somebody takes part again. */
  @EventType("team.member-reactivated")
  record TeamMemberReactivated(UUID teamId, UUID userId, TeamRole role) implements OfMember {}

  /** It has another owner; the one before is an admin now. */
  @EventType("team.ownership-transferred")
  record TeamOwnershipTransferred(UUID teamId, UUID from, UUID to) implements TeamEvent {}

  /**
   * Whoever is reached under the address may join until then with a token, of which this is the
   * hash.
   */
  @EventType("team.invitation-sent")
  record TeamInvitationSent(
      UUID teamId,
      UUID invitationId,
      UUID contactId,
      @PersonalData(DataCategory.IDENTITY) String email,
      TeamRole role,
      @NotPersonal("a hash") String tokenHash,
      UUID invitedBy,
      Instant expiresAt)
      implements OfInvitation {
    @Override
    public UUID dataSubject() {
      return contactId;
    }
  }

  /** The invited person has joined; the token is used up. */
  @EventType("team.invitation-accepted")
  record TeamInvitationAccepted(UUID teamId, UUID invitationId, UUID userId)
      implements OfInvitation {
    @Override
    public UUID dataSubject() {
      return userId;
    }
  }

  /** The invited person does not want to join. */
  @EventType("team.invitation-declined")
  record TeamInvitationDeclined(UUID teamId, UUID invitationId) implements OfInvitation {}

  /** The invitation was taken back. */
  @EventType("team.invitation-revoked")
  record TeamInvitationRevoked(UUID teamId, UUID invitationId) implements OfInvitation {}
}

package dev.lethe.command.team;

import dev.lethe.command.api.Accounts;
import dev.lethe.command.api.Accounts.Account;
import dev.lethe.command.api.AllowedTo.Who;
import dev.lethe.command.api.Secret;
import dev.lethe.command.team.TeamCommand.AcceptTeamInvitation;
import dev.lethe.command.team.TeamCommand.ChangeTeam;
import dev.lethe.command.team.TeamCommand.ChangeTeamMemberRole;
import dev.lethe.command.team.TeamCommand.ChangeTeamPlan;
import dev.lethe.command.team.TeamCommand.CreateTeam;
import dev.lethe.command.team.TeamCommand.DeactivateTeam;
import dev.lethe.command.team.TeamCommand.DeactivateTeamMember;
import dev.lethe.command.team.TeamCommand.DeclineTeamInvitation;
import dev.lethe.command.team.TeamCommand.InviteToTeam;
import dev.lethe.command.team.TeamCommand.ReactivateTeam;
import dev.lethe.command.team.TeamCommand.ReactivateTeamMember;
import dev.lethe.command.team.TeamCommand.RevokeTeamInvitation;
import dev.lethe.command.team.TeamCommand.TransferTeamOwnership;
import dev.lethe.command.team.TeamMemberships.Standing;
import dev.lethe.shared.access.Secrets;
import dev.lethe.shared.problem.ProblemType;
import dev.lethe.shared.problem.Refusal;
import dev.lethe.shared.store.ClaimKey;
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
import dev.lethe.shared.user.UserEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
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

/** People who work together, and those who are invited to. */
@Aggregate(cache = "aggregateCache", snapshotTriggerDefinition = "aggregateSnapshots")
class Team {

  private static final Duration INVITATION_LIFE = Duration.ofDays(7);
  private static final Duration LONGEST_INVITATION_LIFE = Duration.ofDays(90);

  @AggregateIdentifier private UUID id;
  private TeamDetails details;
  private TeamPlan plan;
  private int maxMembers;
  private boolean deactivated;

  /** By user, also those who no longer take part. */
  private final Map<UUID, Member> members = new HashMap<>();

  /** Those that nobody has answered yet. */
  private final Map<UUID, Invitation> invitations = new HashMap<>();

  /** Somebody who takes part, or did. */
  record Member(TeamRole role, boolean active) {}

  /** What somebody may join with. */
  record Invitation(
      String email, TeamRole role, String tokenHash, UUID invitedBy, Instant expiresAt) {}

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.ALWAYS)
  void handle(CreateTeam command, @MetaDataValue("actor") String actor) {
    AggregateLifecycle.apply(
        new TeamCreated(command.teamId(), command.details(), command.plan(), command.maxMembers()));
    AggregateLifecycle.apply(
        new TeamMemberJoined(command.teamId(), UUID.fromString(actor), TeamRole.OWNER, null));
  }

  @CommandHandler
  void handle(ChangeTeam command) {
    requireActive();
    if (!details.equals(command.details())) {
      AggregateLifecycle.apply(new TeamChanged(id, details, command.details()));
    }
  }

  @CommandHandler
  void handle(ChangeTeamPlan command) {
    requireActive();
    if (command.maxMembers() < activeMembers()) {
      throw new Refusal(
          ProblemType.REFUSED,
          "the team has %d members: maxMembers is at least that".formatted(activeMembers()));
    }
    if (plan != command.plan() || maxMembers != command.maxMembers()) {
      AggregateLifecycle.apply(
          new TeamPlanChanged(id, plan, command.plan(), maxMembers, command.maxMembers()));
    }
  }

  @CommandHandler
  void handle(
      InviteToTeam command, @MetaDataValue("actor") String actor, Clock clock, ClaimKey hashes) {
    requireActive();
    requireRoom();
    Instant now = clock.instant();
    Instant expiresAt =
        (command.expiresAt() == null ? now.plus(INVITATION_LIFE) : command.expiresAt())
            .truncatedTo(ChronoUnit.MICROS);
    if (!expiresAt.isAfter(now) || expiresAt.isAfter(now.plus(LONGEST_INVITATION_LIFE))) {
      throw new Refusal(
          ProblemType.REFUSED, "expiresAt %s is not in the next 90 days".formatted(expiresAt));
    }
    AggregateLifecycle.apply(
        new TeamInvitationSent(
            id,
            command.invitationId(),
            hashes.contact(UserEvent.normalEmail(command.email())),
            command.email(),
            command.role(),
            Secrets.hash(command.token().value()),
            UUID.fromString(actor),
            expiresAt));
  }

  @CommandHandler
  void handle(
      AcceptTeamInvitation command,
      Accounts accounts,
      @MetaDataValue("actor") String actor,
      Clock clock) {
    UUID userId = UUID.fromString(actor);
    Map.Entry<UUID, Invitation> open =
        invitation(command.token(), userId, accounts, clock.instant());
    requireActive();
    requireRoom();
    Invitation invitation = open.getValue();
    Member member = members.get(userId);
    if (member != null && member.active()) {
      throw new Refusal(ProblemType.ALREADY_EXISTS, "you are a member of the team already");
    }
    AggregateLifecycle.apply(new TeamInvitationAccepted(id, open.getKey(), userId));
    if (member == null) {
      AggregateLifecycle.apply(
          new TeamMemberJoined(id, userId, invitation.role(), invitation.invitedBy()));
    } else {
      AggregateLifecycle.apply(new TeamMemberReactivated(id, userId, invitation.role()));
    }
  }

  @CommandHandler
  void handle(
      DeclineTeamInvitation command,
      Accounts accounts,
      @MetaDataValue("actor") String actor,
      Clock clock) {
    UUID invitationId =
        invitation(command.token(), UUID.fromString(actor), accounts, clock.instant()).getKey();
    AggregateLifecycle.apply(new TeamInvitationDeclined(id, invitationId));
  }

  @CommandHandler
  void handle(RevokeTeamInvitation command) {
    if (!invitations.containsKey(command.invitationId())) {
      throw new Refusal(
          ProblemType.NOT_FOUND,
          "the team has no open invitation %s".formatted(command.invitationId()));
    }
    AggregateLifecycle.apply(new TeamInvitationRevoked(id, command.invitationId()));
  }

  @CommandHandler
  void handle(ChangeTeamMemberRole command) {
    requireActive();
    Member member = require(command.userId());
    requireNotOwner(member);
    if (member.role() != command.role()) {
      AggregateLifecycle.apply(
          new TeamMemberRoleChanged(id, command.userId(), member.role(), command.role()));
    }
  }

  @CommandHandler
  void handle(DeactivateTeamMember command) {
    requireActive();
    Member member = require(command.userId());
    requireNotOwner(member);
    AggregateLifecycle.apply(new TeamMemberDeactivated(id, command.userId(), member.role()));
  }

  @CommandHandler
  void handle(ReactivateTeamMember command) {
    requireActive();
    Member member = members.get(command.userId());
    if (member == null) {
      throw noMember(command.userId());
    }
    if (!member.active()) {
      requireRoom();
      AggregateLifecycle.apply(new TeamMemberReactivated(id, command.userId(), member.role()));
    }
  }

  @CommandHandler
  void handle(TransferTeamOwnership command) {
    requireActive();
    if (require(command.userId()).role() != TeamRole.OWNER) {
      UUID owner =
          members.entrySet().stream()
              .filter(member -> member.getValue().role() == TeamRole.OWNER)
              .map(Map.Entry::getKey)
              .findFirst()
              .orElseThrow();
      AggregateLifecycle.apply(new TeamOwnershipTransferred(id, owner, command.userId()));
    }
  }

  @CommandHandler
  void handle(DeactivateTeam command) {
    if (!deactivated) {
      AggregateLifecycle.apply(new TeamDeactivated(id));
    }
  }

  @CommandHandler
  void handle(ReactivateTeam command) {
    if (deactivated) {
      AggregateLifecycle.apply(new TeamReactivated(id));
    }
  }

  /** An owner is told of a team out of use too, who may put it in use again. */
  @CommandHandler
  Optional<Set<Who>> answer(Standing question) {
    Member member = members.get(question.userId());
    if (member == null || !member.active() || (deactivated && member.role() != TeamRole.OWNER)) {
      return Optional.empty();
    }
    return Optional.of(
        switch (member.role()) {
          case OWNER -> EnumSet.of(Who.OWNER, Who.MANAGER);
          case ADMIN -> EnumSet.of(Who.MANAGER);
          case MEMBER -> EnumSet.noneOf(Who.class);
        });
  }

  /** Says the same of every invitation that is not for the person, whatever is wrong with it. */
  private Map.Entry<UUID, Invitation> invitation(
      Secret token, UUID userId, Accounts accounts, Instant now) {
    String hash = Secrets.hash(token.value());
    String email = accounts.find(userId).map(Account::email).map(UserEvent::normalEmail).orElse("");
    return invitations.entrySet().stream()
        .filter(
            open ->
                Secrets.same(open.getValue().tokenHash(), hash)
                    && now.isBefore(open.getValue().expiresAt())
                    && UserEvent.normalEmail(open.getValue().email()).equals(email))
        .findFirst()
        .orElseThrow(
            () ->
                new Refusal(
                    ProblemType.NOT_FOUND,
                    "there is no such invitation for you: ask for another one"));
  }

  private Member require(UUID userId) {
    Member member = members.get(userId);
    if (member == null || !member.active()) {
      throw noMember(userId);
    }
    return member;
  }

  private static Refusal noMember(UUID userId) {
    return new Refusal(
        ProblemType.NOT_FOUND, "the team has no member %s: invite them first".formatted(userId));
  }

  private void requireActive() {
    if (deactivated) {
      throw new Refusal(
          ProblemType.REFUSED, "the team is out of use: its owner can send ReactivateTeam");
    }
  }

  private void requireRoom() {
    if (activeMembers() >= maxMembers) {
      throw new Refusal(
          ProblemType.REFUSED,
          "the team has room for %d members and has them: see ChangeTeamPlan"
              .formatted(maxMembers));
    }
  }

  private static void requireNotOwner(Member member) {
    if (member.role() == TeamRole.OWNER) {
      throw new Refusal(ProblemType.REFUSED, "this is the owner: make somebody else owner first");
    }
  }

  private long activeMembers() {
    return members.values().stream().filter(Member::active).count();
  }

  @EventSourcingHandler
  void on(TeamCreated event) {
    id = event.teamId();
    details = event.details();
    plan = event.plan();
    maxMembers = event.maxMembers();
  }

  @EventSourcingHandler
  void on(TeamEvent event) {
    switch (event) {
      case TeamCreated _ -> {} // has a handler of its own
      case TeamChanged changed -> details = changed.to();
      case TeamPlanChanged changed -> {
        plan = changed.toPlan();
        maxMembers = changed.toMaxMembers();
      }
      case TeamDeactivated _ -> deactivated = true;
      case TeamReactivated _ -> deactivated = false;
      case TeamMemberJoined joined -> members.put(joined.userId(), new Member(joined.role(), true));
      case TeamMemberRoleChanged changed ->
          members.put(changed.userId(), new Member(changed.to(), true));
      case TeamMemberDeactivated gone -> members.put(gone.userId(), new Member(gone.role(), false));
      case TeamMemberReactivated back -> members.put(back.userId(), new Member(back.role(), true));
      case TeamOwnershipTransferred transferred -> {
        members.put(transferred.from(), new Member(TeamRole.ADMIN, true));
        members.put(transferred.to(), new Member(TeamRole.OWNER, true));
      }
      case TeamInvitationSent sent ->
          invitations.put(
              sent.invitationId(),
              new Invitation(
                  sent.email(), sent.role(), sent.tokenHash(), sent.invitedBy(), sent.expiresAt()));
      case TeamInvitationAccepted answered -> invitations.remove(answered.invitationId());
      case TeamInvitationDeclined answered -> invitations.remove(answered.invitationId());
      case TeamInvitationRevoked revoked -> invitations.remove(revoked.invitationId());
    }
  }
}

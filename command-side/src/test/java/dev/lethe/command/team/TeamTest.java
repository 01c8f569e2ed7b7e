package dev.lethe.command.team;

import dev.lethe.command.api.Secret;
import dev.lethe.command.team.TeamCommand.AcceptTeamInvitation;
import dev.lethe.command.team.TeamCommand.ChangeTeamMemberRole;
import dev.lethe.command.team.TeamCommand.ChangeTeamPlan;
import dev.lethe.command.team.TeamCommand.CreateTeam;
import dev.lethe.command.team.TeamCommand.DeactivateTeamMember;
import dev.lethe.command.team.TeamCommand.DeclineTeamInvitation;
import dev.lethe.command.team.TeamCommand.InviteToTeam;
import dev.lethe.command.team.TeamCommand.ReactivateTeam;
import dev.lethe.command.team.TeamCommand.ReactivateTeamMember;
import dev.lethe.command.team.TeamCommand.RevokeTeamInvitation;
import dev.lethe.command.team.TeamCommand.TransferTeamOwnership;
import dev.lethe.command.testing.Fixtures;
import dev.lethe.command.testing.TestAccounts;
import dev.lethe.shared.access.Secrets;
import dev.lethe.shared.problem.Refusal;
import dev.lethe.shared.store.ClaimKey;
import dev.lethe.shared.team.TeamDetails;
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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TeamTest {

  private static final UUID OWLS = Ids.named("owls");
  private static final UUID OLGA = Ids.named("olga"); // the owner
  private static final UUID MIA = Ids.named("mia"); // a member
  private static final UUID GRACE = Ids.named("grace"); // not in the team
  private static final UUID INVITATION = Ids.named("invitation");
  private static final ClaimKey HASHES = new ClaimKey(new byte[32]);
  private static final UUID CONTACT = HASHES.contact("grace@e.example");
  private static final Secret TOKEN = new Secret("lethe_invite_token");
  private static final Instant NOW = Instant.parse("2026-05-03T12:00:00Z");
  private static final Instant IN_A_WEEK = NOW.plus(Duration.ofDays(7));
  private static final TeamDetails DETAILS = new TeamDetails("Owls", null, null);

  private AggregateTestFixture<Team> team;

  @BeforeEach
  void fixture() {
    team = Fixtures.of(Team.class);
    team.registerInjectableResource(HASHES);
    team.registerInjectableResource(Clock.fixed(NOW, ZoneOffset.UTC));
    team.registerInjectableResource(
        new TestAccounts(
            Map.of(OLGA, "o@e.example", MIA, "m@e.example", GRACE, "Grace@E.example")));
  }

  @Test
  void whoMakesItOwnsIt() {
    team.givenNoPriorActivity()
        .when(new CreateTeam(OWLS, "Owls", null, TeamPlan.FREE, 3, null), as(OLGA))
        .expectEvents(created(3), new TeamMemberJoined(OWLS, OLGA, TeamRole.OWNER, null));
  }

  @Test
  void anInvitationKeepsTheHashOfItsTokenAndLivesAWeek() {
    staffed(3)
        .when(
            new InviteToTeam(OWLS, INVITATION, "grace@e.example", TeamRole.MEMBER, null, TOKEN),
            as(OLGA))
        .expectEvents(sent(IN_A_WEEK));
  }

  @Test
  void theInvitedPersonJoinsOnce() {
    staffed(3)
        .andGiven(sent(IN_A_WEEK))
        .when(new AcceptTeamInvitation(OWLS, TOKEN), as(GRACE))
        .expectEvents(
            new TeamInvitationAccepted(OWLS, INVITATION, GRACE),
            new TeamMemberJoined(OWLS, GRACE, TeamRole.MEMBER, OLGA));
    staffed(3)
        .andGiven(
            sent(IN_A_WEEK),
            new TeamInvitationAccepted(OWLS, INVITATION, GRACE),
            new TeamMemberJoined(OWLS, GRACE, TeamRole.MEMBER, OLGA),
            new TeamMemberDeactivated(OWLS, GRACE, TeamRole.MEMBER))
        .when(new AcceptTeamInvitation(OWLS, TOKEN), as(GRACE))
        .expectException(Refusal.class)
        .expectNoEvents();
  }

  @Test
  void aFormerMemberWhoIsInvitedTakesPartAgain() {
    staffed(3)
        .andGiven(new TeamMemberDeactivated(OWLS, MIA, TeamRole.MEMBER))
        .andGiven(
            new TeamInvitationSent(
                OWLS,
                INVITATION,
                CONTACT,
                "m@e.example",
                TeamRole.ADMIN,
                Secrets.hash(TOKEN.value()),
                OLGA,
                IN_A_WEEK))
        .when(new AcceptTeamInvitation(OWLS, TOKEN), as(MIA))
        .expectEvents(
            new TeamInvitationAccepted(OWLS, INVITATION, MIA),
            new TeamMemberReactivated(OWLS, MIA, TeamRole.ADMIN));
  }

  @Test
  void everyInvitationThatIsNotGoodLooksTheSame() {
    String message = "there is no such invitation for you: ask for another one";

    staffed(3)
        .andGiven(sent(NOW)) // has expired
        .when(new AcceptTeamInvitation(OWLS, TOKEN), as(GRACE))
        .expectException(Refusal.class)
        .expectExceptionMessage(message);
    staffed(3)
        .andGiven(sent(IN_A_WEEK))
        .when(new AcceptTeamInvitation(OWLS, new Secret("wrong")), as(GRACE))
        .expectException(Refusal.class)
        .expectExceptionMessage(message);
    staffed(3)
        .andGiven(sent(IN_A_WEEK)) // is for somebody else
        .when(new AcceptTeamInvitation(OWLS, TOKEN), as(MIA))
        .expectException(Refusal.class)
        .expectExceptionMessage(message);
    staffed(3)
        .andGiven(sent(IN_A_WEEK), new TeamInvitationRevoked(OWLS, INVITATION))
        .when(new AcceptTeamInvitation(OWLS, TOKEN), as(GRACE))
        .expectException(Refusal.class)
        .expectExceptionMessage(message);
  }

  @Test
  void anInvitationIsDeclinedOrRevoked() {
    staffed(3)
        .andGiven(sent(IN_A_WEEK))
        .when(new DeclineTeamInvitation(OWLS, TOKEN), as(GRACE))
        .expectEvents(new TeamInvitationDeclined(OWLS, INVITATION));
    staffed(3)
        .andGiven(sent(IN_A_WEEK))
        .when(new RevokeTeamInvitation(OWLS, INVITATION))
        .expectEvents(new TeamInvitationRevoked(OWLS, INVITATION));
  }

  @Test
  void aFullTeamTakesNobody() {
    staffed(2)
        .andGiven(sent(IN_A_WEEK))
        .when(new AcceptTeamInvitation(OWLS, TOKEN), as(GRACE))
        .expectException(Refusal.class)
        .expectExceptionMessage("the team has room for 2 members and has them: see ChangeTeamPlan");
    staffed(2)
        .andGiven(new TeamMemberDeactivated(OWLS, MIA, TeamRole.MEMBER))
        .andGiven(new TeamMemberJoined(OWLS, GRACE, TeamRole.MEMBER, OLGA))
        .when(new ReactivateTeamMember(OWLS, MIA))
        .expectException(Refusal.class)
        .expectNoEvents();
    staffed(2)
        .when(new ChangeTeamPlan(OWLS, TeamPlan.FREE, 1))
        .expectException(Refusal.class)
        .expectExceptionMessage("the team has 2 members: maxMembers is at least that");
    staffed(2)
        .when(new ChangeTeamPlan(OWLS, TeamPlan.TEAM, 10))
        .expectEvents(new TeamPlanChanged(OWLS, TeamPlan.FREE, TeamPlan.TEAM, 2, 10));
  }

  @Test
  void rolesChangeButTheOwnersOnlyByTransfer() {
    staffed(3)
        .when(new ChangeTeamMemberRole(OWLS, MIA, TeamRole.ADMIN))
        .expectEvents(new TeamMemberRoleChanged(OWLS, MIA, TeamRole.MEMBER, TeamRole.ADMIN));
    staffed(3)
        .when(new ChangeTeamMemberRole(OWLS, OLGA, TeamRole.MEMBER))
        .expectException(Refusal.class)
        .expectExceptionMessage("this is the owner: make somebody else owner first");
    staffed(3)
        .when(new DeactivateTeamMember(OWLS, OLGA))
        .expectException(Refusal.class)
        .expectNoEvents();
    staffed(3)
        .when(new TransferTeamOwnership(OWLS, MIA))
        .expectEvents(new TeamOwnershipTransferred(OWLS, OLGA, MIA));
    staffed(3)
        .andGiven(new TeamOwnershipTransferred(OWLS, OLGA, MIA))
        .when(new DeactivateTeamMember(OWLS, OLGA))
        .expectEvents(new TeamMemberDeactivated(OWLS, OLGA, TeamRole.ADMIN));
  }

  @Test
  void aTeamOutOfUseOnlyReturns() {
    staffed(3)
        .andGiven(new TeamDeactivated(OWLS))
        .when(new TransferTeamOwnership(OWLS, MIA))
        .expectException(Refusal.class)
        .expectNoEvents();
    staffed(3)
        .andGiven(new TeamDeactivated(OWLS))
        .when(new ReactivateTeam(OWLS))
        .expectEvents(new TeamReactivated(OWLS));
  }

  private TestExecutor<Team> staffed(int maxMembers) {
    return team.given(
        created(maxMembers),
        new TeamMemberJoined(OWLS, OLGA, TeamRole.OWNER, null),
        new TeamMemberJoined(OWLS, MIA, TeamRole.MEMBER, OLGA));
  }

  private static TeamCreated created(int maxMembers) {
    return new TeamCreated(OWLS, DETAILS, TeamPlan.FREE, maxMembers);
  }

  private static TeamInvitationSent sent(Instant expiresAt) {
    return new TeamInvitationSent(
        OWLS,
        INVITATION,
        CONTACT,
        "grace@e.example",
        TeamRole.MEMBER,
        Secrets.hash(TOKEN.value()),
        OLGA,
        expiresAt);
  }

  private static Map<String, String> as(UUID actor) {
    return Map.of("actor", actor.toString(), "actorRole", "user");
  }
}

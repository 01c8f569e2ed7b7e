package dev.lethe.command.tenant;

import dev.lethe.command.api.AllowedTo.Who;
import dev.lethe.command.tenant.TenantCommand.AddTenantMember;
import dev.lethe.command.tenant.TenantCommand.ChangeTenantMemberRoles;
import dev.lethe.command.tenant.TenantCommand.CreateTenant;
import dev.lethe.command.tenant.TenantCommand.DeleteTenant;
import dev.lethe.command.tenant.TenantCommand.RemoveTenantMember;
import dev.lethe.command.tenant.TenantCommand.RenameTenant;
import dev.lethe.command.tenant.TenantCommand.RestoreTenant;
import dev.lethe.command.tenant.TenantCommand.RestoreTenantMember;
import dev.lethe.command.tenant.TenantMemberships.Standing;
import dev.lethe.command.testing.Fixtures;
import dev.lethe.command.testing.TestAccounts;
import dev.lethe.shared.problem.Refusal;
import dev.lethe.shared.tenant.TenantEvent.TenantCreated;
import dev.lethe.shared.tenant.TenantEvent.TenantDeleted;
import dev.lethe.shared.tenant.TenantEvent.TenantMemberAdded;
import dev.lethe.shared.tenant.TenantEvent.TenantMemberRemoved;
import dev.lethe.shared.tenant.TenantEvent.TenantMemberRestored;
import dev.lethe.shared.tenant.TenantEvent.TenantMemberRolesChanged;
import dev.lethe.shared.tenant.TenantEvent.TenantRenamed;
import dev.lethe.shared.tenant.TenantEvent.TenantRestored;
import dev.lethe.shared.value.Ids;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TenantTest {

  private static final UUID ACME = Ids.named("acme");
  private static final UUID OLGA = Ids.named("olga"); // the owner
  private static final UUID ADAM = Ids.named("adam"); // an admin
  private static final UUID MIA = Ids.named("mia"); // a member
  private static final UUID NOBODY = Ids.named("nobody");

  private AggregateTestFixture<Tenant> tenant;

  @BeforeEach
  void fixture() {
    tenant = Fixtures.of(Tenant.class);
    tenant.registerInjectableResource(
        new TestAccounts(Map.of(OLGA, "o@e.example", ADAM, "a@e.example", MIA, "m@e.example")));
  }

  @Test
  void whoMakesItOwnsIt() {
    tenant
        .givenNoPriorActivity()
        .when(new CreateTenant(ACME, "Acme"), as(OLGA))
        .expectEvents(
            new TenantCreated(ACME, "Acme"), new TenantMemberAdded(ACME, OLGA, List.of("owner")));
  }

  @Test
  void isRenamedOnce() {
    owned()
        .when(new RenameTenant(ACME, "Apex"))
        .expectEvents(new TenantRenamed(ACME, "Acme", "Apex"));
    owned().when(new RenameTenant(ACME, "Acme")).expectNoEvents();
  }

  @Test
  void addsAUserWithRolesInOneOrder() {
    owned()
        .when(new AddTenantMember(ACME, MIA, List.of("member", "billing", "member")), as(OLGA))
        .expectEvents(new TenantMemberAdded(ACME, MIA, List.of("billing", "member")));
  }

  @Test
  void addsNobodyTwiceAndNobodyUnknown() {
    staffed()
        .when(new AddTenantMember(ACME, MIA, List.of("member")), as(OLGA))
        .expectException(Refusal.class)
        .expectExceptionMessage(
            "the user is a member already: change the roles with ChangeTenantMemberRoles");
    owned()
        .when(new AddTenantMember(ACME, NOBODY, List.of("member")), as(OLGA))
        .expectException(Refusal.class)
        .expectNoEvents();
  }

  @Test
  void anAdminMakesNoOwner() {
    staffed()
        .when(new ChangeTenantMemberRoles(ACME, ADAM, List.of("admin", "owner")), as(ADAM))
        .expectException(Refusal.class)
        .expectExceptionMessage("this takes an owner of the tenant")
        .expectNoEvents();
    staffed()
        .when(new RemoveTenantMember(ACME, OLGA), as(ADAM))
        .expectException(Refusal.class)
        .expectNoEvents();
  }

  @Test
  void theLastOwnerNeitherLeavesNorStepsDown() {
    String message =
        "this is the last owner: make somebody else an owner first, or delete the tenant";

    staffed()
        .when(new RemoveTenantMember(ACME, OLGA), as(OLGA))
        .expectException(Refusal.class)
        .expectExceptionMessage(message)
        .expectNoEvents();
    staffed()
        .when(new ChangeTenantMemberRoles(ACME, OLGA, List.of("member")), as(OLGA))
        .expectException(Refusal.class)
        .expectExceptionMessage(message)
        .expectNoEvents();
  }

  @Test
  void anOwnerOfTwoLeaves() {
    staffed()
        .andGiven(
            new TenantMemberRolesChanged(ACME, ADAM, List.of("admin"), List.of("admin", "owner")))
        .when(new RemoveTenantMember(ACME, OLGA), as(OLGA))
        .expectEvents(new TenantMemberRemoved(ACME, OLGA, List.of("owner")));
  }

  @Test
  void aRemovedMemberReturnsWithTheRolesBefore() {
    staffed()
        .andGiven(new TenantMemberRemoved(ACME, MIA, List.of("member")))
        .when(new RestoreTenantMember(ACME, MIA), as(ADAM))
        .expectEvents(new TenantMemberRestored(ACME, MIA, List.of("member")));
  }

  @Test
  void aDeletedTenantChangesNothingAndReturnsWhole() {
    staffed()
        .andGiven(new TenantDeleted(ACME))
        .when(new RenameTenant(ACME, "Apex"))
        .expectException(Refusal.class)
        .expectNoEvents();
    staffed()
        .andGiven(new TenantDeleted(ACME))
        .when(new RestoreTenant(ACME))
        .expectEvents(new TenantRestored(ACME));
    staffed().andGiven(new TenantDeleted(ACME)).when(new DeleteTenant(ACME)).expectNoEvents();
  }

  @Test
  void saysWhatSomebodyIsInIt() {
    staffed()
        .when(new Standing(ACME, OLGA))
        .expectResultMessagePayload(Optional.of(Set.of(Who.OWNER, Who.MANAGER)));
    staffed()
        .when(new Standing(ACME, ADAM))
        .expectResultMessagePayload(Optional.of(Set.of(Who.MANAGER)));
    staffed().when(new Standing(ACME, MIA)).expectResultMessagePayload(Optional.of(Set.of()));
    staffed().when(new Standing(ACME, NOBODY)).expectResultMessagePayload(Optional.empty());
    staffed()
        .andGiven(new TenantDeleted(ACME))
        .when(new Standing(ACME, ADAM))
        .expectResultMessagePayload(Optional.empty());
  }

  private TestExecutor<Tenant> owned() {
    return tenant.given(
        new TenantCreated(ACME, "Acme"), new TenantMemberAdded(ACME, OLGA, List.of("owner")));
  }

  private TestExecutor<Tenant> staffed() {
    return owned()
        .andGiven(
            new TenantMemberAdded(ACME, ADAM, List.of("admin")),
            new TenantMemberAdded(ACME, MIA, List.of("member")));
  }

  private static Map<String, String> as(UUID actor) {
    return Map.of("actor", actor.toString(), "actorRole", "user");
  }
}

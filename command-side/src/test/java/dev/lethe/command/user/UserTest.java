package dev.lethe.command.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.command.api.Secret;
import dev.lethe.command.testing.Fixtures;
import dev.lethe.command.user.UserCommand.ChangeSubscriptionTier;
import dev.lethe.command.user.UserCommand.ChangeUserEmail;
import dev.lethe.command.user.UserCommand.DeleteUser;
import dev.lethe.command.user.UserCommand.LinkGoogleAccount;
import dev.lethe.command.user.UserCommand.MakeUserAdministrator;
import dev.lethe.command.user.UserCommand.RegisterUser;
import dev.lethe.command.user.UserCommand.RestoreUser;
import dev.lethe.command.user.UserCommand.RevokeUserAdministrator;
import dev.lethe.command.user.UserCommand.SetUserPassword;
import dev.lethe.command.user.UserCommand.VerifyUserEmail;
import dev.lethe.command.user.UserQuestion.HasPassword;
import dev.lethe.shared.problem.Refusal;
import dev.lethe.shared.user.Profile;
import dev.lethe.shared.user.SubscriptionTier;
import dev.lethe.shared.user.UserEvent.GoogleAccountLinked;
import dev.lethe.shared.user.UserEvent.GoogleAccountUnlinked;
import dev.lethe.shared.user.UserEvent.PasswordRemoved;
import dev.lethe.shared.user.UserEvent.PasswordSet;
import dev.lethe.shared.user.UserEvent.SubscriptionTierChanged;
import dev.lethe.shared.user.UserEvent.UserAdministratorRevoked;
import dev.lethe.shared.user.UserEvent.UserDeactivated;
import dev.lethe.shared.user.UserEvent.UserDeleted;
import dev.lethe.shared.user.UserEvent.UserEmailChanged;
import dev.lethe.shared.user.UserEvent.UserEmailVerified;
import dev.lethe.shared.user.UserEvent.UserMadeAdministrator;
import dev.lethe.shared.user.UserEvent.UserProfileChanged;
import dev.lethe.shared.user.UserEvent.UserRegistered;
import dev.lethe.shared.user.UserEvent.UserRestored;
import dev.lethe.shared.value.Ids;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

class UserTest {

  private static final UUID ADA = Ids.named("ada");
  private static final PasswordEncoder ENCODER = new BCryptPasswordEncoder(4);
  private static final String HASH = ENCODER.encode("correct horse battery");

  private AggregateTestFixture<User> user;

  @BeforeEach
  void fixture() {
    user = Fixtures.of(User.class);
    user.registerInjectableResource(ENCODER);
    user.registerInjectableResource(Clock.systemUTC());
  }

  @Test
  void isRegistered() {
    user.givenNoPriorActivity()
        .when(new RegisterUser(ADA, "ada@example.com", SubscriptionTier.FREE))
        .expectEvents(registered());
  }

  @Test
  void changesTheEmailAddress() {
    user.given(registered())
        .when(new ChangeUserEmail(ADA, "ada@example.org"))
        .expectEvents(new UserEmailChanged(ADA, "ada@example.com", "ada@example.org"));
  }

  @Test
  void theSameAddressOrTierChangesNothing() {
    user.given(registered()).when(new ChangeUserEmail(ADA, "ada@example.com")).expectNoEvents();
    user.given(registered())
        .when(new ChangeSubscriptionTier(ADA, SubscriptionTier.FREE))
        .expectNoEvents();
  }

  @Test
  void changesTheSubscription() {
    user.given(registered())
        .when(new ChangeSubscriptionTier(ADA, SubscriptionTier.PRO))
        .expectEvents(
            new SubscriptionTierChanged(ADA, SubscriptionTier.FREE, SubscriptionTier.PRO));
  }

  @Test
  void aPasswordIsKeptAsItsHashOnly() {
    user.given(registered())
        .when(new SetUserPassword(ADA, new Secret("correct horse battery")))
        .expectSuccessfulHandlerExecution()
        .expectState(
            state -> assertThat(state).hasFieldOrProperty("passwordHash").asString().isNotEmpty());
    user.given(registered(), new PasswordSet(ADA, HASH))
        .when(new SetUserPassword(ADA, new Secret("correct horse battery")))
        .expectNoEvents();
  }

  @Test
  void hasThePasswordThatWasSet() {
    user.given(registered(), new PasswordSet(ADA, HASH))
        .when(new HasPassword(ADA, new Secret("correct horse battery")))
        .expectResultMessagePayload(true)
        .expectNoEvents();
    user.given(registered(), new PasswordSet(ADA, HASH))
        .when(new HasPassword(ADA, new Secret("wrong horse battery")))
        .expectResultMessagePayload(false);
    user.given(registered())
        .when(new HasPassword(ADA, new Secret("")))
        .expectResultMessagePayload(false);
    user.given(registered(), new PasswordSet(ADA, HASH), new PasswordRemoved(ADA))
        .when(new HasPassword(ADA, new Secret("correct horse battery")))
        .expectResultMessagePayload(false);
  }

  @Test
  void aClosedAccountHasNoPassword() {
    user.given(registered(), new PasswordSet(ADA, HASH), new UserDeactivated(ADA))
        .when(new HasPassword(ADA, new Secret("correct horse battery")))
        .expectResultMessagePayload(false);
    user.given(registered(), new PasswordSet(ADA, HASH), new UserDeleted(ADA))
        .when(new HasPassword(ADA, new Secret("correct horse battery")))
        .expectResultMessagePayload(false);
    user.given(
            registered(), new PasswordSet(ADA, HASH), new UserDeleted(ADA), new UserRestored(ADA))
        .when(new HasPassword(ADA, new Secret("correct horse battery")))
        .expectResultMessagePayload(true);
  }

  @Test
  void comesWithAProfileAndAGoogleAccount() {
    Profile profile = new Profile("Ada", null, "Lovelace", null, "developer");

    user.givenNoPriorActivity()
        .when(
            new RegisterUser(
                ADA,
                "ada@example.com",
                SubscriptionTier.FREE,
                "Ada",
                null,
                "Lovelace",
                null,
                "developer",
                "1132"))
        .expectEvents(
            registered(),
            new UserProfileChanged(ADA, Profile.EMPTY, profile),
            new GoogleAccountLinked(ADA, "1132"));
  }

  @Test
  void anotherGoogleAccountFreesTheFirst() {
    user.given(registered(), new GoogleAccountLinked(ADA, "1"))
        .when(new LinkGoogleAccount(ADA, "2"))
        .expectEvents(new GoogleAccountUnlinked(ADA, "1"), new GoogleAccountLinked(ADA, "2"));
  }

  @Test
  void aNewEmailAddressIsNotVerified() {
    user.given(
            registered(),
            new UserEmailVerified(ADA, "ada@example.com"),
            new UserEmailChanged(ADA, "ada@example.com", "ada@example.org"))
        .when(new VerifyUserEmail(ADA, "ada@example.org"))
        .expectEvents(new UserEmailVerified(ADA, "ada@example.org"));
    user.given(registered())
        .when(new VerifyUserEmail(ADA, "other@example.org"))
        .expectException(Refusal.class)
        .expectExceptionMessage(
            "that is not the user's email address any more: verify the new one");
  }

  @Test
  void aDeletedUserChangesNothingUntilRestored() {
    user.given(registered(), new UserDeleted(ADA))
        .when(new ChangeUserEmail(ADA, "ada@example.org"))
        .expectException(Refusal.class)
        .expectExceptionMessage("the user is deleted: bring it back with RestoreUser first")
        .expectNoEvents();
    user.given(registered(), new UserDeleted(ADA))
        .when(new RestoreUser(ADA))
        .expectEvents(new UserRestored(ADA));
  }

  @Test
  void anAdministratorIsNotDeletedNorUnmakesThemselves() {
    user.given(registered(), new UserMadeAdministrator(ADA))
        .when(new DeleteUser(ADA))
        .expectException(Refusal.class)
        .expectNoEvents();
    user.given(registered(), new UserMadeAdministrator(ADA))
        .when(new RevokeUserAdministrator(ADA), Map.of("actor", ADA.toString()))
        .expectException(Refusal.class)
        .expectExceptionMessage("this is for another administrator to do")
        .expectNoEvents();
    user.given(registered(), new UserMadeAdministrator(ADA))
        .when(new RevokeUserAdministrator(ADA), Map.of("actor", Ids.named("grace").toString()))
        .expectEvents(new UserAdministratorRevoked(ADA));
  }

  @Test
  void isMadeAdministratorOnce() {
    user.given(registered())
        .when(new MakeUserAdministrator(ADA))
        .expectEvents(new UserMadeAdministrator(ADA));
    user.given(registered(), new UserMadeAdministrator(ADA))
        .when(new MakeUserAdministrator(ADA))
        .expectNoEvents();
  }

  @Test
  void aSecretIsNotPrinted() {
    assertThat(new SetUserPassword(ADA, new Secret("correct horse battery")).toString())
        .doesNotContain("horse");
  }

  private static UserRegistered registered() {
    return new UserRegistered(ADA, "ada@example.com", SubscriptionTier.FREE);
  }
}

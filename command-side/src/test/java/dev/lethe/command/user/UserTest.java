package dev.lethe.command.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.command.testing.Fixtures;
import dev.lethe.command.user.UserCommand.ChangeSubscriptionTier;
import dev.lethe.command.user.UserCommand.ChangeUserEmail;
import dev.lethe.command.user.UserCommand.MakeUserAdministrator;
import dev.lethe.command.user.UserCommand.RegisterUser;
import dev.lethe.command.user.UserCommand.SetUserPassword;
import dev.lethe.shared.access.Actor;
import dev.lethe.shared.access.Role;
import dev.lethe.shared.user.SubscriptionTier;
import dev.lethe.shared.user.UserEvent.PasswordSet;
import dev.lethe.shared.user.UserEvent.SubscriptionTierChanged;
import dev.lethe.shared.user.UserEvent.UserEmailChanged;
import dev.lethe.shared.user.UserEvent.UserMadeAdministrator;
import dev.lethe.shared.user.UserEvent.UserRegistered;
import dev.lethe.shared.value.Ids;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.messaging.Message;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.hamcrest.CustomTypeSafeMatcher;
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
  void logsInWithTheRightPasswordOnly() {
    user.given(registered(), new PasswordSet(ADA, HASH))
        .when(new LogIn(ADA, new Secret("correct horse battery")))
        .expectResultMessageMatching(result(Optional.of(new Actor(ADA, ADA, Role.USER))))
        .expectNoEvents();
    user.given(registered(), new PasswordSet(ADA, HASH))
        .when(new LogIn(ADA, new Secret("wrong horse battery")))
        .expectResultMessageMatching(result(Optional.empty()));
  }

  @Test
  void doesNotLogInWithoutAPassword() {
    user.given(registered())
        .when(new LogIn(ADA, new Secret("")))
        .expectResultMessageMatching(result(Optional.empty()));
  }

  @Test
  void anAdministratorLogsInAsOne() {
    user.given(registered(), new UserMadeAdministrator(ADA), new PasswordSet(ADA, HASH))
        .when(new LogIn(ADA, new Secret("correct horse battery")))
        .expectResultMessageMatching(result(Optional.of(new Actor(ADA, ADA, Role.ADMIN))));
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

  private static CustomTypeSafeMatcher<Message<?>> result(Object expected) {
    return new CustomTypeSafeMatcher<>("a result of " + expected) {
      @Override
      protected boolean matchesSafely(Message<?> message) {
        return expected.equals(message.getPayload())
            || expected.equals(Optional.ofNullable(message.getPayload()));
      }
    };
  }

  private static UserRegistered registered() {
    return new UserRegistered(ADA, "ada@example.com", SubscriptionTier.FREE);
  }
}

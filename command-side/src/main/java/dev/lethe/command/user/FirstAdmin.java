package dev.lethe.command.user;

import dev.lethe.command.api.Secret;
import dev.lethe.command.api.SystemCommands;
import dev.lethe.command.user.UserCommand.MakeUserAdministrator;
import dev.lethe.command.user.UserCommand.RegisterUser;
import dev.lethe.command.user.UserCommand.SetUserPassword;
import dev.lethe.shared.store.Answer;
import dev.lethe.shared.store.EventReader;
import dev.lethe.shared.user.SubscriptionTier;
import dev.lethe.shared.value.Ids;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/** Makes the first administrator of an installation, and shows the login once. */
@Component
public class FirstAdmin implements ApplicationRunner {

  /** The id of the first administrator, the same in every installation. */
  public static final UUID ID = Ids.named("first administrator");

  private final SystemCommands commands;
  private final EventReader reader;
  private final String email;
  private final @Nullable String givenPassword;

  FirstAdmin(
      SystemCommands commands,
      EventReader reader,
      @Value("${LETHE_ADMIN_EMAIL:admin@lethe.local}") String email,
      @Value("${LETHE_ADMIN_PASSWORD:#{null}}") @Nullable String password) {
    this.commands = commands;
    this.reader = reader;
    this.email = email;
    this.givenPassword = password;
  }

  /**
   * Goes on where an earlier start was cut off: each step is one event of the administrator's
   * stream.
   */
  @Override
  public void run(ApplicationArguments args) {
    long done = reader.lastOf(ID).map(Answer::sequenceNumber).orElse(-1L);
    if (done < 0) {
      commands.send(new RegisterUser(ID, email, SubscriptionTier.TEAM));
    }
    if (done < 1) {
      commands.send(new MakeUserAdministrator(ID));
    }
    if (done < 2) {
      String password = givenPassword == null ? newPassword() : givenPassword;
      commands.send(new SetUserPassword(ID, new Secret(password)));
      System.out.printf(
          "First login: %s, password %s%n",
          email,
          givenPassword == null
              ? password + " (shown only now: write it down)"
              : "as given in LETHE_ADMIN_PASSWORD");
    }
  }

  private static String newPassword() {
    byte[] bytes = new byte[10];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}

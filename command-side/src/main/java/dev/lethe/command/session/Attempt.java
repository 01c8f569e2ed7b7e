package dev.lethe.command.session;

import dev.lethe.command.api.Step;
import dev.lethe.shared.session.LogInEvent;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What {@link LogIn} tells and asks about attempts to log in. */
sealed interface Attempt extends Step<Void> {

  /** The account's or address's attempts. */
  UUID attemptsId();

  @Override
  default UUID target() {
    return attemptsId();
  }

  /** Whether another attempt is looked at now; refused where it is not. */
  record Admit(UUID attemptsId) implements Attempt {}

  /** An attempt has failed. */
  record Fail(
      UUID attemptsId, LogInEvent.Kind kind, @Nullable UUID userId, @Nullable String address)
      implements Attempt {}

  /** An attempt has succeeded. */
  record Succeed(UUID attemptsId) implements Attempt {}
}

package dev.lethe.command.session;

import dev.lethe.command.api.AllowedTo;
import dev.lethe.command.api.AllowedTo.Who;
import dev.lethe.command.api.Command;
import dev.lethe.command.api.CommandExample;
import dev.lethe.shared.session.SessionEvent;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/** What can be asked of a person's sessions. */
public sealed interface SessionCommand extends Command.AboutUser {

  @Override
  default UUID target() {
    return SessionEvent.sessionsOf(userId());
  }

  @AllowedTo({Who.ADMIN, Who.SELF})
  @CommandExample(
      does = "Ends a session at once: log-out, or the end of one that somebody else may have",
      json =
          """
          {"userId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d13", "sessionId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d14"}
          """)
  record RevokeSession(@NotNull UUID userId, @NotNull UUID sessionId) implements SessionCommand {}

  @AllowedTo({Who.ADMIN, Who.SELF})
  @CommandExample(
      does = "Ends all sessions of a user but the one that asks",
      json =
          """
          {"userId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d13"}
          """)
  record RevokeOtherSessions(@NotNull UUID userId) implements SessionCommand {}
}

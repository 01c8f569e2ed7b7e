package dev.lethe.command.snapshot;

import dev.lethe.shared.problem.ProblemType;
import dev.lethe.shared.problem.Refusal;
import dev.lethe.shared.store.EventReader;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Says whether a user is registered. */
@Component
class KnownUsers {

  private final EventReader reader;

  KnownUsers(EventReader reader) {
    this.reader = reader;
  }

  /**
   * Does nothing for a registered user.
   *
   * @throws Refusal for anybody else
   */
  void require(UUID userId) {
    if (reader.lastOf(userId).isEmpty()) {
      throw new Refusal(
          ProblemType.NOT_FOUND,
          "there is no user %s: register one with RegisterUser first".formatted(userId));
    }
  }
}

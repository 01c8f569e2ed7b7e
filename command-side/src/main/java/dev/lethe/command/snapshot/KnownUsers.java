package dev.lethe.command.snapshot;

import dev.lethe.command.api.Accounts;
import dev.lethe.command.api.Accounts.Account;
import dev.lethe.shared.problem.ProblemType;
import dev.lethe.shared.problem.Refusal;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Says whether a user has an account in use. */
@Component
class KnownUsers {

  private final Accounts accounts;

  KnownUsers(Accounts accounts) {
    this.accounts = accounts;
  }

  /**
   * Does nothing for a user with an account in use.
   *
   * @throws Refusal for anybody else
   */
  void require(UUID userId) {
    if (accounts.find(userId).filter(Account::usable).isEmpty()) {
      throw new Refusal(
          ProblemType.NOT_FOUND,
          "there is no user %s with an account in use: see RegisterUser".formatted(userId));
    }
  }
}

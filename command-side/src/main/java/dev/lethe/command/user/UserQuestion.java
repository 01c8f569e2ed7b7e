package dev.lethe.command.user;

import dev.lethe.command.api.Accounts.Account;
import dev.lethe.command.api.Question;
import dev.lethe.command.api.Secret;
import java.util.UUID;

/** What other features want to know of a user. */
sealed interface UserQuestion<A> extends Question<A> {

  /** The user. */
  UUID userId();

  @Override
  default UUID target() {
    return userId();
  }

  /** Whether the account can be used, and this is its password. */
  record HasPassword(UUID userId, Secret password) implements UserQuestion<Boolean> {}

  /** The account as others may know it. */
  record AccountOf(UUID userId) implements UserQuestion<Account> {}
}

package dev.lethe.command.testing;

import dev.lethe.command.api.Accounts;
import dev.lethe.command.api.Secret;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Accounts that are there, by id, with their email addresses; all can be used. */
public record TestAccounts(Map<UUID, String> emails) implements Accounts {

  @Override
  public Optional<Account> find(UUID userId) {
    return Optional.ofNullable(emails.get(userId))
        .map(email -> new Account(userId, email, true, false));
  }

  @Override
  public Optional<UUID> withEmail(String email) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close(UUID userId) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean hasPassword(Optional<UUID> userId, Secret password) {
    throw new UnsupportedOperationException();
  }
}

package dev.lethe.command.api;

import java.util.Optional;
import java.util.UUID;

/** Knows the users' accounts, for the features that are not about them. */
public interface Accounts {

  /**
   * An account as others may know it.
   *
   * @param usable neither deleted nor deactivated
   */
  record Account(UUID userId, String email, boolean usable) {}

  /** The account of this id. */
  Optional<Account> find(UUID userId);

  /** The account with this email address, in whatever spelling. */
  Optional<UUID> withEmail(String email);

  /** Whether the account can be used and has this password. Takes as long for no account. */
  boolean hasPassword(Optional<UUID> userId, Secret password);
}

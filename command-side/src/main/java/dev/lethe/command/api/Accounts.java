package dev.lethe.command.api;

import java.util.Optional;
import java.util.UUID;

/** Knows the users' accounts, for the features that are not about them. */
public interface Accounts {

  /**
   * An account as others may know it.
   *
   * @param usable neither deleted nor deactivated
   * @param administrator of the installation
   */
  record Account(UUID userId, String email, boolean usable, boolean administrator) {}

  /** The account of this id. */
  Optional<Account> find(UUID userId);

  /** The account with this email address, in whatever spelling. */
  Optional<UUID> withEmail(String email);

  /** Closes the account of a person who is being erased, for good. */
  void close(UUID userId);

  /** Whether the account can be used and has this password. Takes as long for no account. */
  boolean hasPassword(Optional<UUID> userId, Secret password);
}

package dev.lethe.command.user;

import dev.lethe.command.api.Command;
import java.util.UUID;

/**
 * Asks whether a password is the user's. Not in the catalogue: {@link SessionController} is its
 * only door.
 */
record LogIn(UUID userId, Secret password) implements Command {
  @Override
  public UUID target() {
    return userId;
  }
}

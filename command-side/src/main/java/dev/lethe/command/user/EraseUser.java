package dev.lethe.command.user;

import dev.lethe.command.api.Step;
import java.util.UUID;

/** Closes an account for good, as a part of an erasure. */
record EraseUser(UUID userId) implements Step<Void> {
  @Override
  public UUID target() {
    return userId;
  }
}

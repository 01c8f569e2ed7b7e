package dev.lethe.command.request;

import dev.lethe.command.api.Step;
import java.util.UUID;

/** The copy is there, the query side says. */
record GiveAccess(UUID requestId, String manifest) implements Step<Void> {
  @Override
  public UUID target() {
    return requestId;
  }
}

package dev.lethe.command.erasure;

import dev.lethe.command.api.Question;
import dev.lethe.command.api.Step;
import java.util.List;
import java.util.UUID;

/** What {@link ErasureRunner}, and it alone, asks of a request. */
final class ErasureStep {

  private ErasureStep() {}

  /** How far a request is. */
  enum State {
    OPEN,
    STARTED,
    DONE,
    REFUSED
  }

  /** Of whom, how far, and which contacts were found at the start. */
  record Progress(UUID userId, State state, List<UUID> contacts) {}

  /** How far it is. */
  record ProgressOf(UUID requestId) implements Question<Progress> {
    @Override
    public UUID target() {
      return requestId;
    }
  }

  /** It begins, and these are the contacts. */
  record Start(UUID requestId, List<UUID> contacts) implements Step<Void> {
    @Override
    public UUID target() {
      return requestId;
    }
  }

  /** The keys are destroyed. */
  record Finish(UUID requestId, int keys) implements Step<Void> {
    @Override
    public UUID target() {
      return requestId;
    }
  }
}

package dev.lethe.command.api;

import java.util.List;
import java.util.UUID;

/**
 * Something asked of one aggregate, a record named in the imperative and marked with who may ask
 * ({@link AllowedTo}).
 */
public interface Command {

  /** The aggregate that decides on it. */
  UUID target();

  /**
   * Other aggregates that must be there first; in bulk, earlier lines for them are finished before
   * this one starts.
   */
  default List<UUID> dependsOn() {
    return List.of();
  }

  /** The person whose own data it changes, for commands that one may give about oneself. */
  interface AboutUser extends Command {
    /** That person's id. */
    UUID userId();
  }
}

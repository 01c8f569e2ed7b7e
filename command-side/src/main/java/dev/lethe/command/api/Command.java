package dev.lethe.command.api;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something asked of one aggregate, a record named in the imperative and marked with who may ask
 * ({@link AllowedTo}).
 */
public interface Command extends Addressed {

  /**
   * Other aggregates that must be there first; in bulk, earlier lines for them are finished before
   * this one starts.
   */
  default List<UUID> dependsOn() {
    return List.of();
  }

  /** The tenant whose data it changes; null where that is the actor's. */
  default @Nullable UUID tenant() {
    return null;
  }

  /** The person whose own data it changes, for commands that one may give about oneself. */
  interface AboutUser extends Command {
    /** That person's id. */
    UUID userId();

    /**
     * Whether others may give it while the processing of the person's data is restricted, as it is
     * about their rights.
     */
    default boolean isAboutRights() {
      return false;
    }

    @Override
    default UUID tenant() {
      return userId();
    }
  }

  /** A command on an organisation, for those that its members may give by their roles in it. */
  interface InOrganisation extends Command {
    /** The tenant's or team's id. */
    UUID organisation();

    @Override
    default UUID target() {
      return organisation();
    }

    @Override
    default UUID tenant() {
      return organisation();
    }
  }
}

package dev.lethe.command.api;

import dev.lethe.command.api.AllowedTo.Who;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Knows who belongs to the organisations of one feature. */
public interface Memberships {

  /** The commands whose organisations these are. */
  Class<? extends Command.InOrganisation> commands();

  /**
   * What a user is in an organisation, as it is stored now: {@link Who#OWNER}, {@link Who#MANAGER}
   * or, for a member without either, nothing; empty for whom does not belong to it.
   */
  Optional<Set<Who>> of(UUID organisation, UUID userId);
}

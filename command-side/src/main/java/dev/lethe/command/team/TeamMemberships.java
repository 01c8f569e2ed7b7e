package dev.lethe.command.team;

import dev.lethe.command.api.Aggregates;
import dev.lethe.command.api.AllowedTo.Who;
import dev.lethe.command.api.Command;
import dev.lethe.command.api.Memberships;
import dev.lethe.command.api.Question;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Asks teams who belongs to them. */
@Component
class TeamMemberships implements Memberships {

  private final Aggregates aggregates;

  TeamMemberships(Aggregates aggregates) {
    this.aggregates = aggregates;
  }

  /** What a user is in a team. */
  record Standing(UUID teamId, UUID userId) implements Question<Optional<Set<Who>>> {
    @Override
    public UUID target() {
      return teamId;
    }
  }

  @Override
  public Class<? extends Command.InOrganisation> commands() {
    return TeamCommand.class;
  }

  @Override
  public Optional<Set<Who>> of(UUID organisation, UUID userId) {
    return aggregates.ask(new Standing(organisation, userId)).flatMap(standing -> standing);
  }
}

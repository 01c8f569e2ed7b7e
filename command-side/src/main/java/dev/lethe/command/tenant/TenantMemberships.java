package dev.lethe.command.tenant;

import dev.lethe.command.api.Aggregates;
import dev.lethe.command.api.AllowedTo.Who;
import dev.lethe.command.api.Command;
import dev.lethe.command.api.Memberships;
import dev.lethe.command.api.Question;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Asks tenants who belongs to them. */
@Component
class TenantMemberships implements Memberships {

  private final Aggregates aggregates;

  TenantMemberships(Aggregates aggregates) {
    this.aggregates = aggregates;
  }

  /** What a user is in a tenant. */
  record Standing(UUID tenantId, UUID userId) implements Question<Optional<Set<Who>>> {
    @Override
    public UUID target() {
      return tenantId;
    }
  }

  @Override
  public Class<? extends Command.InOrganisation> commands() {
    return TenantCommand.class;
  }

  @Override
  public Optional<Set<Who>> of(UUID organisation, UUID userId) {
    return aggregates.ask(new Standing(organisation, userId)).flatMap(standing -> standing);
  }
}

package dev.lethe.command.consent;

import dev.lethe.command.api.Restrictions;
import dev.lethe.shared.consent.ProcessingEvent;
import dev.lethe.shared.store.PostgresEventStorageEngine;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Asks the claims, as it is asked for every command on somebody else's data. */
@Component
class StoredRestrictions implements Restrictions {

  private final PostgresEventStorageEngine engine;

  StoredRestrictions(PostgresEventStorageEngine engine) {
    this.engine = engine;
  }

  @Override
  public boolean standOn(UUID userId) {
    return engine.holderOf(ProcessingEvent.RESTRICTED, userId.toString()).isPresent();
  }
}

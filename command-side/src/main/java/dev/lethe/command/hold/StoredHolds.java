package dev.lethe.command.hold;

import dev.lethe.command.api.Aggregates;
import dev.lethe.command.api.Holds;
import dev.lethe.command.api.Question;
import dev.lethe.shared.hold.HoldEvent;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Asks the holds on a person. */
@Component
class StoredHolds implements Holds {

  private final Aggregates aggregates;

  StoredHolds(Aggregates aggregates) {
    this.aggregates = aggregates;
  }

  /** Whether one stands now. */
  record Stands(UUID userId) implements Question<Boolean> {
    @Override
    public UUID target() {
      return HoldEvent.holdsOn(userId);
    }
  }

  @Override
  public boolean standOn(UUID userId) {
    return aggregates.ask(new Stands(userId)).orElse(false);
  }
}

package dev.lethe.command.testing;

import dev.lethe.command.api.Addressed;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.axonframework.test.aggregate.AggregateTestFixture;

/** Axon's fixtures, knowing our commands. */
public final class Fixtures {

  private Fixtures() {}

  /** A fixture that finds an aggregate as the program does. */
  public static <T> AggregateTestFixture<T> of(Class<T> aggregate) {
    var fixture = new AggregateTestFixture<>(aggregate);
    fixture.registerCommandTargetResolver(
        message ->
            new VersionedAggregateIdentifier(
                (Object) ((Addressed) message.getPayload()).target().toString(), null));
    return fixture;
  }
}

package dev.lethe.command.api;

import dev.lethe.shared.access.Actor;
import dev.lethe.shared.problem.Refusal;
import java.util.Map;
import java.util.Optional;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/** Speaks to aggregates as they are stored now, whichever process changed them last. */
public final class Aggregates {

  private static final int MOST_ATTEMPTS = 20;

  private final CommandGateway gateway;
  private final AggregateCache cache;

  Aggregates(CommandGateway gateway, AggregateCache cache) {
    this.gateway = gateway;
    this.cache = cache;
  }

  /** The aggregate's answer; empty where there is no such aggregate. */
  public <A> Optional<A> ask(Question<A> question) {
    return send(question, Map.of());
  }

  /**
   * Takes a step, again and again while others come in between.
   *
   * @param actor who is behind it, null where nobody knows
   * @return what the aggregate's handler returned; empty where there is no such aggregate
   * @throws Refusal if the aggregate says no
   */
  public <A> Optional<A> tell(Step<A> step, @Nullable Actor actor) {
    Map<String, String> metadata =
        CommandMetadata.of(
            actor,
            actor == null ? null : actor.tenant(),
            step.getClass().getSimpleName(),
            Trace.inside());
    for (int attempt = 1; ; attempt++) {
      try {
        return send(step, metadata);
      } catch (ConcurrencyException e) {
        if (attempt == MOST_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private <A> Optional<A> send(Addressed message, Map<String, String> metadata) {
    cache.remove(message.target().toString());
    try {
      A answer = gateway.sendAndWait(new GenericCommandMessage<>(message).withMetaData(metadata));
      return Optional.ofNullable(answer);
    } catch (AggregateNotFoundException e) {
      return Optional.empty();
    }
  }
}

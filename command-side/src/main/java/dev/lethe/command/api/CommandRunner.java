package dev.lethe.command.api;

import dev.lethe.shared.access.Actor;
import dev.lethe.shared.audit.AuditEvent.CommandRefused;
import dev.lethe.shared.http.Problems;
import dev.lethe.shared.problem.ProblemType;
import dev.lethe.shared.problem.Refusal;
import dev.lethe.shared.store.Answer;
import dev.lethe.shared.store.AppendScope;
import dev.lethe.shared.store.EventReader;
import dev.lethe.shared.store.IdempotencyKey;
import dev.lethe.shared.store.PostgresEventStorageEngine;
import dev.lethe.shared.store.StaleSequenceNumber;
import dev.lethe.shared.value.Ids;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a command: who may, was it done before, is it based on what is there, then the aggregate
 * decides.
 */
public final class CommandRunner {

  private static final Logger log = LoggerFactory.getLogger(CommandRunner.class);

  private final CommandGateway gateway;
  private final AggregateCache cache;
  private final PostgresEventStorageEngine engine;
  private final EventReader reader;
  private final Authorisation authorisation;
  private final Clock clock;

  CommandRunner(
      CommandGateway gateway,
      AggregateCache cache,
      PostgresEventStorageEngine engine,
      EventReader reader,
      Authorisation authorisation,
      Clock clock) {
    this.gateway = gateway;
    this.cache = cache;
    this.engine = engine;
    this.reader = reader;
    this.authorisation = authorisation;
    this.clock = clock;
  }

  /**
   * Runs the command, or returns the first answer where its idempotency key has one.
   *
   * @throws Refusal if the actor may not, or the domain says no
   * @throws StaleSequenceNumber if the aggregate is not where the caller expects it
   * @throws ConcurrencyException if other processes keep changing the aggregate
   */
  public CommandAnswer run(CommandCall call) {
    try {
      return runOnce(call);
    } catch (RuntimeException e) {
      note(call, e);
      throw e;
    }
  }

  /** Who tried what in vain is on record, unless the store itself is away. */
  private void note(CommandCall call, RuntimeException e) {
    ProblemType type = Problems.typeOf(e);
    if (type == ProblemType.UNAVAILABLE || call.actor().equals(Actor.SYSTEM)) {
      return;
    }
    UUID target = call.command().target();
    try {
      engine.record(
          Ids.next(),
          new CommandRefused(call.actor().userId(), call.type().name(), target, type.shortName()),
          CommandMetadata.of(call.actor(), call.actor().tenant(), call.type().name(), call.trace()),
          clock.instant());
    } catch (RuntimeException failed) {
      log.warn("a refused {} is not on record: {}", call.type().name(), failed.toString());
    }
  }

  private CommandAnswer runOnce(CommandCall call) {
    authorisation.require(call);
    IdempotencyKey key = call.idempotencyKey();
    if (key != null) {
      Optional<Answer> first = firstAnswer(key);
      if (first.isPresent()) {
        return CommandAnswer.of(first.get(), null);
      }
    }
    try {
      requireExpected(call);
      return CommandAnswer.of(decide(call), call.type().secretOf(call.command()));
    } catch (RuntimeException e) {
      // the first of two racing retries may have won, and be the very reason for the refusal
      return CommandAnswer.of(firstAnswer(key).orElseThrow(() -> refusal(call, e)), null);
    }
  }

  private RuntimeException refusal(CommandCall call, RuntimeException e) {
    if (!(e instanceof ConcurrencyException)) {
      return e;
    }
    if (call.expectedSequenceNumber().isPresent()) {
      return new StaleSequenceNumber(
          call.command().target(),
          call.expectedSequenceNumber().getAsLong(),
          currentSequenceNumber(call));
    }
    return concurrentChange(call);
  }

  /**
   * Decides by the aggregate as it is remembered; where that leads to nothing stored, it may be
   * because another process has moved it on, and it is read and decided upon once more.
   */
  private Answer decide(CommandCall call) {
    String target = call.command().target().toString();
    boolean remembered = cache.containsKey(target);
    try {
      Answer answer = dispatch(call);
      if (answer != null) {
        return answer;
      }
      if (!remembered) {
        return unchanged(call);
      }
    } catch (ConcurrencyException e) {
      if (!remembered && call.expectedSequenceNumber().isPresent()) {
        throw e;
      }
    } catch (Refusal | StaleSequenceNumber | AggregateNotFoundException e) {
      if (!remembered) {
        throw e;
      }
    }
    cache.remove(target);
    Answer answer = dispatch(call);
    return answer != null ? answer : unchanged(call);
  }

  /** What was appended, or null where the command changed nothing. */
  private @Nullable Answer dispatch(CommandCall call) {
    var scope = new AppendScope(call.idempotencyKey(), call.expectedSequenceNumber());
    try {
      scope.<Object>call(
          () -> {
            Object result =
                gateway.sendAndWait(
                    new GenericCommandMessage<>(call.command()).withMetaData(metadata(call)));
            return result == null ? Void.TYPE : result;
          });
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return scope.answer();
  }

  /** The answer is where the aggregate stands. */
  private Answer unchanged(CommandCall call) {
    Answer answer =
        reader
            .lastOf(call.command().target())
            .orElseThrow(() -> new IllegalStateException("a command without an aggregate"));
    if (call.idempotencyKey() != null) {
      engine.keepAnswer(call.idempotencyKey(), answer);
    }
    return answer;
  }

  private Optional<Answer> firstAnswer(@Nullable IdempotencyKey key) {
    if (key == null) {
      return Optional.empty();
    }
    return engine
        .answerTo(key)
        .map(
            kept -> {
              if (!kept.fingerprint().equals(key.fingerprint())) {
                throw new Refusal(
                    ProblemType.KEY_REUSED,
                    "this Idempotency-Key was used for another command: take a new key");
              }
              return kept.answer();
            });
  }

  private void requireExpected(CommandCall call) {
    if (call.expectedSequenceNumber().isPresent()) {
      long expected = call.expectedSequenceNumber().getAsLong();
      long current = currentSequenceNumber(call);
      if (expected != current) {
        throw new StaleSequenceNumber(call.command().target(), expected, current);
      }
    }
  }

  private Refusal concurrentChange(CommandCall call) {
    long current = currentSequenceNumber(call);
    UUID target = call.command().target();
    return call.type().generatedIds().isEmpty()
        ? new Refusal(
            ProblemType.CONCURRENT_CHANGE,
            "another command on %s came first: send it again".formatted(target),
            Map.of("sequenceNumber", current))
        : new Refusal(
            ProblemType.ALREADY_EXISTS,
            "%s exists already: take another id, or leave it out".formatted(target),
            Map.of("sequenceNumber", current));
  }

  private long currentSequenceNumber(CommandCall call) {
    return reader.lastOf(call.command().target()).map(Answer::sequenceNumber).orElse(-1L);
  }

  private static Map<String, String> metadata(CommandCall call) {
    UUID tenant = call.command().tenant();
    return CommandMetadata.of(
        call.actor(),
        tenant == null ? call.actor().tenant() : tenant,
        call.type().name(),
        call.trace());
  }
}

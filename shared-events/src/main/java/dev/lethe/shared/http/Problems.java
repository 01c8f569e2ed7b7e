package dev.lethe.shared.http;

import dev.lethe.shared.problem.ProblemType;
import dev.lethe.shared.problem.Refusal;
import dev.lethe.shared.store.AppendRefused;
import dev.lethe.shared.store.EventStoreUnavailable;
import dev.lethe.shared.store.StaleSequenceNumber;
import dev.lethe.shared.vault.SubjectErased;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.transaction.CannotCreateTransactionException;

/** Turns whatever was thrown into a problem (RFC 9457) that says what to do and leaks nothing. */
public final class Problems {

  private static final Logger log = LoggerFactory.getLogger(Problems.class);

  private Problems() {}

  /**
   * The problem for what was thrown; anything unforeseen is logged here and answered without its
   * text.
   */
  public static ProblemDetail of(Throwable thrown) {
    return switch (thrown) {
      case Refusal e -> of(e.type(), String.valueOf(e.getMessage()), e.properties());
      case StaleSequenceNumber e ->
          of(
              ProblemType.STALE_SEQUENCE_NUMBER,
              e.current() < 0
                  ? "it does not exist yet: leave If-Match out to create it"
                  : "read it again and send the command with If-Match: \"%d\""
                      .formatted(e.current()),
              Map.of("sequenceNumber", e.current()));
      case AppendRefused.ValueTaken e ->
          of(
              ProblemType.TAKEN,
              "another one has this %s: choose a different one"
                  .formatted(e.scope().substring(e.scope().indexOf('.') + 1)),
              Map.of("field", e.scope().substring(e.scope().indexOf('.') + 1)));
      case ConcurrencyException _ ->
          of(
              ProblemType.CONCURRENT_CHANGE,
              "another command on the same thing came first: send it again",
              Map.of());
      case AggregateNotFoundException e ->
          of(
              ProblemType.NOT_FOUND,
              "nothing has the id %s: create it first, or check the id"
                  .formatted(e.getAggregateIdentifier()),
              Map.of());
      case SubjectErased e ->
          of(ProblemType.REFUSED, e.getMessage() + ": nothing more is kept of them", Map.of());
      case EventStoreUnavailable e ->
          of(ProblemType.UNAVAILABLE, String.valueOf(e.getMessage()), Map.of());
      case DataAccessResourceFailureException _, CannotCreateTransactionException _ -> {
        log.warn("the database does not answer: {}", thrown.getMessage());
        yield of(ProblemType.UNAVAILABLE, "try again in a moment", Map.of());
      }
      default -> {
        log.error("unforeseen failure", thrown);
        yield of(ProblemType.INTERNAL, "it is in the server's log; nothing was changed", Map.of());
      }
    };
  }

  /** The type of the problem for what was thrown. */
  public static ProblemType typeOf(Throwable thrown) {
    return switch (thrown) {
      case Refusal e -> e.type();
      case StaleSequenceNumber _ -> ProblemType.STALE_SEQUENCE_NUMBER;
      case AppendRefused.ValueTaken _ -> ProblemType.TAKEN;
      case ConcurrencyException _ -> ProblemType.CONCURRENT_CHANGE;
      case AggregateNotFoundException _ -> ProblemType.NOT_FOUND;
      case SubjectErased _ -> ProblemType.REFUSED;
      case EventStoreUnavailable _,
          DataAccessResourceFailureException _,
          CannotCreateTransactionException _ ->
          ProblemType.UNAVAILABLE;
      default -> ProblemType.INTERNAL;
    };
  }

  /** A problem of this type. */
  public static ProblemDetail of(ProblemType type, String detail, Map<String, Object> properties) {
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(HttpStatusCode.valueOf(type.status()), detail);
    problem.setType(type.uri());
    problem.setTitle(type.title());
    properties.forEach(problem::setProperty);
    return problem;
  }

  /** The type that stands for a status which no type of ours was thrown for. */
  static ProblemType typeFor(int status) {
    return Stream.of(
            ProblemType.UNAUTHENTICATED,
            ProblemType.FORBIDDEN,
            ProblemType.NOT_FOUND,
            ProblemType.TOO_LARGE,
            ProblemType.TOO_MANY_REQUESTS,
            ProblemType.UNAVAILABLE)
        .filter(type -> type.status() == status)
        .findFirst()
        .orElse(status < 500 ? ProblemType.INVALID_REQUEST : ProblemType.INTERNAL);
  }
}

package dev.lethe.shared.problem;

import java.net.URI;
import java.util.Locale;

/** The kinds of problem, each with a type URI that stays the same (RFC 9457, section 3.1.1). */
public enum ProblemType {
  INVALID_JSON(400, "The body is not valid JSON"),
  INVALID_COMMAND(400, "The command does not fit its schema"),
  INVALID_REQUEST(400, "The request does not fit the description"),
  UNAUTHENTICATED(401, "Log in first"),
  FORBIDDEN(403, "Not for this actor"),
  UNKNOWN_COMMAND(404, "There is no such command"),
  NOT_FOUND(404, "There is no such thing"),
  TAKEN(409, "The value is taken"),
  ALREADY_EXISTS(409, "It exists already"),
  CONCURRENT_CHANGE(409, "Somebody else was first"),
  STALE_SEQUENCE_NUMBER(412, "It has changed since"),
  TOO_LARGE(413, "Too large"),
  REFUSED(422, "The command cannot be carried out"),
  KEY_REUSED(422, "The idempotency key belongs to another command"),
  TOO_MANY_REQUESTS(429, "Too many requests"),
  INTERNAL(500, "Something is wrong on our side"),
  NOT_CAUGHT_UP(503, "The read tables are not there yet"),
  UNAVAILABLE(503, "The database does not answer");

  private final int status;
  private final String title;

  ProblemType(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /** The HTTP status it is answered with. */
  public int status() {
    return status;
  }

  /** The same for every problem of this type. */
  public String title() {
    return title;
  }

  /** {@code urn:lethe:problem:} and the name in kebab case. */
  public URI uri() {
    return URI.create("urn:lethe:problem:" + shortName());
  }

  /** The name in kebab case, with which the URI ends. */
  public String shortName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

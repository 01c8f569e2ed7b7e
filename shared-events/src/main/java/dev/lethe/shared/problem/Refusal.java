package dev.lethe.shared.problem;

import java.util.Map;

/**
 * Something was asked that is not done, for a reason the caller can act on. Nothing was changed.
 */
public final class Refusal extends RuntimeException {

  /** A member of the problem: after how many seconds another attempt makes sense. */
  public static final String RETRY_AFTER = "retryAfter";

  private final ProblemType type;
  private final Map<String, Object> properties;

  /** The detail says what is wrong and what would be right, and holds no secret. */
  public Refusal(ProblemType type, String detail) {
    this(type, detail, Map.of());
  }

  /** With members of the problem beyond the standard ones. */
  public Refusal(ProblemType type, String detail, Map<String, Object> properties) {
    // expected and frequent: the stack says nothing that the detail does not
    super(detail, null, false, false);
    this.type = type;
    this.properties = Map.copyOf(properties);
  }

  /** What kind of problem it is. */
  public ProblemType type() {
    return type;
  }

  /** Further members for the answer. */
  public Map<String, Object> properties() {
    return properties;
  }
}

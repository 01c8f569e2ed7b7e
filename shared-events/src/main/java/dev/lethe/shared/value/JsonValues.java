package dev.lethe.shared.value;

import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Compares JSON values as JSON does: {@code 1} and {@code 1.0} are the same number. */
public final class JsonValues {

  private JsonValues() {}

  /**
   * Whether the two are the same JSON value; null stands for no value and is the same only as null.
   */
  public static boolean same(@Nullable JsonNode one, @Nullable JsonNode other) {
    if (one == null || other == null) {
      return one == null && other == null;
    }
    return one.equals(JsonValues::compare, other);
  }

  /** Whether one of the values is the same as this one. */
  public static boolean contains(Collection<JsonNode> values, JsonNode value) {
    return values.stream().anyMatch(candidate -> same(candidate, value));
  }

  /** No value where the JSON says null, as clients do who mean that there is none. */
  public static @Nullable JsonNode orNone(@Nullable JsonNode value) {
    return value == null || value.isNull() ? null : value;
  }

  private static int compare(JsonNode one, JsonNode other) {
    if (one.isNumber() && other.isNumber()) {
      return one.decimalValue().compareTo(other.decimalValue());
    }
    return Objects.equals(one, other) ? 0 : 1;
  }
}

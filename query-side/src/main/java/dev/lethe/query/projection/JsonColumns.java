package dev.lethe.query.projection;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Puts values into {@code jsonb} columns and takes them out again. */
public final class JsonColumns {

  /** What is null is left out, so that a value which is JSON's null stays apart from none. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  private JsonColumns() {}

  /** As text, for a parameter that is cast to jsonb. */
  public static @Nullable String write(@Nullable Object value) {
    return value == null ? null : JSON.writeValueAsString(value);
  }

  /** From the column's text. */
  public static @Nullable JsonNode read(@Nullable String column) {
    return column == null ? null : JSON.readTree(column);
  }

  /** From the column's text, as the given type. */
  public static <T> T read(String column, Class<T> type) {
    return JSON.readValue(column, type);
  }
}

package dev.lethe.query.projection;

import java.lang.reflect.RecordComponent;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import tools.jackson.databind.JsonNode;

/**
 * Makes records of rows: the component {@code userId} is the column {@code user_id}, an {@link
 * Instant} a timestamptz, a {@link JsonNode} a jsonb and a list of strings a text[], an enum a text
 * in lower case. A component that is a record itself stands for the columns of its own components.
 *
 * @param <R> the record
 */
public final class RecordMapper<R extends Record> implements RowMapper<R> {

  private final Class<R> type;

  /** Makes records of this type. */
  public RecordMapper(Class<R> type) {
    this.type = type;
  }

  /** The column that a component is made of. */
  static String column(RecordComponent component) {
    return component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  @Override
  public R mapRow(ResultSet row, int number) throws SQLException {
    return type.cast(record(row, type));
  }

  private static Object record(ResultSet row, Class<?> type) throws SQLException {
    RecordComponent[] components = type.getRecordComponents();
    @Nullable Object[] values = new @Nullable Object[components.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(row, components[i]);
    }
    try {
      var constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("rows are accessible records", e);
    }
  }

  private static @Nullable Object value(ResultSet row, RecordComponent component)
      throws SQLException {
    String name = column(component);
    Class<?> type = component.getType();
    if (type.isRecord()) {
      return record(row, type);
    }
    if (type == JsonNode.class) {
      return JsonColumns.read(row.getString(name));
    }
    if (type == Instant.class) {
      OffsetDateTime time = row.getObject(name, OffsetDateTime.class);
      return time == null ? null : time.toInstant();
    }
    if (type == List.class) {
      Array array = row.getArray(name);
      return array == null ? null : Arrays.asList((Object[]) array.getArray());
    }
    if (type.isEnum()) {
      String text = row.getString(name);
      return text == null ? null : constant(type, text);
    }
    return row.getObject(name);
  }

  private static Object constant(Class<?> type, String text) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> ((Enum<?>) constant).name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(type + " has no constant " + text));
  }
}

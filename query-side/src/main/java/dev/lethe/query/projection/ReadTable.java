package dev.lethe.query.projection;

import java.lang.reflect.RecordComponent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/**
 * Finds and writes the rows of one read table, in bulk. A row is a record whose components are the
 * table's columns, in any order: {@code userId} is {@code user_id}, an {@link Instant} a
 * timestamptz and a {@link JsonNode} a jsonb.
 *
 * @param <R> a row
 */
public final class ReadTable<R extends Record> {

  private final JdbcTemplate jdbc;
  private final Class<R> type;
  private final String name;
  private final List<Column> key;
  private final List<Column> columns;

  private record Column(RecordComponent component, String name) {
    static Column of(RecordComponent component) {
      return new Column(
          component, component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT));
    }

    boolean isJson() {
      return component.getType() == JsonNode.class;
    }

    String placeholder() {
      return isJson() ? "?::jsonb" : "?";
    }

    @Nullable Object parameter(Record row) {
      try {
        return sqlValue(component.getAccessor().invoke(row));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("the rows of read tables are accessible records", e);
      }
    }

    @Nullable Object value(ResultSet row) throws SQLException {
      if (isJson()) {
        return JsonColumns.read(row.getString(name));
      }
      if (component.getType() == Instant.class) {
        OffsetDateTime time = row.getObject(name, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
      }
      return row.getObject(name);
    }
  }

  /**
   * The table of this name, in the schema of the read tables.
   *
   * @param keyColumns its primary key
   */
  ReadTable(JdbcTemplate jdbc, Class<R> type, String name, List<String> keyColumns) {
    this.jdbc = jdbc;
    this.type = type;
    this.name = "read." + name;
    this.columns = Arrays.stream(type.getRecordComponents()).map(Column::of).toList();
    this.key =
        keyColumns.stream()
            .map(
                column ->
                    columns.stream().filter(c -> c.name().equals(column)).findFirst().orElseThrow())
            .toList();
    columns.forEach(column -> column.component().getAccessor().setAccessible(true));
  }

  String name() {
    return name;
  }

  /**
   * The row with this primary key: one value, or a list of them where the key has several columns.
   */
  Optional<R> find(Object keyValue) {
    return jdbc
        .query(
            "select * from %s where %s".formatted(name, whereKey()),
            (row, n) -> row(row),
            keyValues(keyValue))
        .stream()
        .findFirst();
  }

  /** Writes rows whole, whether they are new or not. */
  void write(Collection<R> rows) {
    String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
    String values = columns.stream().map(Column::placeholder).collect(Collectors.joining(", "));
    String keyNames = key.stream().map(Column::name).collect(Collectors.joining(", "));
    String updates =
        columns.stream()
            .filter(column -> !key.contains(column))
            .map(column -> "%1$s = excluded.%1$s".formatted(column.name()))
            .collect(Collectors.joining(", "));
    jdbc.batchUpdate(
        "insert into %s (%s) values (%s) on conflict (%s) do update set %s"
            .formatted(name, names, values, keyNames, updates),
        rows.stream()
            .map(row -> columns.stream().map(column -> column.parameter(row)).toArray())
            .toList());
  }

  /** Deletes rows, whether they are there or not. */
  void delete(Collection<?> keyValues) {
    jdbc.batchUpdate(
        "delete from %s where %s".formatted(name, whereKey()),
        keyValues.stream().map(ReadTable::keyValues).toList());
  }

  private String whereKey() {
    return key.stream().map(column -> column.name() + " = ?").collect(Collectors.joining(" and "));
  }

  private static Object[] keyValues(Object key) {
    return key instanceof List<?> several ? several.toArray() : new Object[] {key};
  }

  private static @Nullable Object sqlValue(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Instant instant -> instant.atOffset(ZoneOffset.UTC);
      case JsonNode json -> JsonColumns.write(json);
      case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT);
      default -> value;
    };
  }

  private R row(ResultSet row) throws SQLException {
    @Nullable Object[] values = new @Nullable Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = columns.get(i).value(row);
    }
    try {
      var constructor =
          type.getDeclaredConstructor(
              columns.stream().map(c -> c.component().getType()).toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the rows of read tables are accessible records", e);
    }
  }
}

package dev.lethe.query.projection;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/**
 * Finds and writes the rows of one read table, in bulk. A row is a record whose components are the
 * table's columns, in any order, as {@link RecordMapper} reads them.
 *
 * @param <R> a row
 */
public final class ReadTable<R extends Record> {

  private final JdbcTemplate jdbc;
  private final RecordMapper<R> mapper;
  private final String name;
  private final List<Column> key;
  private final List<Column> columns;

  /**
   * A column.
   *
   * @param path components that lead to its value, each a component of the one before
   */
  private record Column(List<RecordComponent> path) {

    static Stream<Column> of(List<RecordComponent> parents, RecordComponent component) {
      component.getAccessor().setAccessible(true);
      List<RecordComponent> path = Stream.concat(parents.stream(), Stream.of(component)).toList();
      return component.getType().isRecord()
          ? Arrays.stream(component.getType().getRecordComponents())
              .flatMap(inner -> of(path, inner))
          : Stream.of(new Column(path));
    }

    String name() {
      return RecordMapper.column(path.getLast());
    }

    String placeholder() {
      return path.getLast().getType() == JsonNode.class ? "?::jsonb" : "?";
    }

    @Nullable Object parameter(Record row) {
      return sqlValue(value(row));
    }

    @Nullable Object value(Record row) {
      try {
        Object value = row;
        for (RecordComponent component : path) {
          value = component.getAccessor().invoke(value);
        }
        return value;
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("the rows of read tables are accessible records", e);
      }
    }
  }

  /**
   * The table of this name, in the schema of the read tables.
   *
   * @param keyColumns its primary key
   */
  ReadTable(JdbcTemplate jdbc, Class<R> type, String name, List<String> keyColumns) {
    this.jdbc = jdbc;
    this.mapper = new RecordMapper<>(type);
    this.name = "read." + name;
    this.columns =
        Arrays.stream(type.getRecordComponents())
            .flatMap(component -> Column.of(List.of(), component))
            .toList();
    this.key =
        keyColumns.stream()
            .map(
                column ->
                    columns.stream().filter(c -> c.name().equals(column)).findFirst().orElseThrow())
            .toList();
  }

  String name() {
    return name;
  }

  /**
   * The row with this primary key: one value, or a list of them where the key has several columns.
   */
  Optional<R> find(Object keyValue) {
    return jdbc
        .query("select * from %s where %s".formatted(name, whereKey()), mapper, keyValues(keyValue))
        .stream()
        .findFirst();
  }

  /** The keys of the rows with this value in a column, as {@link #find} takes them. */
  List<Object> keysWhere(String column, Object value) {
    String names = key.stream().map(Column::name).collect(Collectors.joining(", "));
    return jdbc.query(
        "select %s from %s where %s = ?".formatted(names, name, column),
        (row, n) -> {
          if (key.size() == 1) {
            return row.getObject(1);
          }
          List<Object> values = new ArrayList<>();
          for (int i = 1; i <= key.size(); i++) {
            values.add(row.getObject(i));
          }
          return values;
        },
        value);
  }

  /** Whether the row has this value in the column. */
  boolean has(R row, String column, Object value) {
    return columns.stream()
        .anyMatch(c -> c.name().equals(column) && value.equals(c.parameter(row)));
  }

  /** The row's values by column, in the order of the record. */
  Map<String, @Nullable Object> values(R row) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    columns.forEach(column -> values.put(column.name(), column.value(row)));
    return values;
  }

  void update(String assignments, String condition, Object... parameters) {
    jdbc.update(
        "update %s set %s where %s".formatted(name, assignments, condition),
        Arrays.stream(parameters)
            .map(value -> value instanceof List<?> ids ? ids.toArray(UUID[]::new) : value)
            .toArray());
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
      case List<?> texts -> texts.toArray(String[]::new);
      case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT);
      default -> value;
    };
  }
}

package dev.lethe.query.projection;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The rows of one table that a batch of events changes: each is changed in memory by one event
 * after another, and written once when the batch commits, in the transaction that also writes the
 * token.
 *
 * @param <R> a row, immutable
 */
public final class RowBatch<R extends Record> {

  private final ReadTable<R> table;
  private final boolean inMemory;

  /** By primary key; empty for a row that is to be deleted. */
  private final Map<Object, Optional<R>> rows = new LinkedHashMap<>();

  /**
   * Rows of this table.
   *
   * @param inMemory whether the table itself is neither read nor written, as in a {@link Replay}
   */
  RowBatch(ReadTable<R> table, boolean inMemory) {
    this.table = table;
    this.inMemory = inMemory;
  }

  ReadTable<R> table() {
    return table;
  }

  /** The rows that are there, for a {@link Replay}. */
  List<R> all() {
    return rows.values().stream().flatMap(Optional::stream).toList();
  }

  /** Puts a new row, or replaces one whole. */
  public void put(Object key, R row) {
    rows.put(key, Optional.of(row));
  }

  /**
   * Changes a row that is there.
   *
   * @throws IllegalStateException if there is none, which means that events are missing; not in
   *     memory, where they are missing on purpose
   */
  public void change(Object key, UnaryOperator<R> change) {
    if (inMemory) {
      changeIfThere(key, change);
      return;
    }
    put(
        key,
        change.apply(
            find(key)
                .orElseThrow(
                    () ->
                        new IllegalStateException(
                            "%s has no row %s".formatted(table.name(), key)))));
  }

  /** The row of this primary key, as this batch has changed it. */
  public Optional<R> find(Object key) {
    Optional<R> row = rows.get(key);
    if (row != null) {
      return row;
    }
    return inMemory ? Optional.empty() : table.find(key);
  }

  /**
   * Changes every row that has this value in a column, whether it was written before or by this
   * batch. For what happens seldom: it writes the batch so far.
   */
  public void changeWhere(String column, Object value, UnaryOperator<R> change) {
    keysWhere(column, value).forEach(key -> change(key, change));
  }

  private List<Object> keysWhere(String column, Object value) {
    if (inMemory) {
      return rows.entrySet().stream()
          .filter(row -> row.getValue().filter(r -> table.has(r, column, value)).isPresent())
          .map(Map.Entry::getKey)
          .toList();
    }
    flush();
    rows.clear();
    return table.keysWhere(column, value);
  }

  /**
   * Updates the rows that meet a condition, in one statement; writes the batch so far. For tables
   * with many rows of one person; does nothing in memory.
   *
   * @param assignments SQL after {@code set}
   * @param condition SQL after {@code where}
   * @param parameters of the condition; ids as a list
   */
  public void update(String assignments, String condition, Object... parameters) {
    if (!inMemory) {
      flush();
      rows.clear();
      table.update(assignments, condition, parameters);
    }
  }

  /** Changes a row if it is there: an erasure may have removed it. */
  public void changeIfThere(Object key, UnaryOperator<R> change) {
    find(key).ifPresent(row -> put(key, change.apply(row)));
  }

  /** Removes every row that has this value in a column; writes the batch so far. */
  public void removeWhere(String column, Object value) {
    keysWhere(column, value).forEach(this::remove);
  }

  /** Removes those of them that the condition chooses. */
  public void removeWhere(String column, Object value, Predicate<R> condition) {
    for (Object key : keysWhere(column, value)) {
      if (find(key).filter(condition).isPresent()) {
        remove(key);
      }
    }
  }

  /** Removes a row. */
  public void remove(Object key) {
    rows.put(key, Optional.empty());
  }

  void flush() {
    List<Object> deleted =
        rows.entrySet().stream()
            .filter(row -> row.getValue().isEmpty())
            .map(Map.Entry::getKey)
            .toList();
    if (!deleted.isEmpty()) {
      table.delete(deleted);
    }
    List<R> written = rows.values().stream().flatMap(Optional::stream).toList();
    if (!written.isEmpty()) {
      table.write(written);
    }
  }
}

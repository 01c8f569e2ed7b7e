package dev.lethe.query.projection;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** By primary key; empty for a row that is to be deleted. */
  private final Map<Object, Optional<R>> rows = new LinkedHashMap<>();

  RowBatch(ReadTable<R> table) {
    this.table = table;
  }

  /** Puts a new row, or replaces one whole. */
  public void put(Object key, R row) {
    rows.put(key, Optional.of(row));
  }

  /**
   * Changes a row that is there.
   *
   * @throws IllegalStateException if there is none, which means that events are missing
   */
  public void change(Object key, UnaryOperator<R> change) {
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
    return row == null ? table.find(key) : row;
  }

  /**
   * Changes every row that has this value in a column, whether it was written before or by this
   * batch. For what happens seldom: it writes the batch so far.
   */
  public void changeWhere(String column, Object value, UnaryOperator<R> change) {
    flush();
    rows.clear();
    for (Object key : table.keysWhere(column, value)) {
      change(key, change);
    }
  }

  /** Changes a row if it is there: an erasure may have removed it. */
  public void changeIfThere(Object key, UnaryOperator<R> change) {
    find(key).ifPresent(row -> put(key, change.apply(row)));
  }

  /** Removes every row that has this value in a column; writes the batch so far. */
  public void removeWhere(String column, Object value) {
    flush();
    rows.clear();
    table.keysWhere(column, value).forEach(this::remove);
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

package dev.lethe.query.projection;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.Map;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Gives projectors the tables they write. */
@Component
public final class ReadTables {

  /** Where a {@link Replay} gathers what would have been written. */
  static final String REPLAYED = "rows of a replay";

  private final JdbcTemplate jdbc;

  ReadTables(@Qualifier("projectorPool") HikariDataSource projectorPool) {
    this.jdbc = new JdbcTemplate(projectorPool);
  }

  /** The table of this name, whose rows are these records. */
  public <R extends Record> ReadTable<R> table(Class<R> row, String name, String... keyColumns) {
    return new ReadTable<>(jdbc, row, name, List.of(keyColumns));
  }

  /** The rows of the table that the batch of events being handled now has changed so far. */
  public static <R extends Record> RowBatch<R> rows(ReadTable<R> table) {
    UnitOfWork<?> events = CurrentUnitOfWork.get();
    return events.getOrComputeResource(
        RowBatch.class.getName() + " of " + table.name(),
        name -> {
          Map<String, RowBatch<?>> replayed = events.getResource(REPLAYED);
          var batch = new RowBatch<>(table, replayed != null);
          if (replayed == null) {
            events.onPrepareCommit(ending -> batch.flush());
          } else {
            replayed.put(table.name(), batch);
          }
          return batch;
        });
  }
}

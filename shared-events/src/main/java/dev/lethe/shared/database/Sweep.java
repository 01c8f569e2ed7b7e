package dev.lethe.shared.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rewrites the tables that personal data and keys are deleted from. PostgreSQL leaves the bytes of
 * deleted rows in its files, and a plain {@code VACUUM} does not overwrite them.
 */
public final class Sweep {

  private static final Logger log = LoggerFactory.getLogger(Sweep.class);
  private static final String ONE_AT_A_TIME = "select pg_try_advisory_lock(7310584)";
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private final Database database;

  /** A sweep of this database, as its owner. */
  public Sweep(Database database) {
    this.database = database;
  }

  /** How many bytes the tables and their indexes have. */
  public long bytes() throws SQLException {
    try (Connection connection = database.ownerDataSource().getConnection();
        Statement statement = connection.createStatement()) {
      long bytes = 0;
      for (String table : tables(statement)) {
        try (ResultSet size =
            statement.executeQuery("select pg_total_relation_size('%s')".formatted(table))) {
          size.next();
          bytes += size.getLong(1);
        }
      }
      return bytes;
    }
  }

  /**
   * Rewrites the tables, one after another; queries of a table wait meanwhile. Then lets go of the
   * write-ahead log of before, if the owner may.
   *
   * @return how many tables were rewritten; 0 where another process is at it, or a table is in use
   *     for longer than queries should wait
   */
  public int run() throws SQLException {
    try (Connection connection = database.ownerDataSource().getConnection();
        Statement statement = connection.createStatement()) {
      if (!isFirst(statement)) {
        return 0;
      }
      List<String> tables = tables(statement);
      statement.execute("set lock_timeout = '2s'");
      for (String table : tables) {
        try {
          statement.execute("vacuum (full, analyze) " + table);
        } catch (SQLException e) {
          if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
            log.info("{} is in use and not rewritten yet", table);
            return 0;
          }
          throw e;
        }
      }
      leaveWriteAheadLog(statement);
      return tables.size();
    }
  }

  private static boolean isFirst(Statement statement) throws SQLException {
    try (ResultSet lock = statement.executeQuery(ONE_AT_A_TIME)) {
      lock.next();
      return lock.getBoolean(1);
    }
  }

  private static List<String> tables(Statement statement) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (ResultSet rows =
        statement.executeQuery(
            """
            select format('%I.%I', schemaname, tablename)
            from pg_tables
            where schemaname in ('read', 'vault')
               or (schemaname = 'events' and tablename in ('claim', 'snapshot', 'read_note', 'access_note'))
            order by 1
            """)) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    return tables;
  }

  /** The segments of before are removed once a checkpoint has made them unneeded. */
  private static void leaveWriteAheadLog(Statement statement) {
    try {
      statement.execute("select pg_switch_wal()");
      statement.execute("checkpoint");
    } catch (SQLException e) {
      log.info(
          "the write-ahead log is a superuser's: run select pg_switch_wal() and checkpoint as one");
    }
  }
}

package dev.lethe.standalone;

import dev.lethe.shared.database.DatabaseUrl;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Takes from the disk what PostgreSQL no longer shows. */
@Command(
    name = "sweep",
    description =
        "Rewrites the read tables and keys of a running Lethe, so that rows of erased people leave"
            + " PostgreSQL's files. Queries wait for each table in turn.",
    mixinStandardHelpOptions = true)
class SweepCommand implements Callable<Integer> {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "${env:LETHE_DATA:-data}",
      description = "Folder of the running Lethe (LETHE_DATA; default: ${DEFAULT-VALUE}).")
  Path data = Path.of("data");

  @Override
  public Integer call() throws SQLException {
    DatabaseUrl owner = DbUrlCommand.owner(new DataFolder(data));
    try (Connection connection =
            DriverManager.getConnection(owner.jdbc(), owner.user(), owner.password());
        Statement statement = connection.createStatement()) {
      List<String> tables = tables(statement);
      for (String table : tables) {
        statement.execute("vacuum (full, analyze) " + table);
      }
      System.out.printf("%d tables are rewritten%n", tables.size());
      try {
        // the write-ahead log of before goes with the files that nothing needs any more
        statement.execute("select pg_switch_wal()");
        statement.execute("checkpoint");
      } catch (SQLException e) {
        System.out.println(
            "The write-ahead log is a superuser's: run select pg_switch_wal() and checkpoint as"
                + " one");
      }
    }
    return 0;
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
}

package dev.lethe.standalone;

import dev.lethe.shared.database.Database;
import dev.lethe.shared.database.Sweep;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Takes from the disk what PostgreSQL no longer shows. */
@Command(
    name = "sweep",
    description =
        "Rewrites the read tables and keys of a running Lethe, so that rows of erased people leave"
            + " PostgreSQL's files, as Lethe does by itself after erasures. Queries wait for each"
            + " table in turn.",
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
    int tables = new Sweep(new Database(DbUrlCommand.owner(new DataFolder(data)))).run();
    if (tables == 0) {
      System.out.println("not now: a sweep is under way, or a table is in use for long");
      return 1;
    }
    System.out.printf("%d tables are rewritten%n", tables);
    return 0;
  }
}

package dev.lethe.standalone;

import dev.lethe.shared.database.Database;
import dev.lethe.shared.database.DatabaseUrl;
import dev.lethe.standalone.backup.Backup;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a backup of a running Lethe. */
@Command(
    name = "backup",
    description =
        "Writes the events and, in a file of its own, the keys of data subjects of a running Lethe"
            + " into a folder. The key folder and the erasure ledger are yours to copy.",
    mixinStandardHelpOptions = true)
class BackupCommand implements Callable<Integer> {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "${env:LETHE_DATA:-data}",
      description = "Folder of the running Lethe (LETHE_DATA; default: ${DEFAULT-VALUE}).")
  Path data = Path.of("data");

  @Parameters(paramLabel = "FOLDER", description = "A new or empty folder for the backup.")
  Path folder = Path.of(".");

  @Override
  public Integer call() throws SQLException {
    try {
      long events = backup(DbUrlCommand.owner(new DataFolder(data))).write(folder, Instant.now());
      System.out.printf("%d events are in %s%n", events, folder);
      return 0;
    } catch (IOException e) {
      throw new CannotStart("the backup cannot be written to %s: %s".formatted(folder, e));
    }
  }

  /** Backups of the database of this owner, and of the keys wherever they are. */
  static Backup backup(DatabaseUrl owner) {
    String vault = System.getenv("LETHE_VAULT_DB_URL");
    var database = new Database(owner);
    return new Backup(
        database,
        vault == null || vault.isEmpty() ? database : new Database(DatabaseUrl.parse(vault)));
  }
}

package dev.lethe.standalone;

import dev.lethe.shared.database.DatabaseUrl;
import dev.lethe.shared.vault.ErasureLedger;
import dev.lethe.standalone.backup.Backup;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings a backup back, but nobody who has been erased since. */
@Command(
    name = "restore",
    description =
        "Puts a backup into the database of a Lethe that is stopped. Whoever the erasure ledger"
            + " names stays erased. The next start makes the read tables anew.",
    mixinStandardHelpOptions = true)
class RestoreCommand implements Callable<Integer> {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "${env:LETHE_DATA:-data}",
      description = "Folder of the stopped Lethe (LETHE_DATA; default: ${DEFAULT-VALUE}).")
  Path data = Path.of("data");

  @Option(
      names = "--ledger",
      paramLabel = "FILE",
      description =
          "The newest copy of the erasure ledger there is (default: the one in the data folder, or"
              + " LETHE_ERASURE_LEDGER).")
  @Nullable Path ledger;

  @Option(
      names = "--without-ledger",
      description = "Nobody has ever been erased, so there is no ledger.")
  boolean withoutLedger;

  @Option(names = "--replace", description = "Drops the events and keys that there are.")
  boolean replace;

  @Parameters(paramLabel = "FOLDER", description = "The backup.")
  Path folder = Path.of(".");

  @Override
  public Integer call() throws SQLException {
    var dataFolder = new DataFolder(data);
    Path file = ledgerFile(dataFolder);
    if (!withoutLedger && !Files.exists(file)) {
      throw new CannotStart(
          "there is no erasure ledger %s: name its newest copy with --ledger, or say --without-ledger"
                  .formatted(file)
              + " if nobody has ever been erased");
    }
    FileLock lock = dataFolder.take();
    String external = System.getenv("LETHE_DB_URL");
    try {
      if (external != null && !external.isEmpty()) {
        restore(dataFolder, DatabaseUrl.parse(external), file);
      } else {
        try (EmbeddedDatabase embedded = EmbeddedDatabase.start(dataFolder)) {
          restore(dataFolder, embedded.owner(), file);
        }
      }
      lock.channel().close();
    } catch (IOException e) {
      throw new CannotStart("the backup cannot be read: " + e.getMessage());
    }
    return 0;
  }

  private Path ledgerFile(DataFolder dataFolder) {
    String elsewhere = System.getenv("LETHE_ERASURE_LEDGER");
    if (ledger != null) {
      return ledger;
    }
    return elsewhere == null || elsewhere.isEmpty()
        ? dataFolder.path().resolve("erasure-ledger.txt")
        : Path.of(elsewhere);
  }

  private void restore(DataFolder dataFolder, DatabaseUrl owner, Path file)
      throws SQLException, IOException {
    Backup backup = BackupCommand.backup(owner);
    if (backup.isInUse() && !replace) {
      throw new CannotStart("there are events in the database: say --replace to drop them");
    }
    int destroyed = backup.read(folder, new ErasureLedger(file));
    // what is signed from here on is another log than the one that went on after the backup
    if (dataFolder.keys().has("log.key")) {
      dataFolder.keys().putAside("log.key");
    }
    System.out.printf(
        "Restored. %d keys of people who were erased since were not brought back.%n", destroyed);
  }
}

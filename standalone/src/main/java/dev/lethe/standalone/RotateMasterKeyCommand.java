package dev.lethe.standalone;

import com.zaxxer.hikari.HikariDataSource;
import dev.lethe.shared.access.KeyFolder;
import dev.lethe.shared.database.Database;
import dev.lethe.shared.database.DatabaseRole;
import dev.lethe.shared.database.DatabaseUrl;
import dev.lethe.shared.vault.MasterKey;
import dev.lethe.shared.vault.SubjectKeys;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Replaces the master key, without touching an event. */
@Command(
    name = "rotate-master-key",
    description =
        "Adds a new master key to the key folder and wraps every person's keys anew, while Lethe"
            + " runs. Keys of a key management service are rotated there.",
    mixinStandardHelpOptions = true)
class RotateMasterKeyCommand implements Callable<Integer> {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "${env:LETHE_DATA:-data}",
      description = "Folder of the running Lethe (LETHE_DATA; default: ${DEFAULT-VALUE}).")
  Path data = Path.of("data");

  @Override
  public Integer call() {
    var folder = new DataFolder(data);
    String vault = System.getenv("LETHE_VAULT_DB_URL");
    var database =
        new Database(
            vault == null || vault.isEmpty()
                ? DbUrlCommand.owner(folder)
                : DatabaseUrl.parse(vault));
    KeyFolder keys = folder.keys();
    try (HikariDataSource pool = database.pool(DatabaseRole.VAULT, 2)) {
      MasterKey rotated = MasterKey.rotate(keys);
      try (var subjectKeys =
          new SubjectKeys(pool, database.unpooled(DatabaseRole.VAULT), () -> rotated)) {
        System.out.printf("Wrapped anew: %d keys%n", subjectKeys.rewrap());
      }
    }
    return 0;
  }
}

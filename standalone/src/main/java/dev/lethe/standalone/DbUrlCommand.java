package dev.lethe.standalone;

import dev.lethe.shared.database.DatabaseRole;
import dev.lethe.shared.database.DatabaseUrl;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints how to reach the database with psql or any other client. */
@Command(
    name = "db-url",
    description = "Prints the libpq URL of the running database, with its password.",
    mixinStandardHelpOptions = true)
class DbUrlCommand implements Callable<Integer> {

  /** As whom to connect. */
  enum As {
    reader,
    owner
  }

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "${env:LETHE_DATA:-data}",
      description = "Folder of the running Lethe (LETHE_DATA; default: ${DEFAULT-VALUE}).")
  Path data = Path.of("data");

  @Option(
      names = "--role",
      required = true,
      description = "reader: sees what row-level security shows; owner: owns everything.")
  As role = As.reader;

  @Override
  public Integer call() {
    DatabaseUrl owner = owner(new DataFolder(data));
    System.out.println((role == As.owner ? owner : DatabaseRole.READER.url(owner)).libpq());
    return 0;
  }

  /**
   * The owner's URL of the database in use.
   *
   * @throws CannotStart if none is named and none runs on the folder
   */
  static DatabaseUrl owner(DataFolder folder) {
    String external = System.getenv("LETHE_DB_URL");
    return external == null || external.isEmpty() ? embedded(folder) : DatabaseUrl.parse(external);
  }

  private static DatabaseUrl embedded(DataFolder folder) {
    return folder
        .running()
        .filter(running -> running.databasePort() != 0)
        .map(running -> EmbeddedDatabase.owner(folder.keys(), running.databasePort()))
        .orElseThrow(
            () ->
                new CannotStart(
                    "no embedded database runs on %s: start ./lethe, or name the folder with --data"
                        .formatted(folder.path())));
  }
}

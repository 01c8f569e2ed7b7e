package dev.lethe.standalone;

import dev.lethe.shared.access.KeyFolder;
import dev.lethe.shared.database.DatabaseUrl;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL 18 as a child process, on the data folder. Nobody gets in without a password, which is
 * made at random and kept with the keys; nothing but the program on this machine is listened to.
 */
final class EmbeddedDatabase implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);
  private static final String NAME = "lethe";
  private static final String OWNER = "lethe_owner";
  private static final Duration LONGEST_START = Duration.ofSeconds(60);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(20);

  private final EmbeddedPostgres postgres;
  private final DatabaseUrl owner;

  private EmbeddedDatabase(EmbeddedPostgres postgres, DatabaseUrl owner) {
    this.postgres = postgres;
    this.owner = owner;
  }

  /**
   * Starts it, after an unclean end too.
   *
   * @throws CannotStart if it does not start
   */
  static EmbeddedDatabase start(DataFolder folder) {
    endOrphan(folder.database());
    KeyFolder keys = folder.keys();
    String password = keys.secret("postgres.password");
    try {
      Path passwordFile = privateFile(password);
      EmbeddedPostgres postgres;
      try {
        postgres = builder(folder, password, passwordFile).start();
      } finally {
        Files.delete(passwordFile);
      }
      DatabaseUrl superuser =
          new DatabaseUrl("127.0.0.1", postgres.getPort(), "postgres", "postgres", password, "");
      createDatabase(superuser, owner(keys, postgres.getPort()));
      return new EmbeddedDatabase(postgres, owner(keys, postgres.getPort()));
    } catch (IOException | SQLException | IllegalStateException e) {
      throw new CannotStart(
          "the embedded PostgreSQL does not start, %s says why; or use another with LETHE_DB_URL"
              .formatted(folder.databaseLog()),
          e);
    }
  }

  private static EmbeddedPostgres.Builder builder(
      DataFolder folder, String password, Path passwordFile) {
    return EmbeddedPostgres.builder()
        .setDataDirectory(folder.database())
        .setCleanDataDirectory(false)
        .setRegisterShutdownHook(false)
        .setPGStartupWait(LONGEST_START)
        .setOutputRedirector(ProcessBuilder.Redirect.appendTo(folder.databaseLog().toFile()))
        .setErrorRedirector(ProcessBuilder.Redirect.appendTo(folder.databaseLog().toFile()))
        .setConnectConfig("password", password)
        // these two become options of initdb, whatever the method is called
        .setLocaleConfig("auth", "scram-sha-256")
        .setLocaleConfig("pwfile", passwordFile.toString())
        .setServerConfig("unix_socket_directories", "")
        // the library is made for tests and turns durability off
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("full_page_writes", "on")
        .setServerConfig("max_connections", "100")
        .setServerConfig("shared_buffers", "256MB")
        .setServerConfig("max_wal_size", "2GB");
  }

  private static Path privateFile(String content) throws IOException {
    Path file =
        Files.createTempFile(
            "lethe-",
            ".tmp",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(file, content + "\n");
  }

  private static void createDatabase(DatabaseUrl superuser, DatabaseUrl owner) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(superuser.jdbc(), superuser.user(), superuser.password());
        Statement statement = connection.createStatement()) {
      try (ResultSet known =
          statement.executeQuery("select from pg_database where datname = '%s'".formatted(NAME))) {
        if (known.next()) {
          return;
        }
      }
      statement.execute(
          "create role %s login createrole password '%s'".formatted(OWNER, owner.password()));
      statement.execute("create database %s owner %s".formatted(NAME, OWNER));
      statement.execute("revoke connect, temporary on database %s from public".formatted(NAME));
    }
  }

  /** The owner's URL of the database that runs on this port. */
  static DatabaseUrl owner(KeyFolder keys, int port) {
    return new DatabaseUrl(
        "127.0.0.1", port, NAME, OWNER, keys.secret("database-owner.password"), "");
  }

  /**
   * A database process that outlived a killed program would hold the folder for ever: it is asked
   * to stop.
   */
  private static void endOrphan(Path database) {
    orphan(database)
        .ifPresent(
            process -> {
              log.info("stopping the database process {} that an earlier run left", process.pid());
              try {
                // fast shutdown: rolls back what is open, writes a checkpoint
                new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
                process.onExit().get(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS);
              } catch (TimeoutException e) {
                // it recovers from its log at the next start
                process.destroyForcibly();
                process.onExit().join();
              } catch (IOException | ExecutionException e) {
                throw new CannotStart(
                    "the database process %d of an earlier run cannot be stopped: stop it by hand"
                        .formatted(process.pid()),
                    e);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  private static Optional<ProcessHandle> orphan(Path database) {
    try {
      List<String> lines = Files.readAllLines(database.resolve("postmaster.pid"));
      return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
          // the number may belong to something else by now
          .filter(
              process ->
                  process
                      .info()
                      .command()
                      .filter(name -> name.endsWith(File.separator + "postgres"))
                      .isPresent());
    } catch (IOException | NumberFormatException | NoSuchElementException e) {
      return Optional.empty();
    }
  }

  DatabaseUrl owner() {
    return owner;
  }

  int port() {
    return postgres.getPort();
  }

  @Override
  public void close() {
    try {
      postgres.close();
    } catch (IOException e) {
      log.warn("the database did not stop cleanly: {}", e.getMessage());
    }
  }
}

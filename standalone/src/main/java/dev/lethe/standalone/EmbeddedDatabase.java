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
  private static final String PASSWORD = "postgres.password";
  private static final int MOST_RESTARTS = 30;
  private static final Duration LONGEST_START = Duration.ofSeconds(60);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(20);

  private final DataFolder folder;
  private final DatabaseUrl owner;
  private EmbeddedPostgres postgres;
  private volatile boolean closed;

  private EmbeddedDatabase(DataFolder folder, EmbeddedPostgres postgres, DatabaseUrl owner) {
    this.folder = folder;
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
    try {
      EmbeddedPostgres postgres = launch(folder, 0);
      DatabaseUrl owner = owner(keys, postgres.getPort());
      DatabaseUrl superuser =
          new DatabaseUrl(
              owner.host(), owner.port(), "postgres", "postgres", keys.secret(PASSWORD), "");
      createDatabase(superuser, owner);
      var database = new EmbeddedDatabase(folder, postgres, owner);
      database.watch();
      return database;
    } catch (IOException | SQLException | IllegalStateException e) {
      throw new CannotStart(
          "the embedded PostgreSQL does not start, %s says why; or use another with LETHE_DB_URL"
              .formatted(folder.databaseLog()),
          e);
    }
  }

  /** Starts the server on a port, or on any free one where the port is 0. */
  private static EmbeddedPostgres launch(DataFolder folder, int port) throws IOException {
    String password = folder.keys().secret(PASSWORD);
    Path passwordFile = privateFile(password);
    try {
      EmbeddedPostgres.Builder builder = builder(folder, password, passwordFile);
      return (port == 0 ? builder : builder.setPort(port)).start();
    } finally {
      Files.delete(passwordFile);
    }
  }

  /** Starts the server again on its port should it die: the program finds it there and goes on. */
  private void watch() {
    server(folder.database())
        .ifPresent(
            process ->
                Thread.startVirtualThread(
                    () -> {
                      process.onExit().join();
                      restart();
                    }));
  }

  private synchronized void restart() {
    for (int attempt = 1; !closed && attempt <= MOST_RESTARTS; attempt++) {
      log.warn("the database process has ended, starting it again");
      try {
        // releases the library's lock on the folder; there is no process left to stop
        postgres.close();
        postgres = launch(folder, owner.port());
        watch();
        return;
      } catch (IOException | IllegalStateException e) {
        log.warn("the database does not start: {}", e.getMessage());
        pause();
      }
    }
    if (!closed) {
      log.error("the database stays down, {} says why", folder.databaseLog());
    }
  }

  /** Processes of the dead server may still be ending. */
  private static void pause() {
    try {
      Thread.sleep(Duration.ofSeconds(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
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
        // an error would quote the statement and the row, which hold personal data
        .setServerConfig("log_min_error_statement", "panic")
        .setServerConfig("log_error_verbosity", "terse")
        // a recycled segment would keep what it held; a new one begins with zeros
        .setServerConfig("wal_recycle", "off")
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
      if (!isThere(statement)) {
        statement.execute(
            "create role %s login createrole password '%s'".formatted(OWNER, owner.password()));
        statement.execute("create database %s owner %s".formatted(NAME, OWNER));
        statement.execute("revoke connect, temporary on database %s from public".formatted(NAME));
      }
    }
    DatabaseUrl inside = owner.as(superuser.user(), superuser.password());
    try (Connection connection =
            DriverManager.getConnection(inside.jdbc(), inside.user(), inside.password());
        Statement statement = connection.createStatement()) {
      // for ./lethe sweep
      statement.execute("grant pg_checkpoint to " + OWNER);
      statement.execute("grant execute on function pg_switch_wal() to " + OWNER);
    }
  }

  private static boolean isThere(Statement statement) throws SQLException {
    try (ResultSet known =
        statement.executeQuery("select from pg_database where datname = '%s'".formatted(NAME))) {
      return known.next();
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
    server(database)
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

  private static Optional<ProcessHandle> server(Path database) {
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
    return owner.port();
  }

  @Override
  public void close() {
    closed = true;
    stop();
  }

  private synchronized void stop() {
    try {
      postgres.close();
    } catch (IOException e) {
      log.warn("the database did not stop cleanly: {}", e.getMessage());
    }
  }
}

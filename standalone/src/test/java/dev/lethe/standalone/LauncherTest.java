package dev.lethe.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lethe.shared.database.DatabaseUrl;
import dev.lethe.shared.testing.TestClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program as a process of its own, with its own database, as an operator starts and stops and
 * kills it.
 */
class LauncherTest {

  private static final Duration LONG = Duration.ofSeconds(90);

  @TempDir Path folder;
  private final List<Lethe> started = new ArrayList<>();

  @AfterEach
  void endAll() {
    started.forEach(Lethe::kill);
    endDatabase();
  }

  @Test
  void aKilledProgramStartsAgainAndHasEverythingItAcknowledged() throws Exception {
    Lethe first = start("--port", "0");
    TestClient admin = first.awaitReady().login("admin@lethe.local", first.password());
    var acknowledged = new ConcurrentLinkedQueue<TestClient.Response>();
    List<Thread> load = new ArrayList<>();
    var number = new AtomicInteger();
    for (int writer = 0; writer < 8; writer++) {
      load.add(
          Thread.startVirtualThread(
              () -> {
                try {
                  while (true) {
                    String email = "load%d@example.com".formatted(number.incrementAndGet());
                    TestClient.Response answer =
                        admin.command(
                            "RegisterUser",
                            "{\"email\": \"%s\", \"subscriptionTier\": \"free\"}".formatted(email));
                    if (answer.status() == 200) {
                      acknowledged.add(answer);
                    }
                  }
                } catch (RuntimeException e) {
                  // the program was killed: what it answered before is what counts
                }
              }));
    }
    await().atMost(LONG).until(() -> acknowledged.size() > 500);
    first.kill();
    for (Thread writer : load) {
      writer.join();
    }

    Lethe second = start("--port", "0");
    second.awaitReady();

    Map<Long, String> stored = stored();
    assertThat(acknowledged)
        .allSatisfy(
            answer -> assertThat(stored).containsEntry(answer.position(), answer.text("id")));
    assertThat(stored.keySet().stream().mapToLong(Long::longValue).max()).hasValue(stored.size());
    assertThat(second.output()).doesNotContain("First login");
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(
                        runPlain(
                                "verify",
                                "--database",
                                run("db-url", "--role", "owner").output().strip())
                            .output())
                    .startsWith("verified: %d events".formatted(stored.size())));
  }

  @Test
  void checkpointsOfAnOldLogKeyStayValid() throws Exception {
    Lethe first = start("--port", "0");
    TestClient anybody = first.awaitReady();
    await().atMost(LONG).until(() -> anybody.get("/log/checkpoint").status() == 200);
    String proof = anybody.get("/log/proofs/inclusion?position=1").body();
    String oldKey = anybody.get("/log/keys").body().strip();
    first.process.destroy();
    assertThat(first.process.waitFor(60, TimeUnit.SECONDS)).isTrue();

    assertThat(run("rotate-log-key").output()).contains("log.key.old-1");
    Lethe second = start("--port", "0", "--sample");
    TestClient later = second.awaitReady();
    await().atMost(LONG).until(() -> later.get("/log/keys").body().lines().count() == 2);

    List<String> keys = later.get("/log/keys").body().lines().toList();
    assertThat(keys.getFirst()).isEqualTo(oldKey);
    Path file = Files.writeString(folder.resolve("proof.json"), proof);
    assertThat(runPlain("verify", file.toString(), "--key", oldKey).output())
        .startsWith("verified: ");
    assertThat(runPlain("verify", file.toString(), "--key", keys.getLast()).output())
        .startsWith("NOT verified");
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(
                        runPlain(
                                "verify",
                                "--database",
                                run("db-url", "--role", "owner").output().strip())
                            .output())
                    .startsWith("verified: "));
  }

  @Test
  void aPersonErasedSinceTheBackupDoesNotComeBackWithIt(@TempDir Path elsewhere) throws Exception {
    Lethe first = start("--port", "0");
    TestClient admin = first.awaitReady().login("admin@lethe.local", first.password());
    String person =
        admin
            .command(
                "RegisterUser",
                "{\"email\": \"marmot@example.com\", \"name\": \"Marmot\", \"subscriptionTier\":"
                    + " \"free\"}")
            .text("id");
    admin.command(
        "SetUserPassword",
        "{\"userId\": \"%s\", \"password\": \"marmot marmot marmot\"}".formatted(person));
    TestClient marmot = admin.with("").login("marmot@example.com", "marmot marmot marmot");
    Path backup = elsewhere.resolve("backup");
    assertThat(run("backup", backup.toString()).output()).contains(" events are in ");

    String request =
        marmot.command("RequestErasure", "{\"userId\": \"%s\"}".formatted(person)).text("id");
    await()
        .atMost(LONG)
        .until(() -> admin.get("/erasures/%s/certificate".formatted(request)).status() == 200);
    await()
        .atMost(LONG)
        .ignoreExceptions() // files come and go
        .untilAsserted(() -> assertThat(filesWith("marmot")).isEmpty());
    assertThat(run("sweep").output()).contains("tables are rewritten");
    stop(first);
    assertThat(filesWith("marmot")).isEmpty();

    assertThat(run("restore", backup.toString()).output()).contains("say --replace");
    assertThat(run("restore", "--replace", backup.toString()).output())
        .contains("keys of people who were erased since were not brought back");
    Lethe second = start("--port", "0");
    TestClient later = second.awaitReady().login("admin@lethe.local", first.password());
    assertThat(later.get("/users/" + person, "Lethe-After", "4").text("email"))
        .isEqualTo("erased:" + person);
    assertThat(later.get("/erasures").body()).doesNotContain(request);
    String again =
        await()
            .atMost(LONG)
            .until(
                () -> later.get("/erasures").json().path("items").path(0).path("id").asString(""),
                id -> !id.isEmpty());
    await()
        .atMost(LONG)
        .until(() -> later.get("/erasures/%s/certificate".formatted(again)).status() == 200);
    assertThat(
            later
                .with("")
                .post(
                    "/sessions",
                    "{\"email\": \"marmot@example.com\", \"password\": \"marmot marmot marmot\"}")
                .status())
        .isEqualTo(401);
    assertThat(later.get("/log/keys").body().lines()).hasSize(2);
    assertThat(
            runPlain("verify", "--database", run("db-url", "--role", "owner").output().strip())
                .output())
        .startsWith("verified: ");
    stop(second);
    assertThat(filesWith("marmot")).isEmpty();
  }

  @Test
  void aRestoreAsksForTheLedgerOfErasures(@TempDir Path elsewhere) throws Exception {
    assertThat(run("restore", elsewhere.toString()).output())
        .contains("there is no erasure ledger", "--ledger", "--without-ledger");
    assertThat(run("restore", "--without-ledger", elsewhere.toString()).output())
        .contains("the backup cannot be read");
  }

  private static void stop(Lethe lethe) throws InterruptedException {
    lethe.process.destroy();
    assertThat(lethe.process.waitFor(60, TimeUnit.SECONDS)).isTrue();
  }

  /** Files of the database, the log and everything else in the data folder that hold a text. */
  private List<Path> filesWith(String text) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String content = Files.readString(file, StandardCharsets.ISO_8859_1);
        if (content.toLowerCase(Locale.ROOT).contains(text)) {
          found.add(file);
        }
      }
    }
    return found;
  }

  @Test
  void aSecondProgramOnTheSameFolderSaysSoInOneLine() throws Exception {
    start("--port", "0").awaitReady();

    Lethe second = run("--port", "0");

    assertThat(second.output().strip().lines()).hasSize(1);
    assertThat(second.output()).contains(folder.toString(), "in use by process", "--data");
  }

  @Test
  void aTakenPortIsToldInOneLine() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      Lethe lethe = run("--port", String.valueOf(taken.getLocalPort()));

      assertThat(lethe.output().strip())
          .isEqualTo(
              "lethe: port %d is taken: choose another with --port or LETHE_PORT"
                  .formatted(taken.getLocalPort()));
    }
  }

  @Test
  void aFolderThatCannotBeMadeIsToldInOneLine() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    Lethe lethe = runOn(file.resolve("data"), "--port", "0");

    assertThat(lethe.output().strip().lines()).hasSize(1);
    assertThat(lethe.output()).contains("cannot be written", "--data");
  }

  @Test
  void aDatabaseThatIsNotThereIsToldInOneLineWithoutItsPassword() throws Exception {
    var builder = builder(folder, "--port", "0");
    builder.environment().put("LETHE_DB_URL", "postgresql://me:secret@127.0.0.1:1/none");
    Lethe lethe = new Lethe(builder.start());
    lethe.awaitEnd();

    assertThat(lethe.output().strip().lines().filter(line -> line.startsWith("lethe: ")))
        .hasSize(1);
    assertThat(lethe.output())
        .contains("postgresql://me@127.0.0.1:1/none")
        .doesNotContain("secret");
  }

  @Test
  void aStoppedProgramStopsItsDatabase() throws Exception {
    Lethe lethe = start("--port", "0");
    lethe.awaitReady();

    lethe.process.destroy(); // SIGTERM; Ctrl-C takes the same way
    assertThat(lethe.process.waitFor(60, TimeUnit.SECONDS)).isTrue();

    assertThat(folder.resolve("postgres/postmaster.pid")).doesNotExist();
  }

  @Test
  void theSampleIsThereOnceHoweverOftenItIsLoaded() throws Exception {
    Lethe first = start("--port", "0", "--sample");
    first.awaitReady();
    String password = first.password();
    first.process.destroy();
    assertThat(first.process.waitFor(60, TimeUnit.SECONDS)).isTrue();

    TestClient admin =
        start("--port", "0", "--sample").awaitReady().login("admin@lethe.local", password);

    await()
        .atMost(LONG)
        .until(() -> admin.get("/users").json().get("items").size(), users -> users == 5);
    assertThat(admin.get("/platforms").json().get("items")).hasSize(3);
  }

  @Test
  void aKilledDatabaseComesBackAndAppendsGoOnWithNothingLost() throws Exception {
    Lethe lethe = start("--port", "0");
    TestClient admin = lethe.awaitReady().login("admin@lethe.local", lethe.password());
    var acknowledged = new ConcurrentLinkedQueue<TestClient.Response>();
    var failed = new AtomicInteger();
    var number = new AtomicInteger();
    var enough = new AtomicBoolean();
    List<Thread> load = new ArrayList<>();
    for (int writer = 0; writer < 8; writer++) {
      load.add(
          Thread.startVirtualThread(
              () -> {
                while (!enough.get()) {
                  TestClient.Response answer =
                      admin.command(
                          "RegisterUser",
                          "{\"email\": \"db%d@example.com\", \"subscriptionTier\": \"free\"}"
                              .formatted(number.incrementAndGet()));
                  if (answer.status() == 200) {
                    acknowledged.add(answer);
                  } else {
                    failed.incrementAndGet();
                  }
                }
              }));
    }
    await().atMost(LONG).until(() -> acknowledged.size() > 300);
    for (int kill = 1; kill <= 2; kill++) {
      endDatabase();
      int before = acknowledged.size();
      await().atMost(LONG).until(() -> acknowledged.size() > before + 300);
    }
    enough.set(true);
    for (Thread writer : load) {
      writer.join();
    }

    Map<Long, String> stored = stored();
    assertThat(failed).hasPositiveValue();
    assertThat(acknowledged)
        .allSatisfy(
            answer -> assertThat(stored).containsEntry(answer.position(), answer.text("id")));
    assertThat(stored.keySet().stream().mapToLong(Long::longValue).max()).hasValue(stored.size());
  }

  private Map<Long, String> stored() throws Exception {
    Map<Long, String> stored = new HashMap<>();
    DatabaseUrl owner = DatabaseUrl.parse(run("db-url", "--role", "owner").output().strip());
    try (Connection connection =
            DriverManager.getConnection(owner.jdbc(), owner.user(), owner.password());
        ResultSet rows =
            connection
                .createStatement()
                .executeQuery("select position, stream from events.event")) {
      while (rows.next()) {
        stored.put(rows.getLong(1), rows.getString(2));
      }
    }
    return stored;
  }

  private Lethe start(String... arguments) throws IOException {
    var lethe = new Lethe(builder(folder, arguments).start());
    started.add(lethe);
    return lethe;
  }

  private Lethe run(String... arguments) throws Exception {
    return runOn(folder, arguments);
  }

  /** A verb that takes no data folder. */
  private static Lethe runPlain(String... arguments) throws Exception {
    var lethe = new Lethe(plainBuilder(List.of(arguments)).start());
    lethe.awaitEnd();
    return lethe;
  }

  private Lethe runOn(Path data, String... arguments) throws Exception {
    var lethe = new Lethe(builder(data, arguments).start());
    lethe.awaitEnd();
    return lethe;
  }

  private static ProcessBuilder builder(Path data, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--data", data.toString()));
    return plainBuilder(all);
  }

  private static ProcessBuilder plainBuilder(List<String> arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1", // they run for seconds
                "-cp",
                System.getProperty("java.class.path"),
                LetheMain.class.getName()));
    command.addAll(arguments);
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("LETHE_"));
    return builder;
  }

  /** A killed program leaves its database; no test should leave one to the machine. */
  private void endDatabase() {
    try {
      long pid =
          Long.parseLong(Files.readAllLines(folder.resolve("postgres/postmaster.pid")).getFirst());
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    } catch (IOException e) {
      // it has ended by itself
    }
  }

  /** A process and what it has printed. */
  private static final class Lethe {
    private final Process process;
    private final StringBuffer printed = new StringBuffer();
    private final Thread reader;

    Lethe(Process process) {
      this.process = process;
      this.reader =
          Thread.startVirtualThread(
              () -> {
                try (BufferedReader lines = process.inputReader()) {
                  lines.lines().forEach(line -> printed.append(line).append('\n'));
                } catch (IOException e) {
                  printed.append(e);
                }
              });
    }

    String output() {
      return printed.toString();
    }

    TestClient awaitReady() {
      await()
          .atMost(LONG)
          .until(() -> output().contains("Lethe is ready at") || !process.isAlive());
      assertThat(process.isAlive()).as(output()).isTrue();
      return TestClient.anonymous(output().replaceAll("(?s).*Lethe is ready at (\\S+) .*", "$1"));
    }

    String password() {
      return output().replaceAll("(?s).*First login: \\S+ password (\\S+) .*", "$1");
    }

    void awaitEnd() throws InterruptedException {
      assertThat(process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
      reader.join();
      assertThat(process.exitValue()).as(output()).isIn(0, 1);
    }

    void kill() {
      process.destroyForcibly();
      process.onExit().join();
    }
  }
}

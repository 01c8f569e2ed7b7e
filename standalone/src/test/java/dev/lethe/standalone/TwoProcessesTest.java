package dev.lethe.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lethe.shared.database.DatabaseUrl;
import dev.lethe.shared.testing.TestClient;
import dev.lethe.shared.testing.TestClient.Response;
import dev.lethe.shared.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The two sides as programs of their own on one database, and two command sides beside each other.
 */
class TwoProcessesTest {

  private static TestLethe commands;
  private static TestLethe otherCommands;
  private static TestLethe queries;
  private static TestClient admin;

  @BeforeAll
  static void start() {
    DatabaseUrl database = TestDatabase.fresh();
    Path data = TestLethe.newFolder();
    queries = TestLethe.querySide(database, data);
    commands = TestLethe.commandSide(database, data);
    otherCommands = TestLethe.commandSide(database, data);
    admin = commands.admin();
  }

  @AfterAll
  static void stop() {
    queries.close();
    commands.close();
    otherCommands.close();
  }

  @Test
  void whatIsWrittenOnOneSideIsReadOnTheOtherWithTheSameToken() {
    Response written =
        admin.command(
            "RegisterUser", "{\"email\": \"far@example.com\", \"subscriptionTier\": \"pro\"}");

    Response read =
        onQuerySide()
            .get("/users/" + written.text("id"), "Lethe-After", String.valueOf(written.position()));

    assertThat(read.status()).isEqualTo(200);
    assertThat(read.text("subscriptionTier")).isEqualTo("pro");
    assertThat(onQuerySide().command("RegisterUser", "{}").status()).isEqualTo(404);
    assertThat(admin.get("/users").status()).isEqualTo(404);
  }

  @Test
  void aSessionThatWasRevokedIsRefusedByEveryProcess() {
    Response registered =
        admin.command(
            "RegisterUser", "{\"email\": \"gone@example.com\", \"subscriptionTier\": \"free\"}");
    admin.command(
        "SetUserPassword",
        "{\"userId\": \"%s\", \"password\": \"battery staple horse\"}"
            .formatted(registered.text("id")));
    TestClient user = admin.login("gone@example.com", "battery staple horse");
    TestClient onQueries = TestClient.anonymous(queries.url()).with(user.token());
    TestClient onOthers = TestClient.anonymous(otherCommands.url()).with(user.token());
    await().atMost(Duration.ofSeconds(10)).until(() -> onQueries.get("/users/me").status() == 200);

    user.command("RevokeOtherSessions", "{\"userId\": \"%s\"}".formatted(registered.text("id")));
    assertThat(onOthers.command("CreateTenant", "{\"name\": \"still here\"}").status())
        .isEqualTo(200);
    admin.command("RevokeOtherSessions", "{\"userId\": \"%s\"}".formatted(registered.text("id")));

    assertThat(onOthers.command("CreateTenant", "{\"name\": \"too late\"}").status())
        .isEqualTo(401);
    await().atMost(Duration.ofSeconds(10)).until(() -> onQueries.get("/users/me").status() == 401);
  }

  @Test
  void aCommandOnOneProcessIsKnownToTheNext() {
    Response registered =
        admin.command(
            "RegisterUser", "{\"email\": \"both@example.com\", \"subscriptionTier\": \"free\"}");
    String change = "{\"userId\": \"%s\", \"subscriptionTier\": \"%s\"}";

    for (int n = 1; n <= 10; n++) {
      TestClient process = n % 2 == 0 ? admin : otherCommands.admin();
      Response changed =
          process.command(
              "ChangeSubscriptionTier",
              change.formatted(registered.text("id"), n % 2 == 0 ? "free" : "pro"));

      assertThat(changed.json().get("sequenceNumber").intValue()).isEqualTo(n);
    }
  }

  @Test
  void aLongStreamIsLoadedFromItsSnapshotOnAProcessThatHasNotSeenIt() throws Exception {
    String platform =
        admin.command("AddPlatform", "{\"name\": \"Long\", \"slug\": \"long-stream\"}").text("id");
    admin.command(
        "DefinePrivacySetting",
        "{\"platformId\": \"%s\", \"name\": \"ads\", \"path\": \"$.ads\", \"protectiveValues\": [false], \"severity\": \"low\", \"defaultValue\": 1.50}"
            .formatted(platform));
    for (int n = 0; n < 260; n++) {
      admin.command(
          "RenamePlatform",
          "{\"platformId\": \"%s\", \"name\": \"Long %d\"}".formatted(platform, n));
    }
    await().atMost(Duration.ofSeconds(10)).until(() -> snapshots(platform) == 1);

    TestClient other = otherCommands.admin();
    Response unchanged =
        other.command(
            "RenamePlatform",
            "{\"platformId\": \"%s\", \"name\": \"Long 259\"}".formatted(platform));
    Response taken =
        other.command(
            "DefinePrivacySetting",
            "{\"platformId\": \"%s\", \"name\": \"ads\", \"path\": \"$.b\", \"severity\": \"low\"}"
                .formatted(platform));

    assertThat(unchanged.json().get("events")).isEmpty();
    assertThat(taken.problem()).isEqualTo("taken");
    assertThat(
            other
                .command(
                    "RenamePlatform",
                    "{\"platformId\": \"%s\", \"name\": \"Short\"}".formatted(platform))
                .json()
                .get("sequenceNumber")
                .intValue())
        .isEqualTo(262);
  }

  private static int snapshots(String stream) throws Exception {
    DatabaseUrl owner = commands.database();
    try (Connection connection =
            DriverManager.getConnection(owner.jdbc(), owner.user(), owner.password());
        ResultSet row =
            connection
                .createStatement()
                .executeQuery(
                    "select count(*) from events.snapshot where sequence_number > 100 and stream = '%s'"
                        .formatted(stream))) {
      row.next();
      return row.getInt(1);
    }
  }

  @Test
  void aProcessThatRemembersAnOlderStateDecidesByTheNewOne() {
    String id =
        admin
            .command(
                "RegisterUser",
                "{\"email\": \"stale@example.com\", \"subscriptionTier\": \"free\"}")
            .text("id");
    String tier = "{\"userId\": \"%s\", \"subscriptionTier\": \"%s\"}";
    TestClient other = otherCommands.admin();
    other.command("ChangeSubscriptionTier", tier.formatted(id, "pro"));

    // the first process still remembers "free": asked for "free", it must not think that nothing
    // changes
    Response back = admin.command("ChangeSubscriptionTier", tier.formatted(id, "free"));
    Response expected =
        other.command("ChangeSubscriptionTier", tier.formatted(id, "team"), "If-Match", "\"2\"");

    assertThat(back.json().get("events")).hasToString("[\"user.subscription-tier-changed\"]");
    assertThat(back.json().get("sequenceNumber").intValue()).isEqualTo(2);
    assertThat(expected.status()).isEqualTo(200);
  }

  @Test
  void aRefusalThatAnotherProcessHasOvertakenIsTakenBack() {
    String platform =
        admin.command("AddPlatform", "{\"name\": \"R\", \"slug\": \"refused\"}").text("id");
    String setting =
        "{\"platformId\": \"%s\", \"settingId\": \"%s\", \"name\": \"ads\", \"path\": \"$.a\","
            + " \"severity\": \"low\"}";
    String first = "01900000-0000-7000-8000-00000000000a";
    String second = "01900000-0000-7000-8000-00000000000b";
    admin.command("DefinePrivacySetting", setting.formatted(platform, first));
    otherCommands
        .admin()
        .command(
            "RemovePrivacySetting",
            "{\"platformId\": \"%s\", \"settingId\": \"%s\"}".formatted(platform, first));

    // the first process still remembers that the name is taken
    Response again = admin.command("DefinePrivacySetting", setting.formatted(platform, second));

    assertThat(again.status()).as(again.body()).isEqualTo(200);
  }

  @Test
  void aRetryOnAnotherProcessGetsTheFirstAnswer() {
    String payload = "{\"email\": \"retried@example.com\", \"subscriptionTier\": \"free\"}";

    Response first = admin.command("RegisterUser", payload, "Idempotency-Key", "across");
    Response retry =
        otherCommands.admin().command("RegisterUser", payload, "Idempotency-Key", "across");

    assertThat(retry.body()).isEqualTo(first.body());
  }

  @Test
  void writersOnTwoProcessesLoseNoUpdateAndGetAtMostAConflict() throws Exception {
    String id =
        admin
            .command(
                "RegisterUser", "{\"email\": \"hot@example.com\", \"subscriptionTier\": \"free\"}")
            .text("id");
    TestClient other = otherCommands.admin();
    List<Callable<Response>> writers = new ArrayList<>();
    for (int n = 0; n < 40; n++) {
      TestClient process = n % 2 == 0 ? admin : other;
      String payload = "{\"userId\": \"%s\", \"email\": \"hot%d@example.com\"}".formatted(id, n);
      writers.add(() -> process.command("ChangeUserEmail", payload));
    }

    List<Response> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Response> answer : threads.invokeAll(writers)) {
        answers.add(answer.get());
      }
    }

    List<Response> done = answers.stream().filter(answer -> answer.status() == 200).toList();
    assertThat(answers).allMatch(answer -> answer.status() == 200 || answer.status() == 409);
    assertThat(
            done.stream().map(answer -> answer.json().get("sequenceNumber").longValue()).distinct())
        .hasSameSizeAs(done);
    assertThat(answers.stream().filter(answer -> answer.status() == 409))
        .allMatch(answer -> answer.json().has("sequenceNumber"));
  }

  private static TestClient onQuerySide() {
    // logging in is the command side's; the query side only checks the token
    return TestClient.anonymous(queries.url()).with(admin.token());
  }
}

package dev.lethe.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lethe.command.retention.RetentionRunner;
import dev.lethe.shared.database.DatabaseUrl;
import dev.lethe.shared.testing.TestClient;
import dev.lethe.shared.testing.TestDatabase;
import dev.lethe.standalone.People.Person;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What was kept for a while goes when the while is over. */
class RetentionTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Instant LATER = Instant.now().plus(32, ChronoUnit.DAYS);

  private DatabaseUrl database;
  private Path data;
  private TestLethe lethe;
  private People people;
  private TestClient admin;
  private Person civet;
  private Person held;

  @BeforeEach
  void somethingIsKeptForThirtyDays() throws Exception {
    database = TestDatabase.fresh();
    data = TestLethe.newFolder();
    lethe = TestLethe.both(database, data);
    people = new People(lethe);
    admin = people.admin();
    for (String category : List.of("activity", "observation")) {
      People.done(
          admin.command(
              "SetRetention", "{\"category\": \"%s\", \"keep\": \"30-days\"}".formatted(category)));
    }
    Person probe = people.named("probe@example.com");
    await().atMost(SOON).until(() -> periodOfNewSession(probe).startsWith("30d-"));
    civet = people.named("civet@example.com");
    held = people.named("held@example.com");
    String platform =
        People.done(admin.command("AddPlatform", "{\"name\": \"Chirper\", \"slug\": \"chirper\"}"))
            .text("id");
    People.done(
        admin.command(
            "DefinePrivacySetting",
            """
            {"platformId": "%s", "name": "nick", "path": "$.nick", "protectiveValues": [], "severity": "low"}
            """
                .formatted(platform)));
    civet.does(
        "RecordPrivacySnapshot",
        "{\"userId\": \"%s\", \"platformId\": \"%s\", \"settings\": {\"nick\": \"civet\"}}",
        civet.id(),
        platform);
    long last =
        People.done(
                admin.command(
                    "PlaceLegalHold",
                    "{\"userId\": \"%s\", \"matter\": \"case 1\", \"reason\": \"claim\"}"
                        .formatted(held.id())))
            .position();
    People.done(admin.get("/users?limit=1", "Lethe-After", String.valueOf(last)));
  }

  @AfterEach
  void stop() {
    lethe.close();
  }

  @Test
  void itGoesWhenItsTimeIsOverAndNotBeforeAndNotUnderAHold() throws Exception {
    assertThat(preview("").valueStream())
        .isNotEmpty()
        .noneMatch(row -> row.get("goes").asBoolean());
    assertThat(preview("?at=" + LATER).valueStream()).allMatch(row -> row.get("goes").asBoolean());
    assertThat(preview("").valueStream().mapToLong(row -> row.get("held").longValue()).sum())
        .isEqualTo(1);
    RetentionRunner runner = lethe.component(RetentionRunner.class);
    assertThat(runner.apply(Instant.now().plus(29, ChronoUnit.DAYS))).isZero();
    assertThat(session(civet).get("address").isNull()).isFalse();

    assertThat(runner.apply(LATER)).isGreaterThan(1);

    await().atMost(SOON).until(() -> session(civet).get("address").isNull());
    await().atMost(SOON).until(() -> texts("civet", "read.privacy_snapshots").isEmpty());
    assertThat(texts("civet", "read.audit_logs")).as("what is permanent stays").isNotEmpty();
    assertThat(admin.get("/audit?action=snapshot.recorded").json().at("/items/0/changes").isNull())
        .isTrue();
    assertThat(session(held).get("address").isNull()).as("under a hold").isFalse();
    assertThat(civet.client().get("/users/me").text("email")).isEqualTo("civet@example.com");
    assertThat(runner.apply(LATER)).as("nothing is left to do").isZero();
    assertThat(admin.get("/audit?action=retention.applied").json().get("items")).isNotEmpty();
  }

  @Test
  void aReplayGivesTheSameRows() throws Exception {
    lethe.component(RetentionRunner.class).apply(LATER);
    await().atMost(SOON).until(() -> session(civet).get("address").isNull());
    List<String> before = rows();

    lethe.close();
    try (Connection superuser = superuser()) {
      for (String table : List.of("sessions", "privacy_snapshots", "audit_logs", "token_entry")) {
        superuser.createStatement().execute("delete from read." + table);
      }
    }
    lethe = TestLethe.both(database, data);
    await()
        .atMost(SOON)
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(rows()).isEqualTo(before));
  }

  @Test
  void aTenantsOwnRuleCountsForItAlone() throws Exception {
    long set =
        People.done(
                admin.command(
                    "SetRetention",
                    "{\"tenantId\": \"%s\", \"category\": \"activity\", \"keep\": \"permanent\"}"
                        .formatted(civet.id())))
            .position();
    assertThat(admin.get("/retention", "Lethe-After", String.valueOf(set)).body())
        .contains(civet.id());
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> periodOfNewSession(civet).equals("null"));
    assertThat(periodOfNewSession(held)).startsWith("30d-");
    assertThat(
            civet
                .client()
                .command("SetRetention", "{\"category\": \"activity\", \"keep\": \"30-days\"}")
                .status())
        .isEqualTo(403);
    assertThat(civet.client().get("/retention/preview").status()).isEqualTo(403);
  }

  private String periodOfNewSession(Person person) throws Exception {
    String session = people.again(person, "").session().text("sessionId");
    return await()
        .atMost(SOON)
        .until(
            () -> {
              try (Connection superuser = superuser();
                  ResultSet row =
                      superuser
                          .createStatement()
                          .executeQuery(
                              "select coalesce(activity_period, 'null') from read.sessions where id = '%s'"
                                  .formatted(session))) {
                return row.next() ? row.getString(1) : "";
              }
            },
            period -> !period.isEmpty());
  }

  private JsonNode preview(String query) {
    return People.done(admin.get("/retention/preview" + query)).json();
  }

  private static JsonNode session(Person person) {
    return person.client().get("/sessions").json().get("items").get(0);
  }

  private List<String> rows() throws Exception {
    List<String> rows = new ArrayList<>();
    for (String table : List.of("read.sessions", "read.privacy_snapshots", "read.audit_logs")) {
      rows.addAll(texts("", table));
    }
    return rows;
  }

  private List<String> texts(String with, String table) throws Exception {
    List<String> texts = new ArrayList<>();
    try (Connection superuser = superuser();
        ResultSet rows =
            superuser
                .createStatement()
                .executeQuery("select t::text from %s t order by 1".formatted(table))) {
      while (rows.next()) {
        if (rows.getString(1).contains(with)) {
          texts.add(rows.getString(1));
        }
      }
    }
    return texts;
  }

  private Connection superuser() throws Exception {
    DatabaseUrl url = TestDatabase.superuser(database);
    return DriverManager.getConnection(url.jdbc(), url.user(), url.password());
  }
}

package dev.lethe.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.lethe.shared.database.DatabaseRole;
import dev.lethe.shared.database.DatabaseUrl;
import dev.lethe.shared.testing.TestClient;
import dev.lethe.shared.testing.TestClient.Response;
import dev.lethe.shared.value.Ids;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** From command to query, over real HTTP, as PrivyLoop would use it. */
class SpineTest {

  private static TestLethe lethe;
  private static TestClient admin;
  private static String chirper;
  private static String ads;

  @BeforeAll
  static void start() {
    lethe = TestLethe.start();
    admin = lethe.admin();
    chirper = id("AddPlatform", "{\"name\": \"Chirper\", \"slug\": \"chirper\"}");
    define("visibility", "$.account.visibility", "[\"followers\", \"nobody\"]", "\"everyone\"");
    ads = define("ads", "$.ads.personalised", "[false]", "true");
    define("beta", "$.labs.beta", "[]", null);
  }

  @AfterAll
  static void stop() {
    lethe.close();
  }

  @Test
  void whatWereMySettingsOnTheThirdOfMayAtNoon() {
    String ada = user("ada.may@example.com");
    snapshot(ada, "2026-04-01T08:00:00Z", "{}");
    snapshot(ada, "2026-05-02T08:00:00Z", "{\"ads\": {\"personalised\": false}}");
    long position = snapshot(ada, "2026-05-04T08:00:00Z", "{\"labs\": {\"beta\": 1}}").position();

    JsonNode then = asOf(ada, "2026-05-03T12:00:00Z", position).json();

    assertThat(then.at("/settings/ads").booleanValue()).isFalse();
    assertThat(then.at("/settings/visibility").asString()).isEqualTo("everyone");
    assertThat(then.get("scrapedAt").asString()).isEqualTo("2026-05-02T08:00:00Z");
    assertThat(asOf(ada, "2026-05-02T08:00:00Z", position).text("id"))
        .isEqualTo(then.get("id").asString());
    assertThat(asOf(ada, "2026-03-31T00:00:00Z", position).status()).isEqualTo(404);
  }

  @Test
  void whoChangedThisAndWhatWasItBefore() {
    String ada = user("ada.who@example.com");
    admin.command(
        "SetUserPassword", "{\"userId\": \"%s\", \"password\": \"battery staple\"}".formatted(ada));
    TestClient self =
        TestClient.anonymous(lethe.url()).login("ada.who@example.com", "battery staple");
    snapshot(ada, "2026-05-01T08:00:00Z", "{}");
    long position =
        self.command(
                "RecordPrivacySnapshot",
                snapshotOf(ada, "2026-05-02T08:00:00Z", "{\"ads\": {\"personalised\": false}}"),
                "Correlation-Id",
                "ticket-12")
            .position();

    JsonNode change = items(changes(ada, "&setting=ads", position)).getFirst();

    assertThat(change.get("from").booleanValue()).isTrue();
    assertThat(change.get("to").booleanValue()).isFalse();
    assertThat(change.get("kind").asString()).isEqualTo("changed");
    assertThat(change.get("protection").asString()).isEqualTo("raised");
    assertThat(change.get("severity").asString()).isEqualTo("high");
    assertThat(change.get("cause").asString()).isEqualTo("person");
    assertThat(change.get("recordedBy").asString()).isEqualTo(ada);
    assertThat(change.get("correlationId").asString()).isEqualTo("ticket-12");
    assertThat(change.get("position").longValue()).isEqualTo(position);
  }

  @Test
  void equalSettingsAreNotedAsSeenAndNotStoredAgain() {
    String ada = user("ada.seen@example.com");
    Response first = snapshot(ada, "2026-05-01T08:00:00Z", "{\"ads\": {\"personalised\": false}}");
    Response second =
        snapshot(ada, "2026-05-02T08:00:00Z", "{\"ads\": {\"personalised\": false}, \"x\": 1}");

    assertThat(first.json().get("events")).hasToString("[\"snapshot.recorded\"]");
    assertThat(second.json().get("events")).hasToString("[\"snapshot.seen-again\"]");
    List<JsonNode> series = items(series(ada, "", second.position()));
    assertThat(series).hasSize(1);
    assertThat(series.getFirst().get("timesSeen").intValue()).isEqualTo(2);
    assertThat(series.getFirst().get("lastSeenAt").asString()).isEqualTo("2026-05-02T08:00:00Z");
  }

  @Test
  void aDefaultThatThePlatformMovedIsThePlatformsChange() {
    String ada = user("ada.default@example.com");
    String platform = id("AddPlatform", "{\"name\": \"Mover\", \"slug\": \"mover\"}");
    String setting =
        "{\"platformId\": \"%s\", %s\"name\": \"tags\", \"path\": \"$.tags\", \"protectiveValues\":"
            + " [false], \"severity\": \"low\", \"defaultValue\": %s}";
    admin.command("DefinePrivacySetting", setting.formatted(platform, "", "false"));
    record(ada, platform, "2026-05-01T08:00:00Z", "{}");
    String settingId =
        admin
            .get("/platforms/%s/privacy-settings".formatted(platform), "Lethe-After", head())
            .json()
            .at("/0/id")
            .asString();
    admin.command(
        "RevisePrivacySetting",
        setting.formatted(platform, "\"settingId\": \"%s\", ".formatted(settingId), "true"));
    long position = record(ada, platform, "2026-05-02T08:00:00Z", "{}").position();

    JsonNode change =
        admin
            .get(
                "/snapshots/changes?userId=%s&platformId=%s".formatted(ada, platform),
                "Lethe-After",
                String.valueOf(position))
            .json()
            .at("/items/0");

    assertThat(change.get("cause").asString()).isEqualTo("platform");
    assertThat(change.get("protection").asString()).isEqualTo("lowered");
  }

  @Test
  void aPathThatMatchesNothingIsRecordedAsAbsent() {
    String ada = user("ada.absent@example.com");
    long position = snapshot(ada, "2026-05-01T08:00:00Z", "{}").position();

    JsonNode latest = latest(ada, position).json();

    JsonNode beta =
        StreamSupport.stream(latest.get("readings").spliterator(), false)
            .filter(reading -> reading.get("setting").asString().equals("beta"))
            .findFirst()
            .orElseThrow();
    assertThat(beta.get("origin").asString()).isEqualTo("absent");
    assertThat(latest.get("settings").has("beta")).isFalse();
  }

  @Test
  void settingsThatAreNamedAlreadyNeedNoDocument() {
    String ada = user("ada.named@example.com");
    long position =
        admin
            .command(
                "RecordPrivacySnapshot",
                "{\"userId\": \"%s\", \"platformId\": \"%s\", \"settings\": {\"ads\": false, \"new\": [1]}}"
                    .formatted(ada, chirper))
            .position();

    assertThat(latest(ada, position).json().get("settings"))
        .hasToString("{\"ads\":false,\"new\":[1]}");
  }

  @Test
  void anyTwoSnapshotsCanBeCompared() {
    String ada = user("ada.compare@example.com");
    snapshot(ada, "2026-05-01T08:00:00Z", "{\"account\": {\"visibility\": \"everyone\"}}");
    snapshot(ada, "2026-05-02T08:00:00Z", "{\"account\": {\"visibility\": \"followers\"}}");
    long position =
        snapshot(
                ada,
                "2026-05-03T08:00:00Z",
                "{\"account\": {\"visibility\": \"nobody\"}, \"labs\": {\"beta\": true}}")
            .position();
    List<JsonNode> series = items(series(ada, "", position));

    JsonNode comparison =
        admin
            .get(
                "/snapshots/%s/differences?from=%s"
                    .formatted(
                        series.get(0).get("id").asString(), series.get(2).get("id").asString()))
            .json();

    assertThat(comparison.get("differences"))
        .extracting(
            difference -> difference.get("setting").asString(),
            difference -> difference.get("kind").asString(),
            difference -> difference.get("protection").asString())
        .containsExactly(
            tuple("beta", "added", "unknown"), tuple("visibility", "changed", "raised"));
  }

  @Test
  void aSeriesIsPagedWithoutAGapOrARepetition() {
    String ada = user("ada.paged@example.com");
    long position = 0;
    for (int day = 1; day <= 9; day++) {
      position =
          snapshot(
                  ada,
                  "2026-05-0%dT08:00:00Z".formatted(day),
                  "{\"labs\": {\"beta\": %d}}".formatted(day))
              .position();
    }

    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = series(ada, "&limit=4" + cursor, position).json();
      page.get("items").forEach(item -> seen.add(item.get("scrapedAt").asString()));
      cursor =
          page.get("nextCursor").isNull() ? null : "&cursor=" + page.get("nextCursor").asString();
    } while (cursor != null);

    assertThat(seen)
        .isEqualTo(
            IntStream.iterate(9, day -> day >= 1, day -> day - 1)
                .mapToObj("2026-05-0%dT08:00:00Z"::formatted)
                .toList());
  }

  @Test
  void changesThatShareAPositionArePagedToo() {
    String ada = user("ada.changes@example.com");
    snapshot(ada, "2026-05-01T08:00:00Z", "{}");
    long position =
        snapshot(
                ada,
                "2026-05-02T08:00:00Z",
                "{\"account\": {\"visibility\": \"nobody\"}, \"ads\": {\"personalised\": false},"
                    + " \"labs\": {\"beta\": 1}}")
            .position();

    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = changes(ada, "&limit=1" + cursor, position).json();
      page.get("items").forEach(item -> seen.add(item.get("setting").asString()));
      cursor =
          page.get("nextCursor").isNull() ? null : "&cursor=" + page.get("nextCursor").asString();
    } while (cursor != null);

    assertThat(seen).containsExactly("ads", "beta", "visibility");
  }

  @Test
  void aWriterReadsItsOwnWriteEveryTime() {
    for (int n = 0; n < 50; n++) {
      Response written =
          admin.command(
              "RegisterUser",
              "{\"email\": \"own%d@example.com\", \"subscriptionTier\": \"free\"}".formatted(n));

      assertThat(
              admin
                  .get(
                      "/users/" + written.text("id"),
                      "Lethe-After",
                      String.valueOf(written.position()))
                  .status())
          .isEqualTo(200);
    }
  }

  @Test
  void aPositionThatIsNeverReachedIsToldAfterABoundedWait() {
    Response response = admin.get("/users/me", "Lethe-After", "999999999");

    assertThat(response.status()).isEqualTo(503);
    assertThat(response.problem()).isEqualTo("not-caught-up");
    assertThat(response.raw().headers().firstValue("Retry-After")).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "/users/7, a UUID is expected",
    "/snapshots/as-of?userId=%1$s&platformId=%1$s&at=noon, RFC 3339",
    "/snapshots?userId=%1$s&platformId=%1$s&limit=0, from 1 to 500",
    "/snapshots?userId=%1$s&platformId=%1$s&cursor=x, nextCursor",
    "/snapshots?platformId=%1$s, userId"
  })
  void aQueryThatDoesNotFitSaysWhatWould(String query, String remedy) {
    Response response = admin.get(query.formatted(chirper));

    assertThat(response.status()).isEqualTo(400);
    assertThat(response.text("detail")).contains(remedy);
  }

  @Test
  void aUserSeesTheirOwnAndOthersAreNotThere() {
    String ada = user("ada.private@example.com");
    String ben = user("ben.private@example.com");
    admin.command(
        "SetUserPassword", "{\"userId\": \"%s\", \"password\": \"battery staple\"}".formatted(ben));
    long position = snapshot(ada, "2026-05-01T08:00:00Z", "{}").position();
    String snapshot = latest(ada, position).text("id");
    TestClient self =
        TestClient.anonymous(lethe.url()).login("ben.private@example.com", "battery staple");

    assertThat(self.get("/users/" + ben).status()).isEqualTo(200);
    assertThat(items(self.get("/users"))).hasSize(1);
    assertThat(self.get("/users/" + ada).status()).isEqualTo(404);
    assertThat(self.get("/snapshots/" + snapshot).status()).isEqualTo(404);
    assertThat(items(self.get("/snapshots?userId=%s&platformId=%s".formatted(ada, chirper))))
        .isEmpty();
    assertThat(self.get("/platforms/" + chirper).status()).isEqualTo(200);
    assertThat(TestClient.anonymous(lethe.url()).get("/users").status()).isEqualTo(401);
  }

  @Test
  void theContractsTablesAreReadUnderRowLevelSecurity() throws SQLException {
    String ada = user("ada.sql@example.com");
    String ben = user("ben.sql@example.com");
    snapshot(ada, "2026-05-01T08:00:00Z", "{}");
    long position = snapshot(ben, "2026-05-01T08:00:00Z", "{}").position();
    latest(ben, position);

    DatabaseUrl reader = DatabaseRole.READER.url(lethe.database());
    try (Connection connection =
            DriverManager.getConnection(reader.jdbc(), reader.user(), reader.password());
        Statement sql = connection.createStatement()) {
      connection.setAutoCommit(false);
      assertThat(number(sql, "select count(*) from privyloop.users")).isZero();
      assertThat(number(sql, "select count(*) from privyloop.privacy_snapshots")).isZero();
      sql.execute("select set_config('app.user_id', '%s', true)".formatted(ada));
      assertThat(number(sql, "select count(*) from privyloop.users")).isEqualTo(1);
      assertThat(number(sql, "select count(*) from privyloop.privacy_snapshots")).isEqualTo(1);
      assertThat(number(sql, "select count(*) from privyloop.platforms")).isPositive();
      sql.execute("select set_config('app.role', 'admin', true)");
      assertThat(number(sql, "select count(*) from privyloop.users")).isGreaterThan(1);
      connection.rollback();
      assertThat(number(sql, "select count(*) from privyloop.users")).isZero();
    }
  }

  @Test
  void theDescriptionHasCommandsAndQueries() {
    JsonNode paths = TestClient.anonymous(lethe.url()).get("/openapi.json").json().get("paths");

    assertThat(paths.propertyNames())
        .contains("/commands/RecordPrivacySnapshot", "/commands", "/snapshots/as-of", "/sessions");
    assertThat(paths.at("/~1snapshots~1as-of/get/parameters"))
        .extracting(parameter -> parameter.get("name").asString())
        .contains("userId", "platformId", "at", "Lethe-After");
  }

  @Test
  void aRemovedSettingIsNoLongerWatched() {
    String setting = define("gone", "$.gone", "[]", null);
    admin.command(
        "RemovePrivacySetting",
        "{\"platformId\": \"%s\", \"settingId\": \"%s\"}".formatted(chirper, setting));

    JsonNode settings =
        admin
            .get("/platforms/%s/privacy-settings".formatted(chirper), "Lethe-After", head())
            .json();

    assertThat(settings)
        .extracting(one -> one.get("name").asString())
        .contains("ads")
        .doesNotContain("gone");
    assertThat(settings).extracting(one -> one.get("id").asString()).contains(ads);
  }

  private static int number(Statement sql, String query) throws SQLException {
    try (ResultSet row = sql.executeQuery(query)) {
      row.next();
      return row.getInt(1);
    }
  }

  private static String head() {
    return String.valueOf(
        admin
            .command(
                "RegisterUser",
                "{\"email\": \"head%d@example.com\", \"subscriptionTier\": \"free\"}"
                    .formatted(System.nanoTime()))
            .position());
  }

  private static String id(String command, String payload) {
    Response response = admin.command(command, payload);
    assertThat(response.status()).as(response.body()).isEqualTo(200);
    return response.text("id");
  }

  private static String define(String name, String path, String protective, String byDefault) {
    String settingId = Ids.next().toString();
    id(
        "DefinePrivacySetting",
        "{\"platformId\": \"%s\", \"settingId\": \"%s\", \"name\": \"%s\", \"path\": \"%s\", \"protectiveValues\": %s, \"severity\": \"high\"%s}"
            .formatted(
                chirper,
                settingId,
                name,
                path,
                protective,
                byDefault == null ? "" : ", \"defaultValue\": " + byDefault));
    return settingId;
  }

  private static String user(String email) {
    return id(
        "RegisterUser", "{\"email\": \"%s\", \"subscriptionTier\": \"free\"}".formatted(email));
  }

  private static Response snapshot(String user, String at, String document) {
    return record(user, chirper, at, document);
  }

  private static Response record(String user, String platform, String at, String document) {
    Response response =
        admin.command(
            "RecordPrivacySnapshot",
            "{\"userId\": \"%s\", \"platformId\": \"%s\", \"scrapedAt\": \"%s\", \"document\": %s}"
                .formatted(user, platform, at, document));
    assertThat(response.status()).as(response.body()).isEqualTo(200);
    return response;
  }

  private static String snapshotOf(String user, String at, String document) {
    return "{\"userId\": \"%s\", \"platformId\": \"%s\", \"scrapedAt\": \"%s\", \"document\": %s}"
        .formatted(user, chirper, at, document);
  }

  private static Response latest(String user, long after) {
    return query("/snapshots/latest?userId=%s&platformId=%s".formatted(user, chirper), after);
  }

  private static Response asOf(String user, String at, long after) {
    return query(
        "/snapshots/as-of?userId=%s&platformId=%s&at=%s".formatted(user, chirper, at), after);
  }

  private static Response series(String user, String more, long after) {
    return query("/snapshots?userId=%s&platformId=%s%s".formatted(user, chirper, more), after);
  }

  private static Response changes(String user, String more, long after) {
    return query(
        "/snapshots/changes?userId=%s&platformId=%s%s".formatted(user, chirper, more), after);
  }

  private static Response query(String path, long after) {
    return admin.get(path, "Lethe-After", String.valueOf(after));
  }

  private static List<JsonNode> items(Response response) {
    assertThat(response.status()).as(response.body()).isEqualTo(200);
    List<JsonNode> items = new ArrayList<>();
    response.json().get("items").forEach(items::add);
    return items;
  }
}

package dev.lethe.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lethe.shared.database.DatabaseRole;
import dev.lethe.shared.database.DatabaseUrl;
import dev.lethe.shared.testing.TestClient;
import dev.lethe.shared.testing.TestClient.Response;
import dev.lethe.standalone.People.Person;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Everything that Alice has says "zebra" in it, and what she shares with her tenant says "quagga".
 * Nobody who should not see either does, whichever query, command or SQL they try.
 */
class IsolationTest {

  private static final JsonMapper JSON = new JsonMapper();

  private static TestLethe lethe;
  private static People people;
  private static JsonNode api;
  private static Map<String, TestClient> strangers;
  private static Map<String, TestClient> refused;
  private static Map<String, String> ids;
  private static Person bob;
  private static Person mallory;
  private static long position;

  @BeforeAll
  static void start() throws Exception {
    lethe = TestLethe.start();
    people = new People(lethe);
    api = people.anonymous().get("/openapi.json").json();
    Person alice = people.named("alice.zebra@example.com");
    bob = people.named("bob@example.com");
    mallory = people.named("mallory@example.com");
    String tenant = alice.does("CreateTenant", "{\"name\": \"Quagga Ltd\"}").text("id");
    alice.does(
        "AddTenantMember",
        "{\"tenantId\": \"%s\", \"userId\": \"%s\", \"roles\": [\"member\"]}",
        tenant,
        bob.id());
    mallory.does("CreateTenant", "{\"name\": \"Mallory's\"}");
    String team =
        alice
            .does("CreateTeam", "{\"name\": \"zebras\", \"plan\": \"free\", \"maxMembers\": 5}")
            .text("id");
    Response invitation =
        alice.does(
            "InviteToTeam",
            "{\"teamId\": \"%s\", \"email\": \"zebra.foal@example.com\", \"role\": \"member\"}",
            team);
    alice.does(
        "ChangeUserProfile",
        "{\"userId\": \"%s\", \"name\": \"Alice Zebra\", \"profileType\": \"zebra\"}",
        alice.id());
    alice.does(
        "SetOpenAiKey", "{\"userId\": \"%s\", \"openAiKey\": \"sk-zebra-zebra\"}", alice.id());
    Response key =
        alice.does(
            "IssueApiKey",
            "{\"userId\": \"%s\", \"name\": \"zebra key\", \"scopes\": [\"queries\","
                + " \"commands\"]}",
            alice.id());
    String platform =
        People.done(
                people
                    .admin()
                    .command("AddPlatform", "{\"name\": \"Chirper\", \"slug\": \"chirper\"}"))
            .text("id");
    Response setting =
        People.done(
            people
                .admin()
                .command(
                    "DefinePrivacySetting",
                    """
                    {"platformId": "%s", "name": "ads", "path": "$.ads", "protectiveValues": [false], "severity": "high"}
                    """
                        .formatted(platform)));
    String snapshot = "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9dff";
    alice.does(
        "RecordPrivacySnapshot",
        "{\"userId\": \"%s\", \"platformId\": \"%s\", \"snapshotId\": \"%s\", \"settings\":"
            + " {\"ads\": \"zebra\"}}",
        alice.id(),
        platform,
        snapshot);
    Response hold =
        People.done(
            people
                .admin()
                .command(
                    "PlaceLegalHold",
                    "{\"userId\": \"%s\", \"matter\": \"zebra\", \"reason\": \"zebra\"}"
                        .formatted(alice.id())));
    String erasure =
        alice
            .does(
                "RequestErasure", "{\"userId\": \"%s\", \"identityCheck\": \"zebra\"}", alice.id())
            .text("id");
    String consent = "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9dfe";
    alice.does(
        "GiveConsent",
        "{\"userId\": \"%s\", \"consentId\": \"%s\", \"purpose\": \"zebra\", \"textVersion\":"
            + " \"1\", \"channel\": \"form\"}",
        alice.id(),
        consent);
    alice.does(
        "ObjectToProcessing",
        "{\"userId\": \"%s\", \"purpose\": \"zebra\", \"grounds\": \"zebra\"}",
        alice.id());
    String rectification =
        alice
            .does("RequestRectification", "{\"userId\": \"%s\", \"wish\": \"zebra\"}", alice.id())
            .text("id");
    Person revoked = people.again(alice, "");
    alice.does(
        "RevokeSession",
        "{\"userId\": \"%s\", \"sessionId\": \"%s\"}",
        alice.id(),
        revoked.session().text("sessionId"));
    Response shortLived =
        alice.does(
            "IssueApiKey",
            "{\"userId\": \"%s\", \"name\": \"zebra\", \"scopes\": [\"queries\", \"commands\"],"
                + " \"expiresAt\": \"%s\"}",
            alice.id(),
            Instant.now().plusSeconds(1));
    TestClient expired = people.anonymous().with(shortLived.text("secret"));
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> expired.get("/users/me").status(), status -> status == 401);
    position = shortLived.position();
    Person bobForTenant = people.again(bob, ", \"tenantId\": \"%s\"".formatted(tenant));
    strangers =
        Map.of(
            "another user", mallory.client(),
            "another user of the tenant", bob.client(),
            "another user of the tenant, on its behalf", bobForTenant.client());
    refused =
        Map.of(
            "nobody", people.anonymous(),
            "a revoked session", revoked.client(),
            "an expired key", expired);
    ids = new LinkedHashMap<>();
    ids.put("userId", alice.id());
    ids.put("tenantId", tenant);
    ids.put("organisationId", tenant);
    ids.put("teamId", team);
    ids.put("platformId", platform);
    ids.put("settingId", setting.text("id"));
    ids.put("snapshotId", snapshot);
    ids.put("keyId", key.text("id"));
    ids.put("sessionId", alice.session().text("sessionId"));
    ids.put("invitationId", invitation.text("id"));
    ids.put("requestId", erasure);
    ids.put("erasureId", erasure);
    ids.put("holdId", hold.text("id"));
    ids.put("data-requestId", rectification);
    ids.put("consentId", consent);
    ids.put("historyId", alice.id());
  }

  @AfterAll
  static void stop() {
    lethe.close();
  }

  static Stream<String> queries() {
    return api.get("paths").properties().stream()
        .filter(path -> path.getValue().has("get"))
        .filter(
            path -> !path.getKey().startsWith("/log") && !path.getKey().startsWith("/.well-known"))
        .map(Map.Entry::getKey);
  }

  static Stream<String> commands() {
    return api.get("paths").properties().stream()
        .map(Map.Entry::getKey)
        .filter(path -> path.matches("/commands/.+"));
  }

  @ParameterizedTest
  @MethodSource("queries")
  void aQueryShowsNothingToOthers(String path) {
    String url = url(path);

    refused.forEach(
        (who, client) ->
            assertThat(client.get(url).status()).as(who + " asks " + url).isEqualTo(401));
    strangers.forEach(
        (who, client) -> {
          Response response = client.get(url, "Lethe-After", String.valueOf(position));
          assertThat(response.status()).as(who + " asks " + url).isIn(200, 403, 404, 422);
          assertThat(response.body()).as(who + " asks " + url).doesNotContainIgnoringCase("zebra");
        });
    assertThat(mallory.client().get(url).body()).doesNotContainIgnoringCase("quagga");
  }

  @Test
  void whoMayDoesSeeIt() {
    List<String> shown = new ArrayList<>();
    queries()
        .map(IsolationTest::url)
        .forEach(
            url ->
                shown.add(people.admin().get(url, "Lethe-After", String.valueOf(position)).body()));

    assertThat(shown.stream().filter(body -> body.toLowerCase(Locale.ROOT).contains("zebra")))
        .hasSizeGreaterThan(8);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aCommandOnWhatIsOthersIsRefusedAndChangesNothing(String path) throws Exception {
    String payload = payload(path);

    refused.forEach(
        (who, client) -> assertThat(client.post(path, payload).status()).as(who).isEqualTo(401));
    String name = path.substring("/commands/".length());
    if (name.equals("CreateTenant") || name.equals("CreateTeam")) {
      return; // anybody makes one of their own
    }
    long before = eventsOfAlice();
    strangers.forEach(
        (who, client) -> {
          Response response = client.post(path, payload);
          assertThat(response.status()).as(who + ": " + response.body()).isIn(403, 404);
        });
    assertThat(eventsOfAlice()).isEqualTo(before);
  }

  @Test
  void theReadingRoleSeesNothingWithoutSayingWhoAsks() throws Exception {
    try (Connection reader = reader()) {
      for (String table : tables(reader)) {
        assertThat(rows(reader, table)).as(table).isEmpty();
      }
    }
  }

  @Test
  void theReadingRoleSeesOfOthersNothing() throws Exception {
    for (Person person : List.of(bob, mallory)) {
      try (Connection reader = reader()) {
        set(reader, "app.user_id", person.id());
        set(reader, "app.tenant_id", ids.get("tenantId"));
        set(reader, "app.role", "user");
        for (String table : tables(reader)) {
          assertThat(rows(reader, table))
              .as(table)
              .noneMatch(row -> row.toLowerCase(Locale.ROOT).contains("zebra"));
        }
        assertThat(rows(reader, "penguinmails.users")).hasSize(1);
      }
    }
  }

  @Test
  void theReadingRoleCannotReachTheEventStoreNorWhatIsSecret() throws Exception {
    try (Connection reader = reader();
        Statement statement = reader.createStatement()) {
      for (String sql :
          List.of(
              "select * from events.event",
              "select * from events.claim",
              "select secret_hash from read.api_keys",
              "select * from read.tenant_emails",
              "select * from read.token_entry",
              "update read.users set email = 'x'",
              "set role lethe_projector",
              "alter table read.users disable row level security")) {
        assertThat(failure(statement, sql)).as(sql).contains("42501");
      }
    }
  }

  @Test
  void everyReadTableForcesRowLevelSecurity() throws Exception {
    DatabaseUrl owner = lethe.database();
    try (Connection connection =
            DriverManager.getConnection(owner.jdbc(), owner.user(), owner.password());
        ResultSet open =
            connection
                .createStatement()
                .executeQuery(
                    """
                    select c.relname
                    from pg_class c
                    where c.relnamespace = 'read'::regnamespace
                      and c.relkind in ('r', 'p')
                      and c.relname not in ('migration', 'token_entry')
                      and not (c.relrowsecurity and c.relforcerowsecurity)
                    """)) {
      assertThat(open.next()).isFalse();
    }
  }

  private static String url(String path) {
    JsonNode operation = api.get("paths").get(path).get("get");
    String filled = path;
    String tag = operation.get("tags").get(0).asString();
    List<String> query = new ArrayList<>();
    for (JsonNode parameter : operation.path("parameters")) {
      String name = parameter.get("name").asString();
      if (parameter.get("in").asString().equals("path")) {
        filled = filled.replace("{" + name + "}", ids.get(tag.replaceAll("s$", "") + "Id"));
      } else if (parameter.get("in").asString().equals("query")) {
        String value =
            switch (name) {
              case "from" -> path.contains("differences") ? ids.get("snapshotId") : null;
              case "at" -> Instant.now().plusSeconds(60).toString();
              case "email" -> null;
              case "seconds" -> "1";
              default -> ids.get(name);
            };
        if (value != null) {
          query.add(name + "=" + value);
        }
      }
    }
    return query.isEmpty() ? filled : filled + "?" + String.join("&", query);
  }

  private static String payload(String path) {
    ObjectNode payload =
        (ObjectNode)
            api.at(
                    "/paths/%s/post/requestBody/content/application~1json/example"
                        .formatted(path.replace("/", "~1")))
                .deepCopy();
    ids.forEach(
        (field, id) -> {
          if (payload.has(field)) {
            payload.put(field, id);
          }
        });
    return JSON.writeValueAsString(payload);
  }

  private static long eventsOfAlice() throws SQLException {
    DatabaseUrl owner = lethe.database();
    try (Connection connection =
            DriverManager.getConnection(owner.jdbc(), owner.user(), owner.password());
        ResultSet count =
            connection
                .createStatement()
                .executeQuery(
                    """
                    select count(*)
                    from events.event
                    where (subject = '%1$s' or tenant in ('%1$s', '%2$s', '%3$s') or stream = '%4$s')
                      and type not like 'audit.%%'
                    """
                        .formatted(
                            ids.get("userId"),
                            ids.get("tenantId"),
                            ids.get("teamId"),
                            ids.get("platformId")))) {
      count.next();
      return count.getLong(1);
    }
  }

  private static Connection reader() throws SQLException {
    DatabaseUrl reader = DatabaseRole.READER.url(lethe.database());
    return DriverManager.getConnection(reader.jdbc(), reader.user(), reader.password());
  }

  /** All that the role may select from, but for how far the projections are. */
  private static List<String> tables(Connection reader) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (ResultSet rows =
        reader
            .createStatement()
            .executeQuery(
                """
                select n.nspname || '.' || c.relname
                from pg_class c
                join pg_namespace n on n.oid = c.relnamespace
                where c.relkind in ('r', 'v', 'm', 'p')
                  and n.nspname not in ('pg_catalog', 'information_schema')
                  and has_schema_privilege(n.oid, 'usage')
                  and has_table_privilege(c.oid, 'select')
                  and c.relname <> 'projection_position'
                """)) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    assertThat(tables).hasSizeGreaterThan(20);
    return tables;
  }

  private static List<String> rows(Connection reader, String table) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (ResultSet rows =
        reader.createStatement().executeQuery("select t::text from %s t".formatted(table))) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }

  private static void set(Connection reader, String setting, String value) throws SQLException {
    try (Statement statement = reader.createStatement()) {
      statement.execute("set %s = '%s'".formatted(setting, value));
    }
  }

  private static String failure(Statement statement, String sql) {
    try {
      statement.execute(sql);
      return "none";
    } catch (SQLException e) {
      return e.getSQLState();
    }
  }
}

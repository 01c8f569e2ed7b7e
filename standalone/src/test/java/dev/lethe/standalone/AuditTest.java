package dev.lethe.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lethe.shared.database.DatabaseRole;
import dev.lethe.shared.database.DatabaseUrl;
import dev.lethe.shared.testing.TestClient;
import dev.lethe.shared.testing.TestClient.Response;
import dev.lethe.standalone.People.Person;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who changed this, when, and what was it before? */
class AuditTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path folder;

  private static TestLethe lethe;
  private static People people;
  private static TestClient admin;

  @BeforeAll
  static void start() {
    lethe = TestLethe.start();
    people = new People(lethe);
    admin = people.admin();
  }

  @AfterAll
  static void stop() {
    lethe.close();
  }

  @Test
  void aChangeIsThereWithWhoAndWhatItWasBefore() throws Exception {
    Person ada = people.named("ada@example.com");
    ada.does(
        "ChangeUserProfile",
        "{\"userId\": \"%s\", \"name\": \"Ada\", \"profileType\": \"poet\"}",
        ada.id());
    Response changed =
        People.done(
            admin.command(
                "ChangeUserProfile",
                "{\"userId\": \"%s\", \"name\": \"Ada\", \"profileType\": \"engineer\"}"
                    .formatted(ada.id()),
                "Correlation-Id",
                "ticket-12"));

    JsonNode entry =
        found(changed, "entityId=%s&action=user.profile-changed".formatted(ada.id())).get(0);
    assertThat(entry.at("/changes/profileType/from").asString()).isEqualTo("poet");
    assertThat(entry.at("/changes/profileType/to").asString()).isEqualTo("engineer");
    assertThat(entry.at("/changes/name").isMissingNode()).isTrue();
    assertThat(entry.get("actorId").asString()).isNotEqualTo(ada.id());
    assertThat(entry.get("actorRole").asString()).isEqualTo("admin");
    assertThat(entry.get("tenantId").asString()).isEqualTo(ada.id());
    assertThat(entry.get("command").asString()).isEqualTo("ChangeUserProfile");
    assertThat(entry.get("correlationId").asString()).isEqualTo("ticket-12");
    JsonNode proof = proof(changed.position());
    assertThat(
            HexFormat.of().formatHex(Base64.getDecoder().decode(proof.get("leafHash").asString())))
        .isEqualTo(entry.get("leafHash").asString());
    try (Connection reader = reader("admin");
        ResultSet row =
            reader
                .createStatement()
                .executeQuery(
                    "select * from confer.audit_logs where id = '%s'"
                        .formatted(entry.get("id").asString()))) {
      assertThat(row.next()).isTrue();
      assertThat(row.getString("action")).isEqualTo("user.profile-changed");
      assertThat(row.getString("changes")).contains("poet");
    }
  }

  @Test
  void itIsSearchedByEveryFieldAndByWords() {
    Instant before = Instant.now().minusSeconds(1);
    Person grace = people.named("grace@example.com");
    Response created = grace.does("CreateTenant", "{\"name\": \"Quokka Works\"}");
    String tenant = created.text("id");

    for (String query :
        List.of(
            "tenantId=" + tenant,
            "actorId=" + grace.id() + "&entityType=Tenant",
            "entityId=" + tenant,
            "command=CreateTenant&actorId=" + grace.id(),
            "q=quokka+works",
            "entityId=%s&from=%s".formatted(tenant, before),
            "action=tenant.created&entityId=" + tenant)) {
      assertThat(found(created, query)).as(query).isNotEmpty();
    }
    assertThat(found(created, "q=quokka+elsewhere")).isEmpty();
    assertThat(found(created, "entityId=%s&to=%s".formatted(tenant, before))).isEmpty();
  }

  @Test
  void pagesFollowEachOtherWithoutGapOrDouble() {
    Person person = people.named("pager@example.com");
    Response last = null;
    for (int n = 0; n < 5; n++) {
      last = person.does("CreateTenant", "{\"name\": \"Page %d\"}", n);
    }
    Response first =
        admin.get(
            "/audit?limit=4&command=CreateTenant&actorId=" + person.id(),
            "Lethe-After",
            String.valueOf(last.position()));
    Response second =
        admin.get(
            "/audit?limit=100&command=CreateTenant&actorId=%s&cursor=%s"
                .formatted(person.id(), first.text("nextCursor")));

    List<Long> positions =
        List.of(first, second).stream()
            .flatMap(page -> page.json().get("items").valueStream())
            .map(item -> item.get("position").longValue())
            .toList();
    assertThat(positions).hasSize(10).doesNotHaveDuplicates();
    assertThat(positions).isSortedAccordingTo((a, b) -> Long.compare(b, a));
  }

  @Test
  void aTenantsManagersReadItsLogAndItsMembersDoNot() {
    Person owner = people.named("boss@example.com");
    Person member = people.named("worker@example.com");
    String tenant = owner.does("CreateTenant", "{\"name\": \"Numbat\"}").text("id");
    Response added =
        owner.does(
            "AddTenantMember",
            "{\"tenantId\": \"%s\", \"userId\": \"%s\", \"roles\": [\"member\"]}",
            tenant,
            member.id());
    String onBehalf = ", \"tenantId\": \"%s\"".formatted(tenant);

    assertThat(items(people.again(owner, onBehalf).client(), added, "entityId=" + tenant))
        .hasSize(3);
    assertThat(items(people.again(member, onBehalf).client(), added, "entityId=" + tenant))
        .isEmpty();
    assertThat(items(member.client(), added, "entityId=" + member.id())).isNotEmpty();
    assertThat(items(member.client(), added, "entityId=" + owner.id())).isEmpty();
  }

  @Test
  void itIsExportedAsJsonLinesAndCsvWithoutSecrets() {
    Person person = people.named("exported@example.com");
    Response last =
        person.does(
            "IssueApiKey",
            "{\"userId\": \"%s\", \"name\": \"=cmd()\", \"scopes\": [\"queries\"]}",
            person.id());
    String after = String.valueOf(last.position());

    Response jsonl = admin.get("/audit/export?subjectId=" + person.id(), "Lethe-After", after);
    Response csv =
        admin.get("/audit/export?format=csv&subjectId=" + person.id(), "Lethe-After", after);

    assertThat(jsonl.body().lines().map(JSON::readTree))
        .hasSizeGreaterThan(3)
        .allSatisfy(line -> assertThat(line.get("subjectId").asString()).isEqualTo(person.id()));
    assertThat(csv.body().lines().count()).isEqualTo(jsonl.body().lines().count() + 1);
    assertThat(csv.body()).startsWith("position,id,created_at,");
    assertThat(csv.raw().headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
    assertThat(jsonl.body() + csv.body())
        .doesNotContain("$2a$", "passwordHash", "secretHash", "tokenHash");
  }

  @Test
  void eachRecordOfAnExportHasItsProof() throws Exception {
    Person person = people.named("proven@example.com");
    Response last = person.does("CreateTenant", "{\"name\": \"Bilby\"}");
    proof(last.position());
    String key = admin.get("/log/keys").body().strip();

    List<JsonNode> records =
        admin
            .get(
                "/audit/export?actorId=" + person.id(),
                "Lethe-After",
                String.valueOf(last.position()))
            .body()
            .lines()
            .map(JSON::readTree)
            .toList();
    assertThat(records).hasSizeGreaterThan(2);
    for (JsonNode told : records) {
      Path file = Files.writeString(folder.resolve("proof.json"), told.get("proof").toString());
      assertThat(Verifier.verify(file.toString(), "--key", key)).startsWith("verified: position ");
      assertThat(told.at("/proof/position")).isEqualTo(told.get("position"));
    }
  }

  @Test
  void anExportSpeaksTheOpenCybersecuritySchema() {
    Person person = people.named("siem@example.com");
    Response last = person.does("CreateTenant", "{\"name\": \"Kowari\"}");
    person
        .client()
        .command("RenameTenant", "{\"tenantId\": \"%s\", \"name\": \"X\"}".formatted(person.id()));
    await()
        .atMost(SOON)
        .until(
            () ->
                !admin
                    .get("/audit?action=audit.command-refused&actorId=" + person.id())
                    .json()
                    .get("items")
                    .isEmpty());

    List<JsonNode> events =
        admin
            .get("/audit/export?format=ocsf&subjectId=" + person.id())
            .body()
            .lines()
            .map(JSON::readTree)
            .toList();
    assertThat(events).extracting(event -> event.get("class_uid").intValue()).contains(3001, 6003);
    assertThat(events)
        .allSatisfy(
            event -> {
              assertThat(event.get("type_uid").intValue())
                  .isEqualTo(
                      event.get("class_uid").intValue() * 100
                          + event.get("activity_id").intValue());
              assertThat(event.at("/metadata/version").asString()).isEqualTo("1.8.0");
              assertThat(event.at("/metadata/product/name").asString()).isEqualTo("Lethe");
              for (String required :
                  List.of("category_uid", "severity_id", "time", "actor", "src_endpoint")) {
                assertThat(event.has(required)).as(required).isTrue();
              }
              String own =
                  switch (event.get("class_uid").intValue()) {
                    case 3001 -> "/user/uid";
                    case 3004 -> "/entity/uid";
                    default -> "/api/operation";
                  };
              assertThat(event.at(own).isString()).isTrue();
            });
    assertThat(
            admin
                .get("/audit/export?format=ocsf&ocsfVersion=1.5.0&entityId=" + last.text("id"))
                .body())
        .contains("\"version\":\"1.5.0\"", "\"class_uid\":3004");
    assertThat(admin.get("/audit/export?format=ocsf&ocsfVersion=9").status()).isEqualTo(400);
  }

  @Test
  void theLogIsFollowedLiveFromWhereOneWas() throws Exception {
    Person person = people.named("tailed@example.com");
    long before = person.does("CreateTenant", "{\"name\": \"First\"}").position() - 1;
    CompletableFuture<Response> tail =
        CompletableFuture.supplyAsync(
            () ->
                admin.get(
                    "/audit/tail?seconds=4&action=tenant.created&actorId=" + person.id(),
                    "Last-Event-ID",
                    String.valueOf(before - 1)));
    person.does("CreateTenant", "{\"name\": \"Second\"}");

    Response events = tail.get();
    assertThat(events.raw().headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/event-stream");
    assertThat(events.body()).contains("id: ", "First", "Second");
    assertThat(admin.get("/audit/tail?seconds=0").status()).isEqualTo(400);
  }

  @Test
  void aSavedSearchIsOnesOwn() {
    Person person = people.named("saver@example.com");
    Response saved =
        person.does(
            "SaveAuditSearch",
            "{\"userId\": \"%s\", \"searchId\": \"0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d1c\", \"name\":"
                + " \"mine\", \"terms\": {\"action\": \"user.registered\"}}",
            person.id());
    String url = "/audit?saved=0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d1c";

    assertThat(items(person.client(), saved, "saved=0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d1c"))
        .singleElement()
        .satisfies(item -> assertThat(item.get("action").asString()).isEqualTo("user.registered"));
    assertThat(person.client().get("/audit/searches").body()).contains("mine");
    assertThat(admin.get(url).status()).isEqualTo(404);
    Response deleted =
        person.does(
            "DeleteAuditSearch",
            "{\"userId\": \"%s\", \"searchId\": \"0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d1c\"}",
            person.id());
    assertThat(person.client().get(url, "Lethe-After", String.valueOf(deleted.position())).status())
        .isEqualTo(404);
  }

  @Test
  void aViewersKeyReadsTheTenantsLogAndNothingElse() {
    Person owner = people.named("viewed@example.com");
    String tenant = owner.does("CreateTenant", "{\"name\": \"Dunnart\"}").text("id");
    Response key =
        owner.does(
            "IssueApiKey",
            "{\"userId\": \"%s\", \"tenantId\": \"%s\", \"name\": \"viewer\", \"scopes\":"
                + " [\"audit\"]}",
            owner.id(),
            tenant);
    TestClient viewer = people.anonymous().with(key.text("secret"));

    assertThat(items(viewer, key, "entityId=" + tenant)).isNotEmpty();
    assertThat(viewer.get("/audit/export?entityId=" + tenant).body()).contains("Dunnart");
    assertThat(items(viewer, key, "entityId=" + owner.id())).as("not of this tenant").isEmpty();
    assertThat(viewer.get("/users/me").status()).isEqualTo(403);
    assertThat(viewer.command("CreateTenant", "{\"name\": \"No\"}").status()).isEqualTo(403);
  }

  @Test
  void whatAnErasedPersonDidStaysAndWhatItWasIsGone() {
    Person person = people.named("numbat.erased@example.com");
    String request = person.does("RequestErasure", "{\"userId\": \"%s\"}", person.id()).text("id");
    await()
        .atMost(SOON)
        .until(() -> admin.get("/erasures/%s/certificate".formatted(request)).status() == 200);

    JsonNode items = admin.get("/audit?limit=100&subjectId=" + person.id()).json().get("items");
    assertThat(items).hasSizeGreaterThan(4);
    assertThat(items.toString()).doesNotContain("numbat.erased");
    assertThat(items.valueStream()).allMatch(item -> item.get("changes").isNull());
    assertThat(admin.get("/audit?q=numbat.erased@example.com").json().get("items")).isEmpty();
  }

  private static JsonNode found(Response write, String query) {
    return items(admin, write, query);
  }

  private static JsonNode items(TestClient client, Response write, String query) {
    return People.done(
            client.get(
                "/audit?limit=100&" + query, "Lethe-After", String.valueOf(write.position())))
        .json()
        .get("items");
  }

  private static JsonNode proof(long position) {
    return await()
        .atMost(SOON)
        .until(
            () -> admin.get("/log/proofs/inclusion?position=" + position),
            answer -> answer.status() == 200)
        .json();
  }

  private static Connection reader(String role) throws Exception {
    DatabaseUrl reader = DatabaseRole.READER.url(lethe.database());
    Connection connection =
        DriverManager.getConnection(reader.jdbc(), reader.user(), reader.password());
    connection.createStatement().execute("set app.role = '%s'".formatted(role));
    return connection;
  }
}

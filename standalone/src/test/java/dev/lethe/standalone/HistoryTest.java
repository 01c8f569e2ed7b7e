package dev.lethe.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lethe.shared.testing.TestClient;
import dev.lethe.shared.testing.TestClient.Response;
import dev.lethe.standalone.People.Person;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What was it then, who tried what, and who looked? */
class HistoryTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration SOON = Duration.ofSeconds(30);

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
  void anEntityIsShownAsItWasAtEachInstant() {
    Person ada = people.named("ada@example.com");
    Response first = renamed(ada, "Ada");
    Instant between = recordedAt(first);
    Response second = renamed(ada, "Countess");

    assertThat(asOf(ada, second, between).at("/tables/users/0/name").asString()).isEqualTo("Ada");
    assertThat(
            asOf(ada, second, Instant.now().plusSeconds(60)).at("/tables/users/0/name").asString())
        .isEqualTo("Countess");
    assertThat(asOf(ada, second, Instant.now().plusSeconds(60)).get("sequenceNumber").longValue())
        .isEqualTo(second.json().get("sequenceNumber").longValue());
    assertThat(
            ada.client()
                .get("/history/%s/as-of?at=2020-01-01T00:00:00Z".formatted(ada.id()))
                .problem())
        .isEqualTo("not-found");
  }

  @Test
  void theChangesOfAnEntityAreListedInTheirOrder() {
    Person grace = people.named("grace@example.com");
    Response last = renamed(grace, "Grace");
    last =
        grace.does("ChangeUserSettings", "{\"userId\": \"%s\", \"theme\": \"dark\"}", grace.id());

    JsonNode items = items(grace.client(), last, "/history/" + grace.id());
    assertThat(items.get(0).get("action").asString()).isEqualTo("user.registered");
    assertThat(items.get(items.size() - 1).at("/changes/name/to").asString()).isEqualTo("Grace");
    assertThat(items(grace.client(), last, "/history/%s?of=settings".formatted(grace.id())))
        .singleElement()
        .satisfies(
            change -> assertThat(change.at("/changes/theme/to").asString()).isEqualTo("dark"));
    Response page = grace.client().get("/history/%s?limit=1".formatted(grace.id()));
    assertThat(page.json().get("items")).hasSize(1);
    assertThat(
            items(
                    grace.client(),
                    last,
                    "/history/%s?cursor=%s".formatted(grace.id(), page.text("nextCursor")))
                .get(0)
                .get("action")
                .asString())
        .isNotEqualTo("user.registered");
  }

  @Test
  void aTenantIsExportedWholeAsItWas() {
    Person owner = people.named("owner@example.com");
    Person member = people.named("member@example.com");
    Response created = owner.does("CreateTenant", "{\"name\": \"Wombat\"}");
    String tenant = created.text("id");
    Instant before = recordedAt(created);
    owner.does("RenameTenant", "{\"tenantId\": \"%s\", \"name\": \"Quoll\"}", tenant);
    Response last =
        owner.does(
            "AddTenantMember",
            "{\"tenantId\": \"%s\", \"userId\": \"%s\", \"roles\": [\"member\"]}",
            tenant,
            member.id());
    TestClient onBehalf = people.again(owner, ", \"tenantId\": \"%s\"".formatted(tenant)).client();
    String path = "/tenants/%s/as-of".formatted(tenant);

    String now =
        People.done(onBehalf.get(path, "Lethe-After", String.valueOf(last.position()))).body();
    assertThat(now).contains("Quoll", member.id()).doesNotContain("Wombat");
    assertThat(
            now.lines()
                .map(JSON::readTree)
                .filter(line -> line.path("table").asString("").equals("tenant_users")))
        .hasSize(2);
    assertThat(onBehalf.get(path + "?at=" + before).body())
        .contains("Wombat")
        .doesNotContain("Quoll", member.id());
    assertThat(owner.client().get(path).status()).as("not on its behalf").isEqualTo(404);
    assertThat(member.client().get(path).status()).isEqualTo(404);
    assertThat(admin.get(path).status()).isEqualTo(200);
  }

  @Test
  void aRefusedCommandIsOnRecordWithWhoAndWhy() {
    Person mallory = people.named("mallory@example.com");
    Person victim = people.named("victim@example.com");
    Response refused =
        mallory
            .client()
            .command(
                "ChangeUserProfile",
                "{\"userId\": \"%s\", \"name\": \"Hacked\"}".formatted(victim.id()),
                "Lethe-Reason",
                "just looking");
    assertThat(refused.status()).isEqualTo(404);

    JsonNode entry =
        await()
            .atMost(SOON)
            .until(
                () ->
                    admin
                        .get("/audit?action=audit.command-refused&actorId=" + mallory.id())
                        .json()
                        .get("items"),
                items -> items.size() == 1)
            .get(0);
    assertThat(entry.at("/changes/command").asString()).isEqualTo("ChangeUserProfile");
    assertThat(entry.at("/changes/problem").asString()).isEqualTo("not-found");
    assertThat(entry.at("/changes/target").asString()).isEqualTo(victim.id());
    assertThat(entry.get("reason").asString()).isEqualTo("just looking");
    assertThat(entry.get("address").asString()).isIn("127.0.0.1", "0:0:0:0:0:0:0:1");
  }

  @Test
  void aReasonIsKeptWithTheEventAndATooLongOneRefused() {
    Person person = people.named("reasoned@example.com");
    String payload = "{\"userId\": \"%s\", \"name\": \"R\"}".formatted(person.id());
    Response done =
        People.done(
            admin.command("ChangeUserProfile", payload, "Lethe-Reason", "she asked by letter"));
    JsonNode entry =
        items(admin, done, "/audit?entityId=%s&command=ChangeUserProfile".formatted(person.id()))
            .get(0);

    assertThat(entry.get("reason").asString()).isEqualTo("she asked by letter");
    assertThat(
            admin.command("ChangeUserProfile", payload, "Lethe-Reason", "x".repeat(501)).status())
        .isEqualTo(400);
    Response line =
        admin.bulk(
            "{\"command\": \"ChangeUserProfile\", \"payload\": {\"userId\": \"%s\", \"name\": \"S\"}, \"reason\": \"línea\"}\n"
                .formatted(person.id()));
    Response position =
        People.done(
            admin.get(
                "/users?limit=1",
                "Lethe-After",
                JSON.readTree(line.body()).get("position").asString()));
    assertThat(position.status()).isEqualTo(200);
    assertThat(admin.get("/audit?q=S&entityId=" + person.id()).body()).contains("línea");
  }

  @Test
  void whoReadSomebodyElsesDataIsOnRecordAndWhoReadTheirOwnIsNot() {
    Person read = people.named("read@example.com");
    People.done(read.client().get("/users/me"));
    People.done(admin.get("/users/" + read.id(), "Correlation-Id", "ticket-7"));

    JsonNode entries =
        await()
            .atMost(SOON)
            .until(
                () ->
                    read.client()
                        .get("/audit?action=audit.personal-data-read&subjectId=" + read.id())
                        .json()
                        .get("items"),
                items -> !items.isEmpty());
    assertThat(entries).hasSize(1);
    assertThat(entries.get(0).at("/changes/query").asString()).isEqualTo("user");
    assertThat(entries.get(0).get("correlationId").asString()).isEqualTo("ticket-7");
    assertThat(entries.get(0).at("/changes/readerId").asString())
        .isEqualTo(admin.get("/users/me").text("id"));
  }

  private static Response renamed(Person person, String name) {
    return person.does(
        "ChangeUserProfile", "{\"userId\": \"%s\", \"name\": \"%s\"}", person.id(), name);
  }

  /** When the write was, as the audit log has it. */
  private static Instant recordedAt(Response write) {
    JsonNode items = items(admin, write, "/audit?limit=1&entityId=" + write.text("id"));
    return Instant.parse(items.get(0).get("createdAt").asString());
  }

  private static JsonNode asOf(Person person, Response write, Instant at) {
    return People.done(
            person
                .client()
                .get(
                    "/history/%s/as-of?at=%s"
                        .formatted(
                            person.id(), URLEncoder.encode(at.toString(), StandardCharsets.UTF_8)),
                    "Lethe-After",
                    String.valueOf(write.position())))
        .json();
  }

  private static JsonNode items(TestClient client, Response write, String path) {
    return People.done(client.get(path, "Lethe-After", String.valueOf(write.position())))
        .json()
        .get("items");
  }
}

package dev.lethe.command.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.command.CommandSide;
import dev.lethe.command.user.FirstAdmin;
import dev.lethe.shared.database.DatabaseUrl;
import dev.lethe.shared.testing.TestClient;
import dev.lethe.shared.testing.TestClient.Response;
import dev.lethe.shared.testing.TestDatabase;
import dev.lethe.shared.value.Ids;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command API over real HTTP, on the command side alone. */
@SpringBootTest(
    classes = CommandSide.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandApiTest {

  private static final DatabaseUrl DATABASE = TestDatabase.fresh();

  @LocalServerPort int port;
  @Autowired CommandCatalog catalog;

  private TestClient anonymous;
  private TestClient admin;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) throws IOException {
    Path data = Files.createTempDirectory("lethe-test-");
    registry.add("LETHE_DB_URL", DATABASE::libpq);
    registry.add("LETHE_DATA", data::toString);
    registry.add("LETHE_ADMIN_EMAIL", () -> "admin@example.com");
    registry.add("LETHE_ADMIN_PASSWORD", () -> "correct horse battery");
  }

  @BeforeAll
  void logIn() {
    anonymous = TestClient.anonymous("http://localhost:" + port);
    admin = anonymous.login("admin@example.com", "correct horse battery");
  }

  // answers

  @Test
  void anAnswerGivesIdSequenceNumberPositionAndETag() {
    Response first = admin.command("RegisterUser", user("answers@example.com"));
    Response second = admin.command("ChangeSubscriptionTier", tier(first.text("id"), "pro"));

    assertThat(first.status()).isEqualTo(200);
    assertThat(first.json().get("sequenceNumber").longValue()).isZero();
    assertThat(first.json().get("events")).hasToString("[\"user.registered\"]");
    assertThat(second.text("id")).isEqualTo(first.text("id"));
    assertThat(second.json().get("sequenceNumber").longValue()).isEqualTo(1);
    assertThat(second.position()).isGreaterThan(first.position());
    assertThat(second.raw().headers().firstValue("ETag")).contains("\"1\"");
  }

  @Test
  void aCommandThatChangesNothingAnswersWhereTheAggregateStands() {
    Response registered = admin.command("RegisterUser", user("unchanged@example.com"));

    Response unchanged =
        admin.command("ChangeSubscriptionTier", tier(registered.text("id"), "free"));

    assertThat(unchanged.status()).isEqualTo(200);
    assertThat(unchanged.json().get("events")).isEmpty();
    assertThat(unchanged.position()).isEqualTo(registered.position());
  }

  @Test
  void whoWhenAndWhyGoIntoEveryEvent() throws Exception {
    String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    Response answer =
        admin.command(
            "RegisterUser",
            user("traced@example.com"),
            "Correlation-Id",
            "ticket-4711",
            "traceparent",
            trace,
            "tracestate",
            "vendor=1");

    JsonNode metadata = metadata(answer.position());
    assertThat(metadata.get("correlationId").asString()).isEqualTo("ticket-4711");
    assertThat(metadata.get("traceparent").asString()).isEqualTo(trace);
    assertThat(metadata.get("tracestate").asString()).isEqualTo("vendor=1");
    assertThat(metadata.get("command").asString()).isEqualTo("RegisterUser");
    assertThat(metadata.get("actorRole").asString()).isEqualTo("admin");
    assertThat(metadata.get("actor").asString()).isEqualTo(FirstAdmin.ID.toString());
    assertThat(metadata.get("tenant").asString()).isEqualTo(answer.text("id"));
  }

  @Test
  void anInvalidTraceIsReplacedByANewOne() throws Exception {
    Response answer =
        admin.command("RegisterUser", user("untraced@example.com"), "traceparent", "00-zz-1-01");

    assertThat(metadata(answer.position()).get("traceparent").asString())
        .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
  }

  // retries

  @Test
  void aRetryUnderTheSameKeyGetsTheFirstAnswerAndIsNotDoneAgain() {
    Response first =
        admin.command("RegisterUser", user("retry@example.com"), "Idempotency-Key", "k1");
    Response retry =
        admin.command("RegisterUser", user("retry@example.com"), "Idempotency-Key", "k1");

    assertThat(first.status()).isEqualTo(200);
    assertThat(retry.body()).isEqualTo(first.body());
  }

  @Test
  void aRetryOfACommandThatChangedNothingGetsTheFirstAnswerToo() {
    String id = admin.command("RegisterUser", user("still@example.com")).text("id");
    Response first =
        admin.command("ChangeSubscriptionTier", tier(id, "free"), "Idempotency-Key", "k2");
    admin.command("ChangeSubscriptionTier", tier(id, "pro"));

    Response retry =
        admin.command("ChangeSubscriptionTier", tier(id, "free"), "Idempotency-Key", "k2");

    assertThat(retry.body()).isEqualTo(first.body());
  }

  @Test
  void retriesAtTheSameTimeGetOneAnswer() throws Exception {
    List<String> answers =
        atOnce(
            12,
            n ->
                admin
                    .command("RegisterUser", user("race@example.com"), "Idempotency-Key", "k3")
                    .body());

    assertThat(answers.stream().distinct()).hasSize(1);
    assertThat(answers.getFirst()).contains("user.registered");
  }

  @Test
  void anotherCommandUnderAUsedKeyIsRefused() {
    admin.command("RegisterUser", user("one@example.com"), "Idempotency-Key", "k4");
    Response other =
        admin.command("RegisterUser", user("two@example.com"), "Idempotency-Key", "k4");

    assertThat(other.status()).isEqualTo(422);
    assertThat(other.problem()).isEqualTo("key-reused");
  }

  @Test
  void twoActorsMayUseTheSameKey() {
    String id = admin.command("RegisterUser", user("keys@example.com")).text("id");
    admin.command("SetUserPassword", password(id));
    TestClient self = anonymous.login("keys@example.com", "battery staple horse");
    admin.command("RegisterUser", user("k5@example.com"), "Idempotency-Key", "k5");

    Response own =
        self.command(
            "ChangeUserEmail",
            "{\"userId\": \"%s\", \"email\": \"mine@example.com\"}".formatted(id),
            "Idempotency-Key",
            "k5");

    assertThat(own.status()).isEqualTo(200);
  }

  // two writers

  @Test
  void ofWritersThatKnowTheSameSequenceNumberOneWins() throws Exception {
    String id = admin.command("RegisterUser", user("contested@example.com")).text("id");

    List<Integer> statuses =
        atOnce(
            8,
            n ->
                admin
                    .command(
                        "ChangeUserEmail",
                        "{\"userId\": \"%s\", \"email\": \"c%d@example.com\"}".formatted(id, n),
                        "If-Match",
                        "\"0\"")
                    .status());

    assertThat(statuses).containsOnlyOnce(200);
    assertThat(statuses).filteredOn(status -> status == 412).hasSize(7);
  }

  @Test
  void aStaleWriterIsToldTheCurrentSequenceNumber() {
    String id = admin.command("RegisterUser", user("stale@example.com")).text("id");
    admin.command("ChangeSubscriptionTier", tier(id, "pro"));

    Response stale = admin.command("ChangeSubscriptionTier", tier(id, "team"), "If-Match", "\"0\"");

    assertThat(stale.status()).isEqualTo(412);
    assertThat(stale.problem()).isEqualTo("stale-sequence-number");
    assertThat(stale.json().get("sequenceNumber").longValue()).isEqualTo(1);
    assertThat(
            admin.command("ChangeSubscriptionTier", tier(id, "team"), "If-Match", "\"1\"").status())
        .isEqualTo(200);
  }

  @Test
  void anEmailAddressIsTakenOnceInARaceToo() throws Exception {
    List<Integer> statuses =
        atOnce(10, n -> admin.command("RegisterUser", user("Taken@Example.com")).status());

    assertThat(statuses).containsOnlyOnce(200);
    assertThat(statuses).filteredOn(status -> status == 409).hasSize(9);
    Response again = admin.command("RegisterUser", user("taken@example.COM"));
    assertThat(again.problem()).isEqualTo("taken");
    assertThat(again.text("field")).isEqualTo("email");
  }

  @Test
  void aSlugIsTakenOnceAndFreeAfterItIsGivenUp() {
    String platform = "{\"name\": \"P\", \"slug\": \"the-slug\"}";
    Response first = admin.command("AddPlatform", platform);
    assertThat(admin.command("AddPlatform", platform).status()).isEqualTo(409);

    admin.command(
        "ChangePlatformSlug",
        "{\"platformId\": \"%s\", \"slug\": \"another-slug\"}".formatted(first.text("id")));

    assertThat(admin.command("AddPlatform", platform).status()).isEqualTo(200);
  }

  @Test
  void anIdThatExistsIsNotCreatedAgain() {
    String body = "{\"userId\": \"%s\", \"email\": \"%s\", \"subscriptionTier\": \"free\"}";
    UUID id = Ids.next();
    admin.command("RegisterUser", body.formatted(id, "first@example.com"));

    Response again = admin.command("RegisterUser", body.formatted(id, "other@example.com"));

    assertThat(again.status()).isEqualTo(409);
    assertThat(again.problem()).isEqualTo("already-exists");
  }

  // bad input

  @Test
  void anUnknownCommandIsAnsweredWithThoseThereAre() {
    Response response = admin.command("RegisterUsers", "{}");

    assertThat(response.status()).isEqualTo(404);
    assertThat(response.problem()).isEqualTo("unknown-command");
    assertThat(response.body()).contains("RegisterUser");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"email": "a@b.example", "subscriptionTier": "free", "admin": true} | #/admin            | fields are
          {"email": "a@b.example", "subscriptionTier": "gold"}                | #/subscriptionTier | free, personal, pro, team
          {"email": 7, "subscriptionTier": "free"}                            | #/email            | a string is expected
          {"email": "nobody", "subscriptionTier": "free"}                     | #/email            | email address
          {"subscriptionTier": "free"}                                        | #/email            | must not be null
          {"userId": "7", "email": "a@b.example", "subscriptionTier": "free"} | #/userId           | UUID
          {"email": "a\\u0000@b.example", "subscriptionTier": "free"}         | #/email            | U+0000
          {"email": "a\\ud800@b.example", "subscriptionTier": "free"}         | #/email            | surrogate
          """)
  void whatDoesNotFitTheSchemaIsRefusedWithPlaceAndRemedy(
      String body, String pointer, String remedy) {
    Response response = admin.command("RegisterUser", body);

    assertThat(response.status()).isEqualTo(400);
    assertThat(response.problem()).isEqualTo("invalid-command");
    assertThat(response.json().at("/errors/0/pointer").asString()).isEqualTo(pointer);
    assertThat(response.json().at("/errors/0/detail").asString()).contains(remedy);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "null", "{} {}", "{\"a\": 1, \"a\": 2}", "{'a': 1}"})
  void whatIsNoJsonObjectIsRefused(String body) {
    Response response = admin.command("RegisterUser", body);

    assertThat(response.status()).isEqualTo(400);
    assertThat(response.problem()).isEqualTo("invalid-json");
  }

  @Test
  void deeplyNestedJsonIsRefusedAndNotSuffered() {
    Response response = admin.command("AddPlatform", "[".repeat(100_000));

    assertThat(response.status()).isEqualTo(400);
  }

  @Test
  void aNumberThatPostgresCannotKeepIsRefused() {
    Response response =
        admin.command(
            "AddPlatform", "{\"name\": \"N\", \"slug\": \"n\", \"apiConfig\": {\"n\": 1e400000}}");

    assertThat(response.status()).isEqualTo(400);
    assertThat(response.json().at("/errors/0/pointer").asString()).isEqualTo("#/apiConfig/n");
  }

  @Test
  void aBodyOverTheLimitIsRefused() {
    Response response =
        admin.command(
            "AddPlatform",
            "{\"name\": \"N\", \"slug\": \"n\", \"apiConfig\": {\"n\": \"%s\"}}"
                .formatted("x".repeat(6_000_000)));

    assertThat(response.status()).isEqualTo(413);
    assertThat(response.problem()).isEqualTo("too-large");
  }

  @Test
  void aPathThatIsNoJsonPathIsRefused() {
    String id = admin.command("AddPlatform", "{\"name\": \"J\", \"slug\": \"j-path\"}").text("id");

    Response response =
        admin.command(
            "DefinePrivacySetting",
            "{\"platformId\": \"%s\", \"name\": \"s\", \"path\": \"$.[\", \"severity\": \"low\"}"
                .formatted(id));

    assertThat(response.status()).isEqualTo(400);
    assertThat(response.body()).contains("RFC 9535");
  }

  @Test
  void aSnapshotNeedsAPlatformAUserAndOneKindOfSettings() {
    String user = admin.command("RegisterUser", user("snap@example.com")).text("id");
    String platform =
        admin.command("AddPlatform", "{\"name\": \"S\", \"slug\": \"snap\"}").text("id");
    String snapshot = "{\"userId\": \"%s\", \"platformId\": \"%s\"%s}";

    Response noPlatform =
        admin.command(
            "RecordPrivacySnapshot", snapshot.formatted(user, Ids.next(), ", \"settings\": {}"));
    Response noUser =
        admin.command(
            "RecordPrivacySnapshot",
            snapshot.formatted(Ids.next(), platform, ", \"settings\": {}"));
    Response neither =
        admin.command("RecordPrivacySnapshot", snapshot.formatted(user, platform, ""));
    Response both =
        admin.command(
            "RecordPrivacySnapshot",
            snapshot.formatted(user, platform, ", \"settings\": {}, \"document\": {}"));

    assertThat(noPlatform.status()).isEqualTo(404);
    assertThat(noPlatform.body()).contains("AddPlatform");
    assertThat(noUser.status()).isEqualTo(404);
    assertThat(neither.status()).isEqualTo(400);
    assertThat(both.status()).isEqualTo(400);
  }

  @Test
  void aSnapshotOlderThanTheLastOrFromTheFutureIsRefused() {
    String user = admin.command("RegisterUser", user("time@example.com")).text("id");
    String platform =
        admin.command("AddPlatform", "{\"name\": \"T\", \"slug\": \"time\"}").text("id");
    String snapshot =
        "{\"userId\": \"%s\", \"platformId\": \"%s\", \"settings\": {\"a\": 1}, \"scrapedAt\":"
            + " \"%s\"}";
    admin.command(
        "RecordPrivacySnapshot", snapshot.formatted(user, platform, "2026-05-03T12:00:00Z"));

    Response older =
        admin.command(
            "RecordPrivacySnapshot", snapshot.formatted(user, platform, "2026-05-03T11:59:59Z"));
    Response future =
        admin.command(
            "RecordPrivacySnapshot", snapshot.formatted(user, platform, "2999-01-01T00:00:00Z"));

    assertThat(older.status()).isEqualTo(422);
    assertThat(future.status()).isEqualTo(422);
  }

  @Test
  void injectedSqlIsJustText() {
    String name = "Robert'); drop table events.event; --";
    Response response =
        admin.command(
            "AddPlatform",
            new JsonMapper().writeValueAsString(Map.of("name", name, "slug", "robert")));

    assertThat(response.status()).isEqualTo(200);
  }

  // bulk

  @Test
  void aBadLineFailsAndTheOthersDoNot() {
    String lines =
        IntStream.rangeClosed(1, 10)
            .mapToObj(
                n ->
                    n == 7
                        ? "{\"command\": \"RegisterUser\", \"payload\": {"
                        : line("RegisterUser", user("bulk%d@example.com".formatted(n))))
            .collect(Collectors.joining("\n"));

    List<JsonNode> results = results(admin.bulk(lines));

    assertThat(results).hasSize(10);
    assertThat(results)
        .extracting(result -> result.get("line").intValue())
        .isEqualTo(IntStream.rangeClosed(1, 10).boxed().toList());
    assertThat(results.get(6).get("status").intValue()).isEqualTo(400);
    assertThat(results.get(6).at("/problem/type").asString()).endsWith("invalid-json");
    results.remove(6);
    assertThat(results).allMatch(result -> result.get("status").intValue() == 200);
  }

  @Test
  void linesForOneAggregateRunInTheirOrder() {
    UUID id = Ids.next();
    List<String> lines = new ArrayList<>();
    lines.add(
        line(
            "RegisterUser",
            "{\"userId\": \"%s\", \"email\": \"order@example.com\", \"subscriptionTier\": \"free\"}"
                .formatted(id)));
    for (int n = 0; n < 200; n++) {
      lines.add(line("ChangeSubscriptionTier", tier(id.toString(), n % 2 == 0 ? "pro" : "free")));
    }

    List<JsonNode> results = results(admin.bulk(String.join("\n", lines)));

    assertThat(results)
        .extracting(result -> result.get("sequenceNumber").intValue())
        .isEqualTo(IntStream.rangeClosed(0, 200).boxed().toList());
  }

  @Test
  void aLineMayCarryAKeyAndAnExpectation() {
    String line =
        "{\"command\": \"RegisterUser\", \"idempotencyKey\": \"line-1\", \"payload\": %s}"
            .formatted(user("line@example.com"));

    List<JsonNode> results = results(admin.bulk(line + "\n\n" + line + "\n"));
    JsonNode stale =
        results(
                admin.bulk(
                    "{\"command\": \"ChangeSubscriptionTier\", \"ifMatch\": 5, \"payload\": %s}"
                        .formatted(tier(results.getFirst().get("id").asString(), "pro"))))
            .getFirst();

    assertThat(results).hasSize(2);
    assertThat(results.get(0).get("position")).isEqualTo(results.get(1).get("position"));
    assertThat(stale.get("status").intValue()).isEqualTo(412);
  }

  @Test
  void aLineThatIsTooLongFailsAlone() {
    String tooLong =
        line("AddPlatform", "{\"name\": \"%s\", \"slug\": \"x\"}".formatted("x".repeat(6_000_000)));

    List<JsonNode> results =
        results(admin.bulk(tooLong + "\n" + line("RegisterUser", user("after@example.com"))));

    assertThat(results)
        .extracting(result -> result.get("status").intValue())
        .containsExactly(413, 200);
  }

  // who may

  @Test
  void withoutATokenNothingIsDone() {
    Response response = anonymous.command("RegisterUser", user("nobody@example.com"));

    assertThat(response.status()).isEqualTo(401);
    assertThat(response.problem()).isEqualTo("unauthenticated");
    assertThat(response.raw().headers().firstValue("WWW-Authenticate")).contains("Bearer");
    assertThat(anonymous.bulk("{}").status()).isEqualTo(401);
  }

  @Test
  void aTokenThatWasTamperedWithIsNoToken() {
    String none = "eyJhbGciOiJub25lIn0.eyJpc3MiOiJsZXRoZSIsInN1YiI6IjAxIiwicm9sZSI6ImFkbWluIn0.";

    assertThat(anonymous.with(none).command("RegisterUser", "{}").status()).isEqualTo(401);
  }

  @Test
  void aUserChangesTheirOwnAndNothingElse() {
    String self = admin.command("RegisterUser", user("self@example.com")).text("id");
    String other = admin.command("RegisterUser", user("other.self@example.com")).text("id");
    admin.command("SetUserPassword", password(self));
    TestClient user = anonymous.login("SELF@example.com", "battery staple horse");
    String change = "{\"userId\": \"%s\", \"email\": \"%s\"}";

    assertThat(
            user.command("ChangeUserEmail", change.formatted(self, "new.self@example.com"))
                .status())
        .isEqualTo(200);
    assertThat(user.command("ChangeUserEmail", change.formatted(other, "x@example.com")).status())
        .isEqualTo(404);
    assertThat(user.command("ChangeSubscriptionTier", tier(self, "team")).status()).isEqualTo(403);
    assertThat(
            user.command("MakeUserAdministrator", "{\"userId\": \"%s\"}".formatted(self)).status())
        .isEqualTo(403);
  }

  @Test
  void aWrongPasswordAndAnUnknownAddressLookTheSame() {
    Response wrong =
        anonymous.post("/sessions", "{\"email\": \"admin@example.com\", \"password\": \"wrong\"}");
    Response unknown =
        anonymous.post("/sessions", "{\"email\": \"nobody@example.com\", \"password\": \"wrong\"}");

    assertThat(wrong.status()).isEqualTo(401);
    assertThat(unknown.body()).isEqualTo(wrong.body());
  }

  // the description

  @Test
  void everyCommandIsDescribedWithSchemaExampleAndWhoMay() {
    JsonNode api = anonymous.get("/openapi.json").json();

    assertThat(api.get("openapi").asString()).startsWith("3.1");
    for (CommandType type : catalog.all()) {
      JsonNode post = api.at("/paths/~1commands~1%s/post".formatted(type.name()));
      assertThat(post.path("x-allowed-to")).as(type.name()).isNotEmpty();
      assertThat(post.at("/requestBody/content/application~1json/example")).isNotEmpty();
      assertThat(api.at("/components/schemas/%s/properties".formatted(type.name()))).isNotEmpty();
    }
    assertThat(api.at("/paths/~1commands/post").isMissingNode()).isFalse();
  }

  @Test
  void everyExampleFitsItsOwnSchema() {
    for (CommandType type : catalog.all()) {
      Response response = admin.command(type.name(), type.example());

      assertThat(response.status())
          .as("%s: %s", type.name(), response.body())
          // the ids in the examples are of nothing, which is not the schema's fault
          .isIn(200, 404);
    }
  }

  private static String user(String email) {
    return "{\"email\": \"%s\", \"subscriptionTier\": \"free\"}".formatted(email);
  }

  private static String tier(String id, String tier) {
    return "{\"userId\": \"%s\", \"subscriptionTier\": \"%s\"}".formatted(id, tier);
  }

  private static String password(String id) {
    return "{\"userId\": \"%s\", \"password\": \"battery staple horse\"}".formatted(id);
  }

  private static String line(String command, String payload) {
    return "{\"command\": \"%s\", \"payload\": %s}".formatted(command, payload);
  }

  private static List<JsonNode> results(Response response) {
    assertThat(response.status()).isEqualTo(200);
    var json = new JsonMapper();
    return response.body().lines().map(json::readTree).collect(Collectors.toList());
  }

  private static JsonNode metadata(long position) throws Exception {
    try (Connection connection =
            DriverManager.getConnection(DATABASE.jdbc(), DATABASE.user(), DATABASE.password());
        ResultSet row =
            connection
                .createStatement()
                .executeQuery("select metadata from events.event where position = " + position)) {
      row.next();
      return new JsonMapper().readTree(row.getString(1));
    }
  }

  private interface Numbered<T> {
    T call(int number);
  }

  private static <T> List<T> atOnce(int callers, Numbered<T> call) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<T>> tasks =
          IntStream.range(0, callers).mapToObj(n -> (Callable<T>) () -> call.call(n)).toList();
      List<T> results = new ArrayList<>();
      for (Future<T> result : threads.invokeAll(tasks)) {
        results.add(result.get());
      }
      return results;
    }
  }
}

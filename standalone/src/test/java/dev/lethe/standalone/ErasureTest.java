package dev.lethe.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lethe.query.remains.RemainsScan;
import dev.lethe.shared.database.DatabaseUrl;
import dev.lethe.shared.testing.TestClient;
import dev.lethe.shared.testing.TestClient.Response;
import dev.lethe.shared.testing.TestDatabase;
import dev.lethe.standalone.People.Person;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A person whose every trace says the same word is forgotten, and that is proven. */
@TestInstance(Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class ErasureTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir Path folder;
  private DatabaseUrl database;
  private Path data;
  private TestLethe lethe;
  private People people;
  private TestClient admin;
  private int tests;
  private String word;
  private Person person;
  private String tenant;

  @BeforeAll
  void start() {
    database = TestDatabase.fresh();
    data = TestLethe.newFolder();
    lethe = TestLethe.both(database, data);
  }

  @BeforeEach
  void somebodyIsThere() {
    word = "wolverine" + (char) ('a' + tests++);
    people = new People(lethe);
    admin = people.admin();
    person = people.named(word + "@example.com");
    String self = "{\"userId\": \"%s\"%s}";
    person.does(
        "ChangeUserProfile",
        self,
        person.id(),
        ", \"name\": \"Mr %1$s\", \"profileType\": \"%1$s\"".formatted(word));
    person.does(
        "ChangeUserEmail", self, person.id(), ", \"email\": \"%s2@example.com\"".formatted(word));
    person.does("ChangeUserSettings", self, person.id(), ", \"theme\": \"dark\"");
    person.does(
        "SetOpenAiKey", self, person.id(), ", \"openAiKey\": \"sk-%1$s-%1$s\"".formatted(word));
    person.does(
        "IssueApiKey",
        self,
        person.id(),
        ", \"name\": \"%s\", \"scopes\": [\"queries\"]".formatted(word));
    String platform =
        People.done(
                admin.command(
                    "AddPlatform",
                    "{\"name\": \"Chirper\", \"slug\": \"chirper-%d\"}".formatted(tests)))
            .text("id");
    People.done(
        admin.command(
            "DefinePrivacySetting",
            """
            {"platformId": "%s", "name": "nick", "path": "$.nick", "protectiveValues": [], "severity": "low"}
            """
                .formatted(platform)));
    for (String nick : List.of(word, word + " again")) {
      person.does(
          "RecordPrivacySnapshot",
          "{\"userId\": \"%s\", \"platformId\": \"%s\", \"settings\": {\"nick\": \"%s\"}}",
          person.id(),
          platform,
          nick);
    }
    Person captain = people.named("captain%d@example.com".formatted(tests));
    String team =
        captain
            .does("CreateTeam", "{\"name\": \"Pack\", \"plan\": \"free\", \"maxMembers\": 5}")
            .text("id");
    for (String address :
        List.of(word + "@example.com", word.toUpperCase(Locale.ROOT) + "2@example.com")) {
      captain.does(
          "InviteToTeam",
          "{\"teamId\": \"%s\", \"email\": \"%s\", \"role\": \"member\"}",
          team,
          address);
    }
    tenant = captain.does("CreateTenant", "{\"name\": \"Den\"}").text("id");
    Response last =
        captain.does(
            "AddTenantMember",
            "{\"tenantId\": \"%s\", \"userId\": \"%s\", \"roles\": [\"member\"]}",
            tenant,
            person.id());
    People.done(admin.get("/users?limit=1", "Lethe-After", String.valueOf(last.position())));
  }

  @AfterAll
  void stop() {
    lethe.close();
  }

  @Test
  void nothingOfAnErasedPersonIsLeftAnywhere(CapturedOutput output) throws Exception {
    copyOf(person);
    assertThat(tablesWith(word)).hasSizeGreaterThan(6);

    String request = person.does("RequestErasure", "{\"userId\": \"%s\"}", person.id()).text("id");
    Response certificate = certificate(request);

    assertThat(tablesWith(word)).isEmpty();
    assertThat(output.getAll()).doesNotContainIgnoringCase(word);
    assertThat(certificate.body()).contains(person.id()).doesNotContainIgnoringCase(word);
    assertThat(person.client().get("/users/me").status()).isEqualTo(401);
    assertThat(
            admin.command("RestoreUser", "{\"userId\": \"%s\"}".formatted(person.id())).problem())
        .isEqualTo("refused");
    assertThat(
            admin
                .command(
                    "ChangeUserProfile",
                    "{\"userId\": \"%s\", \"name\": \"Back\"}".formatted(person.id()))
                .problem())
        .isEqualTo("refused");
    assertThat(
            admin
                .command(
                    "RegisterUser",
                    "{\"email\": \"%s2@example.com\", \"subscriptionTier\": \"free\"}"
                        .formatted(word))
                .status())
        .as("the address is free again")
        .isEqualTo(200);
  }

  @Test
  void whatAnOrganisationHasClaimedStaysWhenAMemberGoes() throws Exception {
    People.done(
        admin.command(
            "SetRetention",
            "{\"tenantId\": \"%s\", \"category\": \"activity\", \"keep\": \"30-days\"}"
                .formatted(tenant)));

    certificate(person.does("RequestErasure", "{\"userId\": \"%s\"}", person.id()).text("id"));

    try (Connection superuser = superuser()) {
      assertThat(rows(superuser, "events.claim"))
          .anyMatch(claim -> claim.contains("retention.") && claim.contains(tenant));
    }
  }

  @Test
  void theCertificateConvincesAStrangerAndAnAlteredOneDoesNot() throws Exception {
    String request = person.does("RequestErasure", "{\"userId\": \"%s\"}", person.id()).text("id");
    String certificate = certificate(request).body();
    String key = admin.get("/log/keys").body().strip();

    assertThat(verify(certificate, key))
        .startsWith("verified: %s was erased".formatted(person.id()));
    JsonNode certified = new JsonMapper().readTree(certificate.lines().findFirst().orElseThrow());
    assertThat(certified.get("keys").valueStream().map(JsonNode::asString))
        .hasSize(certified.get("keysDestroyed").intValue())
        .contains(person.id() + "/identity/permanent");
    assertThat(certified.get("positions").valueStream().map(JsonNode::longValue))
        .contains(certified.at("/requested/position").longValue())
        .hasSizeGreaterThan(6);
    assertThat(verify(certificate + "\n", key)).startsWith("verified: ");
    assertThat(verify(certificate.replace("\"keysDestroyed\":", "\"keysDestroyed\":1"), key))
        .contains("was altered");
    assertThat(verify(certificate, key.replace('+', '-'))).contains("a verifier key is");
    // and the log still holds every event as it was stored
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(Verifier.verify("--database", database.libpq(), "--key", key))
                    .startsWith("verified: "));
  }

  @Test
  void aLegalHoldStopsAnErasureUntilItIsLifted() {
    String user = "{\"userId\": \"%s\"%s}";
    String hold = "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d1a";
    People.done(
        admin.command(
            "PlaceLegalHold",
            user.formatted(
                person.id(),
                ", \"holdId\": \"%s\", \"matter\": \"case 1\", \"reason\": \"claim\""
                    .formatted(hold))));
    String request =
        People.done(
                admin.command(
                    "RequestErasure",
                    user.formatted(person.id(), ", \"identityCheck\": \"passport\"")))
            .text("id");
    assertThat(
            admin
                .command(
                    "RequestErasure", user.formatted(person.id(), ", \"identityCheck\": \"again\""))
                .status())
        .as("one at a time")
        .isEqualTo(409);
    People.done(
        admin.command(
            "ExtendErasure",
            "{\"requestId\": \"%s\", \"userId\": \"%s\", \"reason\": \"on hold\"}"
                .formatted(request, person.id())));

    await()
        .during(Duration.ofSeconds(3))
        .atMost(SOON)
        .until(() -> admin.get("/erasures/" + request).text("state").equals("open"));
    assertThat(person.client().get("/users/me").text("name")).isEqualTo("Mr " + word);
    assertThat(admin.get("/erasures/%s/certificate".formatted(request)).problem())
        .isEqualTo("refused");

    People.done(
        admin.command(
            "LiftLegalHold",
            user.formatted(
                person.id(), ", \"holdId\": \"%s\", \"reason\": \"closed\"".formatted(hold))));
    certificate(request);
  }

  @Test
  void anErasureIsRefusedForAReasonOrForWhoMayNotAsk() {
    String user = "{\"userId\": \"%s\"%s}";
    Person stranger = people.named("stranger%d@example.com".formatted(tests));

    assertThat(
            stranger.client().command("RequestErasure", user.formatted(person.id(), "")).status())
        .isEqualTo(404);
    assertThat(admin.command("RequestErasure", user.formatted(person.id(), "")).problem())
        .as("an administrator says how identity was checked")
        .isEqualTo("refused");
    assertThat(
            admin
                .command(
                    "RequestErasure",
                    user.formatted(
                        admin.get("/users/me").text("id"), ", \"identityCheck\": \"me\""))
                .problem())
        .isEqualTo("refused");
  }

  /** What stands in the way of each step, as a crash would, and what takes it away. */
  static Stream<Arguments> steps() {
    String refuse =
        """
        create function events.crash() returns trigger language plpgsql as $$
        begin
          if new.type = '%1$s' then raise exception 'crash'; end if;
          return new;
        end $$;
        create trigger crash before insert on events.event for each row execute function events.crash();
        """;
    String mend = "drop trigger crash on events.event; drop function events.crash()";
    return Stream.of(
        Arguments.of("before it begins", refuse.formatted("erasure.started"), mend),
        Arguments.of("when the account is closed", refuse.formatted("user.erased"), mend),
        Arguments.of(
            "when keys are destroyed",
            "revoke update on vault.data_key from lethe_vault",
            "grant update on vault.data_key to lethe_vault"),
        Arguments.of(
            "when claims are freed",
            """
            create function events.crash() returns trigger language plpgsql as $$
            begin
              if old.scope = 'user.email' then raise exception 'crash'; end if;
              return old;
            end $$;
            create trigger crash before delete on events.claim for each row execute function events.crash();
            """,
            mend.replace("events.event", "events.claim")),
        Arguments.of(
            "when states are dropped",
            "revoke delete on events.snapshot from lethe_writer",
            "grant delete on events.snapshot to lethe_writer"),
        Arguments.of("before it is on record", refuse.formatted("erasure.keys-destroyed"), mend),
        Arguments.of(
            "when rows are blanked",
            "revoke update on read.users from lethe_projector",
            "grant update on read.users to lethe_projector"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("steps")
  void anErasureThatIsCutOffGoesOnAfterARestart(String where, String stop, String mend)
      throws Exception {
    try (Connection superuser = superuser()) {
      superuser.createStatement().execute(stop);
    }
    String request = person.does("RequestErasure", "{\"userId\": \"%s\"}", person.id()).text("id");
    await()
        .during(Duration.ofMillis(1_200))
        .atMost(SOON)
        .until(
            () -> admin.get("/erasures/%s/certificate".formatted(request)).status(),
            status -> status != 200);
    lethe.close();
    try (Connection superuser = superuser()) {
      superuser.createStatement().execute(mend);
    }
    lethe = TestLethe.both(database, data);
    admin = lethe.admin();

    assertThat(certificate(request).status()).isEqualTo(200);
    assertThat(tablesWith(word)).isEmpty();
  }

  @Test
  void twoErasuresAtOnceAreOne() throws Exception {
    String payload = "{\"userId\": \"%s\"}".formatted(person.id());
    List<Integer> answers;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Integer>> both =
          Collections.nCopies(8, () -> person.client().command("RequestErasure", payload).status());
      answers = threads.invokeAll(both).stream().map(Future::resultNow).sorted().toList();
    }

    assertThat(answers.getFirst()).isEqualTo(200);
    assertThat(answers.subList(1, 8)).doesNotContain(200);
    assertThat(admin.get("/erasures?limit=200").json().get("items").valueStream())
        .filteredOn(erasure -> erasure.get("userId").asString().equals(person.id()))
        .hasSize(1);
  }

  @Test
  void aPersonWhoIsWrittenAboutMeanwhileIsErasedAllTheSame() throws Exception {
    var written = new AtomicInteger();
    var over = new AtomicBoolean();
    Thread load =
        Thread.startVirtualThread(
            () -> {
              while (!over.get()) {
                admin.command(
                    "ChangeUserProfile",
                    "{\"userId\": \"%s\", \"name\": \"%s %d\"}"
                        .formatted(person.id(), word, written.incrementAndGet()));
              }
            });
    await().atMost(SOON).until(() -> written.get() > 50);
    String request = person.does("RequestErasure", "{\"userId\": \"%s\"}", person.id()).text("id");

    assertThat(certificate(request).status()).isEqualTo(200);
    over.set(true);
    load.join();
    assertThat(tablesWith(word)).isEmpty();
  }

  @Test
  void aReplayGivesTheSameBlankedRows() throws Exception {
    String request = person.does("RequestErasure", "{\"userId\": \"%s\"}", person.id()).text("id");
    Response certificate = certificate(request);
    assertThat(certificate.status()).isEqualTo(200);
    Map<String, List<String>> before = readTables();

    lethe.close();
    try (Connection superuser = superuser()) {
      for (String table : tables(superuser, "read")) {
        if (!table.equals("read.migration")) {
          superuser.createStatement().execute("delete from " + table);
        }
      }
    }
    lethe = TestLethe.both(database, data);
    await()
        .atMost(SOON)
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(readTables()).isEqualTo(before));
  }

  @Test
  void everyReadTableIsScannedOrHoldsNoPersonalData() throws Exception {
    try (Connection superuser = superuser()) {
      Stream<String> scanned =
          Stream.concat(certificateTables().stream(), RemainsScan.WITHOUT_PERSONAL_DATA.stream());

      assertThat(tables(superuser, "read"))
          .containsExactlyInAnyOrderElementsOf(
              scanned
                  .filter(table -> !table.startsWith("events."))
                  .map(table -> "read." + table)
                  .toList());
    }
  }

  private List<String> certificateTables() {
    String request = person.does("RequestErasure", "{\"userId\": \"%s\"}", person.id()).text("id");
    String line = certificate(request).body().lines().findFirst().orElseThrow();
    List<String> tables = new ArrayList<>();
    new JsonMapper().readTree(line).get("remains").propertyNames().forEach(tables::add);
    return tables;
  }

  /** A copy of the person's data, which is to go with them. */
  private void copyOf(Person whom) {
    String request = whom.does("RequestAccess", "{\"userId\": \"%s\"}", whom.id()).text("id");
    await()
        .atMost(SOON)
        .until(
            () -> whom.client().get("/data-requests/%s/package".formatted(request)).status(),
            status -> status == 200);
  }

  private Response certificate(String request) {
    return await()
        .atMost(SOON)
        .until(
            () -> admin.get("/erasures/%s/certificate".formatted(request)),
            answer -> answer.status() == 200);
  }

  private Map<String, List<String>> readTables() throws SQLException {
    Map<String, List<String>> all = new TreeMap<>();
    try (Connection superuser = superuser()) {
      for (String table : tables(superuser, "read")) {
        if (!table.equals("read.token_entry") && !table.equals("read.migration")) {
          all.put(table, rows(superuser, table));
        }
      }
    }
    return all;
  }

  private List<String> tablesWith(String text) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection superuser = superuser()) {
      for (String schema : List.of("read", "events", "vault")) {
        for (String table : tables(superuser, schema)) {
          boolean there =
              rows(superuser, table).stream()
                  .anyMatch(row -> row.toLowerCase(Locale.ROOT).contains(text));
          if (there) {
            found.add(table);
          }
        }
      }
    }
    return found;
  }

  private static List<String> rows(Connection connection, String table) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (ResultSet result =
        connection
            .createStatement()
            .executeQuery("select t::text from %s t order by 1".formatted(table))) {
      while (result.next()) {
        rows.add(result.getString(1));
      }
    }
    return rows;
  }

  private static List<String> tables(Connection connection, String schema) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (ResultSet result =
        connection
            .createStatement()
            .executeQuery(
                "select schemaname || '.' || tablename from pg_tables where schemaname = '%s'"
                    .formatted(schema))) {
      while (result.next()) {
        tables.add(result.getString(1));
      }
    }
    return tables;
  }

  private Connection superuser() throws SQLException {
    DatabaseUrl url = TestDatabase.superuser(database);
    return DriverManager.getConnection(url.jdbc(), url.user(), url.password());
  }

  private String verify(String certificate, String key) throws Exception {
    Path file = Files.writeString(folder.resolve("certificate.txt"), certificate);
    return Verifier.verify(file.toString(), "--key", key);
  }
}

package dev.lethe.standalone;

import static dev.lethe.standalone.Verifier.verify;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lethe.shared.database.DatabaseUrl;
import dev.lethe.shared.testing.TestClient;
import dev.lethe.shared.testing.TestClient.Response;
import dev.lethe.shared.testing.TestDatabase;
import dev.lethe.standalone.People.Person;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What do you hold about me? */
@TestInstance(Lifecycle.PER_CLASS)
class AccessTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration SOON = Duration.ofSeconds(40);

  @TempDir Path folder;
  private DatabaseUrl database;
  private Path data;
  private TestLethe lethe;
  private TestClient admin;
  private int people;
  private String address;
  private Person ada;

  @BeforeAll
  void start() {
    database = TestDatabase.fresh();
    data = TestLethe.newFolder();
    lethe = TestLethe.both(database, data);
  }

  @BeforeEach
  void somebodyIsThere() {
    var people = new People(lethe);
    admin = people.admin();
    address = "ada%d@example.com".formatted(++this.people);
    ada = people.named(address);
    ada.does(
        "ChangeUserProfile",
        "{\"userId\": \"%s\", \"name\": \"<b>Ada</b>\", \"givenName\": \"=1+1\"}",
        ada.id());
    ada.does("ChangeUserSettings", "{\"userId\": \"%s\", \"theme\": \"dark\"}", ada.id());
    Person captain = people.named("captain" + address);
    String team =
        captain
            .does("CreateTeam", "{\"name\": \"Owls\", \"plan\": \"free\", \"maxMembers\": 5}")
            .text("id");
    captain.does(
        "InviteToTeam",
        "{\"teamId\": \"%s\", \"email\": \"%s\", \"role\": \"member\"}",
        team,
        address.toUpperCase(Locale.ROOT));
    People.done(admin.get("/users/" + ada.id()));
    await()
        .atMost(SOON)
        .until(
            () ->
                !ada.client()
                    .get("/audit?action=audit.personal-data-read")
                    .json()
                    .get("items")
                    .isEmpty());
  }

  @AfterAll
  void stop() {
    lethe.close();
  }

  @Test
  void aPersonGetsACopyOfAllThatIsHeldAboutThem() throws Exception {
    String request = requested();
    Path zip = download(request);

    JsonNode users = JSON.readTree(text(zip, "tables/users.json"));
    assertThat(users.get(0).get("email").asString()).isEqualTo(address);
    assertThat(users.get(0).has("password_hash")).isFalse();
    assertThat(JSON.readTree(text(zip, "tables/user_settings.json")).get(0).get("theme").asString())
        .isEqualTo("dark");
    assertThat(text(zip, "tables/users.csv")).contains(address, "'=1+1");
    assertThat(JSON.readTree(text(zip, "schema.json")).at("/users/columns").size())
        .isEqualTo(users.get(0).size());
    assertThat(text(zip, "tables/team_invites.json")).contains(address.toUpperCase(Locale.ROOT));
    assertThat(text(zip, "index.html")).contains("&lt;b&gt;Ada&lt;/b&gt;").doesNotContain("<b>");
    assertThat(text(zip, "history.html")).contains("user.profile-changed").endsWith("</html>\n");
    List<JsonNode> history = text(zip, "history.jsonl").lines().map(JSON::readTree).toList();
    assertThat(history)
        .anyMatch(
            line ->
                line.get("source").asString().equals("the person")
                    && line.at("/record/changes/theme/to").asString().equals("dark"))
        .anyMatch(line -> line.get("source").asString().equals("somebody else"));
    assertThat(text(zip, "reads.jsonl")).contains("audit.personal-data-read");
    assertThat(text(zip, "events.jsonl")).contains("$sealed").doesNotContain(address);

    Response view = ada.client().get("/data-requests/" + request);
    assertThat(view.json().at("/copy/done")).isEqualTo(view.json().at("/copy/total"));
    assertThat(view.json().at("/copy/done").intValue()).isEqualTo(history.size());
    await()
        .atMost(SOON)
        .until(
            () -> ada.client().get("/data-requests/" + request).text("state"), "answered"::equals);
  }

  @Test
  void aStrangerCanCheckTheCopyAndAnAlteredOneDoesNotPass() throws Exception {
    Path zip = download(requested());
    String key = admin.get("/log/keys").body().strip();
    String other = key.substring(0, key.length() - 6) + "AAAAA=";

    assertThat(verify(zip.toString(), "--key", key))
        .startsWith("verified: all ")
        .contains("events about " + ada.id());
    assertThat(verify(zip.toString())).contains("give --key");
    assertThat(verify(zip.toString(), "--key", other)).doesNotContain("verified: all");
    Path cut = folder.resolve("cut.zip");
    byte[] bytes = Files.readAllBytes(zip);
    Files.write(cut, Arrays.copyOf(bytes, bytes.length / 2));
    assertThat(verify(cut.toString(), "--key", key)).contains("damaged or cut off");
    assertThat(verifyAltered(zip, key, (name, text) -> text.replace("dark", "darn")))
        .contains("is not as the manifest says");
    assertThat(verifyAltered(zip, key, (name, text) -> name.equals("reads.jsonl") ? null : text))
        .contains("reads.jsonl is missing");
    assertThat(
            verifyAltered(
                zip,
                key,
                (name, text) ->
                    name.equals("manifest.txt")
                        ? text.replace("\"events\":", "\"events\":1")
                        : text))
        .contains("manifest is not signed by the key given, or was altered");
  }

  @Test
  void othersGetNoCopyAndAnAdministratorSaysHowIdentityWasChecked() throws Exception {
    Person mallory = new People(lethe).named("mallory@example.com");
    String payload = "{\"userId\": \"%s\"}".formatted(ada.id());
    String request = requested();
    download(request);

    assertThat(mallory.client().command("RequestAccess", payload).status()).isEqualTo(404);
    assertThat(mallory.client().get("/data-requests/%s/package".formatted(request)).status())
        .isEqualTo(404);
    assertThat(admin.command("RequestAccess", payload).problem()).isEqualTo("refused");
    assertThat(admin.get("/data-requests/%s/package".formatted(request)).status()).isEqualTo(200);
  }

  @Test
  void aRectificationIsAskedForAndAnswered() {
    Response asked =
        ada.does(
            "RequestRectification",
            "{\"userId\": \"%s\", \"wish\": \"I am a countess\"}",
            ada.id());
    String answer = "{\"requestId\": \"%s\", \"userId\": \"%s\", \"%s\": \"so it is\"}";
    People.done(
        admin.command("ExtendRequest", answer.formatted(asked.text("id"), ada.id(), "reason")));
    assertThat(
            admin
                .command("ExtendRequest", answer.formatted(asked.text("id"), ada.id(), "reason"))
                .problem())
        .isEqualTo("refused");
    Response done =
        People.done(
            admin.command(
                "CompleteRectification", answer.formatted(asked.text("id"), ada.id(), "note")));

    JsonNode view =
        ada.client()
            .get(
                "/data-requests/" + asked.text("id"),
                "Lethe-After",
                String.valueOf(done.position()))
            .json();
    assertThat(view.get("state").asString()).isEqualTo("answered");
    assertThat(view.get("wish").asString()).isEqualTo("I am a countess");
    assertThat(view.get("answer").asString()).isEqualTo("so it is");
    assertThat(
            admin
                .command("RefuseRequest", answer.formatted(asked.text("id"), ada.id(), "reason"))
                .problem())
        .isEqualTo("refused");
  }

  @Test
  void aCopyThatWasCutOffIsGoneOnWith() throws Exception {
    String request = requested();
    download(request);
    await()
        .atMost(SOON)
        .until(
            () -> ada.client().get("/data-requests/" + request).text("state"), "answered"::equals);
    // as a process leaves it that dies in the middle
    lethe.close();
    DatabaseUrl superuser = TestDatabase.superuser(database);
    try (Connection connection =
        DriverManager.getConnection(superuser.jdbc(), superuser.user(), superuser.password())) {
      connection
          .createStatement()
          .execute(
              """
              delete from read.access_parts
              where request_id = '%1$s'
                and (file not in ('events.jsonl', 'history.jsonl', 'history.html', 'reads.jsonl')
                     or file = 'history.html' and part > 1);
              update read.access_packages set state = 'building', claimed_until = now() where request_id = '%1$s';
              update read.data_requests set state = 'open' where id = '%1$s'
              """
                  .formatted(request));
    }
    lethe = TestLethe.both(database, data);
    admin = lethe.admin();
    ada = new People(lethe).again(ada, "");

    assertThat(verify(download(request).toString(), "--key", admin.get("/log/keys").body().strip()))
        .startsWith("verified: all ");
  }

  private String requested() {
    return ada.does("RequestAccess", "{\"userId\": \"%s\"}", ada.id()).text("id");
  }

  private Path download(String request) throws Exception {
    String path = "/data-requests/%s/package".formatted(request);
    await().atMost(SOON).until(() -> ada.client().get(path).status(), status -> status == 200);
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(URI.create(lethe.url() + path))
                  .header("Authorization", "Bearer " + ada.client().token())
                  .build(),
              HttpResponse.BodyHandlers.ofFile(folder.resolve(request + ".zip")))
          .body();
    }
  }

  private static String text(Path zip, String name) throws IOException {
    try (var file = new ZipFile(zip.toFile())) {
      return new String(
          file.getInputStream(file.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The finding on a copy whose files were changed; null leaves one out. */
  private String verifyAltered(Path zip, String key, BiFunction<String, String, String> change)
      throws IOException {
    Path altered = folder.resolve("altered.zip");
    try (var from = new ZipFile(zip.toFile());
        OutputStream bytes = Files.newOutputStream(altered);
        var to = new ZipOutputStream(bytes)) {
      for (Enumeration<? extends ZipEntry> entries = from.entries(); entries.hasMoreElements(); ) {
        String name = entries.nextElement().getName();
        String text = change.apply(name, text(zip, name));
        if (text != null) {
          to.putNextEntry(new ZipEntry(name));
          to.write(text.getBytes(StandardCharsets.UTF_8));
        }
      }
    }
    return verify(altered.toString(), "--key", key);
  }
}

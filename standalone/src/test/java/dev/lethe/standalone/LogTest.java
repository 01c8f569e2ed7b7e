package dev.lethe.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lethe.shared.database.DatabaseUrl;
import dev.lethe.shared.log.LogKey;
import dev.lethe.shared.testing.TestClient;
import dev.lethe.shared.testing.TestClient.Response;
import dev.lethe.shared.testing.TestDatabase;
import dev.lethe.standalone.verify.VerifyCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The Merkle log over HTTP, and the verifier on the store and on proofs. */
class LogTest {

  private static final int EVENTS = 700;

  @TempDir Path folder;
  private static TestLethe lethe;
  private static TestClient anybody;
  private static long head;

  @BeforeAll
  static void start() {
    lethe = TestLethe.start();
    anybody = TestClient.anonymous(lethe.url());
    TestClient admin = lethe.admin();
    String lines =
        IntStream.range(0, EVENTS)
            .mapToObj(
                n ->
                    "{\"command\": \"RegisterUser\", \"payload\": {\"email\": \"log%d@example.com\", \"subscriptionTier\": \"free\"}}"
                        .formatted(n))
            .collect(Collectors.joining("\n"));
    admin.bulk(lines);
    head =
        admin
            .command(
                "RegisterUser", "{\"email\": \"last@example.com\", \"subscriptionTier\": \"free\"}")
            .position();
    awaitCheckpoint(head);
  }

  @AfterAll
  static void stop() {
    lethe.close();
  }

  @Test
  void aCheckpointFollowsAnAppendWithinTwoSeconds() {
    long position =
        lethe
            .admin()
            .command(
                "RegisterUser", "{\"email\": \"soon@example.com\", \"subscriptionTier\": \"free\"}")
            .position();

    await()
        .atMost(Duration.ofSeconds(2))
        .until(() -> size(anybody.get("/log/checkpoint").body()) >= position);
  }

  @Test
  void aCheckpointIsASignedNote() {
    Response checkpoint = anybody.get("/log/checkpoint");
    String key = anybody.get("/log/keys").body().strip();

    assertThat(checkpoint.body())
        .matches(
            "lethe\\.local/[0-9a-f]{12}\n"
                + "[0-9]+\n"
                + "[A-Za-z0-9+/]{43}=\n\n"
                + "— lethe\\.local/\\S+ [A-Za-z0-9+/]{91}=\n");
    assertThat(key).startsWith(checkpoint.body().lines().findFirst().orElseThrow() + "+");
    assertThat(checkpoint.raw().headers().firstValue("Content-Type").orElseThrow())
        .isEqualToIgnoringCase("text/plain;charset=utf-8");
  }

  @Test
  void tilesAreServedAsTheSpecificationSays() {
    byte[] full = bytes("/log/tile/0/000");
    byte[] partial = bytes("/log/tile/0/001.p/7");
    byte[] above = bytes("/log/tile/1/000.p/2");

    assertThat(full).hasSize(256 * 32);
    assertThat(partial).hasSize(7 * 32);
    assertThat(above).hasSize(2 * 32);
    assertThat(anybody.get("/log/tile/0/x001/000").status()).isEqualTo(404);
    assertThat(anybody.get("/log/tile/0/0").status()).isEqualTo(404);
    assertThat(anybody.get("/log/tile/entries/000").status()).isEqualTo(404);
    assertThat(anybody.get("/log/tile/0/002").status()).as("not full yet").isEqualTo(404);
    assertThat(anybody.get("/log/tile/9/000.p/1").status()).isEqualTo(404);
    assertThat(anybody.get("/log/tile/0/000.p/256").status()).isIn(200, 404);
  }

  @Test
  void proofsOfWhateverPositionHoldAlone() throws IOException {
    String key = anybody.get("/log/keys").body().strip();
    for (long position : new long[] {1, 2, 255, 256, 257, 512, 600, head}) {
      Response proof = anybody.get("/log/proofs/inclusion?position=" + position);

      assertThat(verifyFile(proof.body(), key))
          .startsWith("verified: position %d is in".formatted(position));
    }
    for (long from : new long[] {1, 2, 3, 255, 256, 300, head - 1, head}) {
      Response proof = anybody.get("/log/proofs/consistency?from=%d&to=%d".formatted(from, head));

      assertThat(verifyFile(proof.body(), key)).startsWith("verified: the tree of size " + from);
    }
  }

  @Test
  void aProofThatWasTamperedWithDoesNotHold() throws IOException {
    String key = anybody.get("/log/keys").body().strip();
    String proof = anybody.get("/log/proofs/inclusion?position=300").body();

    assertThat(verifyFile(proof.replace("\"position\":300", "\"position\":301"), key))
        .startsWith("NOT verified");
    assertThat(verifyFile(proof.replaceFirst("\"leafHash\":\"..", "\"leafHash\":\"AA"), key))
        .startsWith("NOT verified");
    assertThat(verifyFile(proof, otherKey())).startsWith("NOT verified");
    assertThat(verifyFile(proof)).contains("--key");
  }

  @Test
  void whatIsNotInTheLogHasNoProof() {
    assertThat(anybody.get("/log/proofs/inclusion?position=0").status()).isEqualTo(404);
    assertThat(anybody.get("/log/proofs/inclusion?position=99999999").status()).isEqualTo(404);
    assertThat(anybody.get("/log/proofs/consistency?from=5&to=3").status()).isEqualTo(404);
    assertThat(anybody.get("/log/proofs/inclusion?position=x").status()).isEqualTo(400);
  }

  @Test
  void theStoreIsAsItWasSigned() throws Exception {
    String key = anybody.get("/log/keys").body().strip();

    assertThat(verify("--database", lethe.database().libpq(), "--key", key))
        .startsWith("verified: ");
    assertThat(verify("--database", lethe.database().libpq())).startsWith("verified: ");
    assertThat(verify("--database", lethe.database().libpq(), "--key", otherKey()))
        .contains("not signed by a known key");
  }

  @Test
  void aSuperuserWhoChangesARowIsFoundOut() throws Exception {
    String url = lethe.database().libpq();

    tamper(
        "update events.event set payload = replace(payload, '\"free\"', '\"team\"') where position"
            + " = 200");
    assertThat(verify("--database", url)).startsWith("NOT verified: position 200 was altered");
    tamper(
        "update events.event set payload = replace(payload, '\"team\"', '\"free\"') where position"
            + " = 200");

    tamper(
        "update events.event set recorded_at = recorded_at + interval '1 microsecond' where"
            + " position = 300");
    assertThat(verify("--database", url)).startsWith("NOT verified: position 300 was altered");
    tamper(
        "update events.event set recorded_at = recorded_at - interval '1 microsecond' where"
            + " position = 300");

    tamper("update events.event set position = -position where position = 400");
    assertThat(verify("--database", url)).startsWith("NOT verified: position ");
    tamper("update events.event set position = -position where position = -400");

    tamper("update events.event set position = -3 where position = 3");
    tamper("update events.event set position = 3 where position = 4");
    tamper("update events.event set position = 4 where position = -3");
    assertThat(verify("--database", url)).startsWith("NOT verified: position 3 was altered");
    tamper("update events.event set position = -3 where position = 3");
    tamper("update events.event set position = 3 where position = 4");
    tamper("update events.event set position = 4 where position = -3");

    assertThat(verify("--database", url)).startsWith("verified: ");
  }

  private static void tamper(String sql) throws Exception {
    DatabaseUrl superuser = TestDatabase.superuser(lethe.database());
    try (Connection connection =
            DriverManager.getConnection(superuser.jdbc(), superuser.user(), superuser.password());
        Statement statement = connection.createStatement()) {
      statement.execute("set session_replication_role = replica");
      assertThat(statement.executeUpdate(sql)).isPositive();
    }
  }

  private String verifyFile(String proof, String... keys) throws IOException {
    Path file = Files.writeString(folder.resolve("proof.json"), proof);
    String[] arguments = new String[1 + 2 * keys.length];
    arguments[0] = file.toString();
    for (int i = 0; i < keys.length; i++) {
      arguments[1 + 2 * i] = "--key";
      arguments[2 + 2 * i] = keys[i];
    }
    return verify(arguments);
  }

  private static String verify(String... arguments) {
    var printed = new StringWriter();
    int status =
        new CommandLine(new VerifyCommand())
            .setOut(new PrintWriter(printed, true))
            .execute(arguments);
    String output = printed.toString();
    assertThat(status).isEqualTo(output.startsWith("verified") ? 0 : 1);
    return output;
  }

  /** Of the same name, by somebody else. */
  private static String otherKey() {
    String name = anybody.get("/log/checkpoint").body().lines().findFirst().orElseThrow();
    return LogKey.read(name, LogKey.generate()).verifierKey();
  }

  private static void awaitCheckpoint(long position) {
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> size(anybody.get("/log/checkpoint").body()) >= position);
  }

  private static long size(String note) {
    return note.startsWith("{")
        ? 0
        : Long.parseLong(note.lines().skip(1).findFirst().orElseThrow());
  }

  private static byte[] bytes(String path) {
    try {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(URI.create(lethe.url() + path)).build(),
              HttpResponse.BodyHandlers.ofByteArray())
          .body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

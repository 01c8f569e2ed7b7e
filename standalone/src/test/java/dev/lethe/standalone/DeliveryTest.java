package dev.lethe.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.lethe.shared.database.DatabaseUrl;
import dev.lethe.shared.testing.TestClient;
import dev.lethe.shared.testing.TestClient.Response;
import dev.lethe.shared.testing.TestDatabase;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The audit log goes to other systems: at least once, in order, and without personal data. */
class DeliveryTest {

  private static final Duration SOON = Duration.ofSeconds(40);
  private static final JsonMapper JSON = new JsonMapper();

  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final AtomicInteger failures = new AtomicInteger();
  private HttpServer receiver;

  private record Received(String id, String timestamp, String signature, String body) {
    JsonNode json() {
      return JSON.readTree(body);
    }
  }

  @BeforeEach
  void startReceiver() throws Exception {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/hook",
        exchange -> {
          var headers = exchange.getRequestHeaders();
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          boolean fails = failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
          if (!fails) {
            received.add(
                new Received(
                    headers.getFirst("webhook-id"),
                    headers.getFirst("webhook-timestamp"),
                    headers.getFirst("webhook-signature"),
                    body));
          }
          exchange.sendResponseHeaders(fails ? 500 : 204, -1);
          exchange.close();
        });
    receiver.start();
  }

  @AfterEach
  void stopReceiver() {
    receiver.stop(0);
  }

  @Test
  void aWebhookGetsEachRecordSignedAndInOrderAlsoAfterFailures() throws Exception {
    try (TestLethe lethe = TestLethe.start()) {
      var people = new People(lethe);
      Response added = addWebhook(people.admin(), "\"actions\": [\"user.\"]");
      failures.set(2);
      People.Person ferret = people.named("ferret@example.com");
      ferret.does("ChangeUserProfile", "{\"userId\": \"%s\", \"name\": \"Ferret\"}", ferret.id());

      await().atMost(SOON).until(() -> received.size() >= 3);
      assertThat(received)
          .extracting(one -> one.json().get("action").asString())
          .containsExactly("user.registered", "user.password-set", "user.profile-changed");
      assertThat(received).extracting(one -> one.json().get("position").longValue()).isSorted();
      assertThat(received)
          .allSatisfy(one -> assertThat(one.body()).doesNotContainIgnoringCase("ferret"));
      assertThat(received.getLast().json().at("/changes/name/personal").asBoolean()).isTrue();
      for (Received one : received) {
        assertThat(one.signature()).isEqualTo("v1," + signature(one, added.text("secret")));
        assertThat(one.id()).startsWith("msg_");
      }
      JsonNode view = people.admin().get("/webhooks").json().get("items").get(0);
      assertThat(view.get("outcome").asString()).isEqualTo("delivered");
      assertThat(view.get("attempts").intValue()).isZero();
      assertThat(people.admin().get("/webhooks").body()).doesNotContain("whsec_", "secret");
      assertThat(ferret.client().get("/webhooks").json().get("items")).isEmpty();
    }
  }

  @Test
  void whatHappenedWhileItWasPausedOrTheProgramWasDownComesLater() throws Exception {
    DatabaseUrl database = TestDatabase.fresh();
    Path data = TestLethe.newFolder();
    String webhook;
    try (TestLethe lethe = TestLethe.both(database, data)) {
      var people = new People(lethe);
      webhook =
          addWebhook(people.admin(), "\"actions\": [\"tenant.created\"], \"ocsf\": true")
              .text("id");
      String which = "{\"webhookId\": \"%s\"}".formatted(webhook);
      People.done(people.admin().command("CreateTenant", "{\"name\": \"One\"}"));
      await().atMost(SOON).until(() -> received.size() == 1);
      People.done(people.admin().command("PauseWebhook", which));
      Response two = People.done(people.admin().command("CreateTenant", "{\"name\": \"Two\"}"));
      People.done(people.admin().get("/webhooks", "Lethe-After", String.valueOf(two.position())));
    }
    try (TestLethe lethe = TestLethe.both(database, data)) {
      TestClient admin = lethe.admin();
      People.done(
          admin.command("RotateWebhookSecret", "{\"webhookId\": \"%s\"}".formatted(webhook)));
      People.done(admin.command("ResumeWebhook", "{\"webhookId\": \"%s\"}".formatted(webhook)));

      await().atMost(SOON).until(() -> received.size() == 2);
      JsonNode event = received.get(1).json();
      assertThat(event.get("class_uid").intValue()).isEqualTo(3004);
      assertThat(event.at("/unmapped/lethe/record/changes/name").asString()).isEqualTo("Two");
      assertThat(received.get(1).signature().split(" ")).as("by both secrets").hasSize(2);
      People.done(admin.command("RemoveWebhook", "{\"webhookId\": \"%s\"}".formatted(webhook)));
      assertThat(
              admin
                  .command("ResumeWebhook", "{\"webhookId\": \"%s\"}".formatted(webhook))
                  .problem())
          .isEqualTo("refused");
    }
  }

  @Test
  void aUrlThatIsNoneIsRefused() {
    try (TestLethe lethe = TestLethe.start()) {
      for (String url :
          List.of("ftp://x.example", "https://user:word@x.example/", "x", "https://")) {
        assertThat(
                lethe.admin().command("AddWebhook", "{\"url\": \"%s\"}".formatted(url)).problem())
            .as(url)
            .isEqualTo("invalid-command");
      }
    }
  }

  @Test
  void kafkaGetsEverythingOnceAndNothingOfAPerson() {
    var broker = new EmbeddedKafkaKraftBroker(1, 1, "lethe-audit");
    broker.afterPropertiesSet();
    try (TestLethe lethe =
        TestLethe.start(Map.of("LETHE_KAFKA_SERVERS", broker.getBrokersAsString()))) {
      var people = new People(lethe);
      People.Person stoat = people.named("stoat@example.com");
      long last =
          stoat
              .does("ChangeUserProfile", "{\"userId\": \"%s\", \"name\": \"Stoat\"}", stoat.id())
              .position();

      List<ConsumerRecord<String, String>> records = new ArrayList<>();
      try (var consumer =
          new KafkaConsumer<>(
              Map.<String, Object>of(
                  "bootstrap.servers",
                  broker.getBrokersAsString(),
                  "group.id",
                  "test",
                  "auto.offset.reset",
                  "earliest"),
              new StringDeserializer(),
              new StringDeserializer())) {
        consumer.subscribe(List.of("lethe-audit"));
        await()
            .atMost(SOON)
            .until(
                () -> {
                  consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                  return records.stream().anyMatch(one -> position(one) >= last);
                });
      }
      assertThat(records)
          .extracting(DeliveryTest::position)
          .doesNotHaveDuplicates()
          .isSorted()
          .startsWith(1L, 2L, 3L);
      assertThat(records)
          .allSatisfy(one -> assertThat(one.value()).doesNotContainIgnoringCase("stoat"));
      assertThat(records).anyMatch(one -> one.key().equals(stoat.id()));
    } finally {
      broker.destroy();
    }
  }

  private Response addWebhook(TestClient admin, String more) {
    return People.done(
        admin.command(
            "AddWebhook",
            "{\"url\": \"http://localhost:%d/hook\", %s}"
                .formatted(receiver.getAddress().getPort(), more)));
  }

  private static long position(ConsumerRecord<String, String> one) {
    return Long.parseLong(
        new String(one.headers().lastHeader("lethe-position").value(), StandardCharsets.US_ASCII));
  }

  /** As the specification of Standard Webhooks has it. */
  private static String signature(Received one, String secret) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(
        new SecretKeySpec(
            Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
    return Base64.getEncoder()
        .encodeToString(
            mac.doFinal(
                "%s.%s.%s"
                    .formatted(one.id(), one.timestamp(), one.body())
                    .getBytes(StandardCharsets.UTF_8)));
  }
}

package dev.lethe.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import dev.lethe.command.CommandSide;
import dev.lethe.query.QuerySide;
import dev.lethe.shared.SharedConfiguration;
import dev.lethe.shared.access.KeyFolder;
import dev.lethe.shared.database.Database;
import dev.lethe.shared.database.DatabaseRole;
import dev.lethe.shared.database.DatabaseUrl;
import dev.lethe.shared.erasure.ErasureEvent.ErasureRequested;
import dev.lethe.shared.log.Checkpoint;
import dev.lethe.shared.log.Checkpointer;
import dev.lethe.shared.log.LogKey;
import dev.lethe.shared.log.TransparencyLog;
import dev.lethe.shared.store.ClaimKey;
import dev.lethe.shared.store.DomainEvent;
import dev.lethe.shared.store.EventCodec;
import dev.lethe.shared.store.EventTypes;
import dev.lethe.shared.store.PostgresEventStorageEngine;
import dev.lethe.shared.tenant.TenantEvent.TenantCreated;
import dev.lethe.shared.user.Profile;
import dev.lethe.shared.user.SubscriptionTier;
import dev.lethe.shared.user.UserEvent.UserProfileChanged;
import dev.lethe.shared.user.UserEvent.UserRegistered;
import dev.lethe.shared.value.Ids;
import dev.lethe.shared.vault.KeyedVault;
import dev.lethe.shared.vault.MasterKey;
import dev.lethe.shared.vault.Retention;
import dev.lethe.shared.vault.SecretBox;
import dev.lethe.shared.vault.SubjectKeys;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The whole program on a log of some size, in which a person's events are spread evenly: how long a
 * copy of their data takes, and how long it takes to forget them.
 */
final class AccessRun implements AutoCloseable {

  private static final int OF_PERSON = 10_000;
  private static final int BATCH = 2_000;
  private static final String PASSWORD = "benchmark password";

  private final UUID person = Ids.next();
  private final DatabaseUrl url;
  private final Path data;
  private final ConfigurableApplicationContext lethe;
  private final JdbcClient jdbc;

  /**
   * Fills a log and starts the program on it.
   *
   * @param projected whether the read tables are made of it too, which takes a while
   */
  AccessRun(Server server, int size, boolean projected) throws IOException {
    url = server.fresh("access");
    data = Files.createTempDirectory("benchmark-access-");
    fill(size);
    jdbc = JdbcClient.create(server.superuser(url));
    if (!projected) {
      skipProjections();
    }
    lethe =
        new SpringApplicationBuilder(CommandSide.class, QuerySide.class)
            .initializers(
                starting ->
                    starting
                        .getEnvironment()
                        .getPropertySources()
                        .addFirst(new MapPropertySource("benchmark", settings())))
            .run();
    while (projected && reached() < size) {
      pause();
    }
  }

  private Map<String, Object> settings() {
    return Map.of(
        "LETHE_DB_URL",
        url.libpq(),
        "LETHE_DATA",
        data.toString(),
        "LETHE_ADMIN_EMAIL",
        "admin@example.com",
        "LETHE_ADMIN_PASSWORD",
        PASSWORD,
        "server.port",
        0);
  }

  private void fill(int size) {
    var database = new Database(url);
    database.migrate("events");
    database.migrate("vault");
    var folder = new KeyFolder(data.resolve("keys"));
    try (HikariDataSource vaultPool = database.pool(DatabaseRole.VAULT, 2);
        HikariDataSource pool = database.pool(DatabaseRole.WRITER, 4);
        var keys =
            new SubjectKeys(
                vaultPool, database.unpooled(DatabaseRole.VAULT), () -> MasterKey.of(folder));
        var engine =
            new PostgresEventStorageEngine(
                pool,
                new EventCodec(
                    new EventTypes(SharedConfiguration.EVENTS),
                    List.of(),
                    new KeyedVault(keys, new SecretBox(folder), Retention.FOR_EVER)),
                new ClaimKey(folder.claimKey()));
        var _ =
            new Checkpointer(
                database.unpooled(DatabaseRole.WRITER),
                LogKey.read(
                    "lethe.local/" + folder.installationId(),
                    folder.text("log.key", LogKey::generate)))) {
      engine.requireSameClaimKey();
      int ofPerson = 0;
      for (int stored = 0; stored < size; stored += BATCH) {
        List<GenericDomainEventMessage<?>> batch = new ArrayList<>();
        long due = (long) OF_PERSON * (stored + BATCH) / size;
        while (ofPerson < due) {
          batch.add(
              message("User", person, ofPerson, ofPerson == 0 ? registered() : changed(ofPerson)));
          ofPerson++;
        }
        while (batch.size() < BATCH) {
          UUID tenant = Ids.next();
          batch.add(message("Tenant", tenant, 0, new TenantCreated(tenant, "Filler")));
        }
        engine.appendEvents(batch);
      }
      var log = new TransparencyLog(pool);
      while (log.latest().map(Checkpoint::size).orElse(0L) < size) {
        pause();
      }
    }
  }

  private DomainEvent registered() {
    return new UserRegistered(person, "person@example.com", SubscriptionTier.FREE);
  }

  private DomainEvent changed(int n) {
    return new UserProfileChanged(person, profile(n - 1), profile(n));
  }

  private static Profile profile(int n) {
    return new Profile(
        "Name " + n, "Given", "Family", "https://example.com/%d.png".formatted(n), null);
  }

  private GenericDomainEventMessage<?> message(
      String type, UUID stream, long sequence, DomainEvent event) {
    return new GenericDomainEventMessage<>(
        type,
        stream.toString(),
        sequence,
        event,
        MetaData.from(
            Map.of(
                "actor",
                person.toString(),
                "tenant",
                (type.equals("User") ? person : stream).toString(),
                "command",
                "Benchmark",
                "correlationId",
                "benchmark")));
  }

  private void skipProjections() {
    new Database(url).migrate("read");
    for (String group : List.of("identity", "privacy", "audit")) {
      jdbc.sql(
              """
              insert into read.token_entry (processor_name, segment, token, token_type)
              select :name, 0,
                     convert_to(json_build_object('globalIndex', (select max(position) from events.event))::text, 'UTF8'),
                     'org.axonframework.eventhandling.GlobalSequenceTrackingToken'
              """)
          .param("name", group)
          .update();
    }
  }

  private long reached() {
    return jdbc.sql("select coalesce(min(position), 0) from read.projection_position")
        .query(Long.class)
        .single();
  }

  /** Seconds from the request until the copy is ready. */
  double copy() {
    UUID request = Ids.next();
    long position = jdbc.sql("select max(size) from events.checkpoint").query(Long.class).single();
    jdbc.sql(
            """
            insert into read.data_requests (id, user_id, kind, state, identity_check, requested_at, due_at,
                                            requested_position, position)
            values (:id, :person, 'access', 'open', 'benchmark', now(), now(), :position, :position)
            """)
        .param("id", request)
        .param("person", person)
        .param("position", position)
        .update();
    // from when it is taken up, so that the second in which that happens does not count
    while (state(request).isEmpty()) {
      pause();
    }
    long began = System.nanoTime();
    while (!state(request).equals("ready")) {
      pause();
    }
    return (System.nanoTime() - began) / 1e9;
  }

  private String state(UUID request) {
    return jdbc.sql("select state from read.access_packages where request_id = :id")
        .param("id", request)
        .query(String.class)
        .optional()
        .orElse("");
  }

  /** Seconds from the request until a certificate is issued. */
  double erasure() throws IOException, InterruptedException {
    PostgresEventStorageEngine engine = lethe.getBean(PostgresEventStorageEngine.class);
    String base = "http://localhost:" + lethe.getEnvironment().getProperty("local.server.port");
    try (HttpClient http = HttpClient.newHttpClient()) {
      String session =
          http.send(
                  HttpRequest.newBuilder(URI.create(base + "/sessions"))
                      .header("Content-Type", "application/json")
                      .POST(
                          HttpRequest.BodyPublishers.ofString(
                              "{\"email\": \"admin@example.com\", \"password\": \"%s\"}"
                                  .formatted(PASSWORD)))
                      .build(),
                  HttpResponse.BodyHandlers.ofString())
              .body();
      String token = session.replaceAll("(?s).*\"accessToken\":\"([^\"]*)\".*", "$1");
      UUID request = Ids.next();
      long began = System.nanoTime();
      engine.appendEvents(
          List.of(
              message(
                  "Erasure",
                  request,
                  0,
                  new ErasureRequested(request, person, Instant.now(), "benchmark"))));
      HttpRequest ask =
          HttpRequest.newBuilder(URI.create(base + "/erasures/%s/certificate".formatted(request)))
              .header("Authorization", "Bearer " + token)
              .build();
      while (http.send(ask, HttpResponse.BodyHandlers.discarding()).statusCode() != 200) {
        pause();
      }
      return (System.nanoTime() - began) / 1e9;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(10);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    lethe.close();
  }
}

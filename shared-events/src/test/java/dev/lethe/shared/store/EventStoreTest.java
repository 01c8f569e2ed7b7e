package dev.lethe.shared.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.lethe.shared.database.Database;
import dev.lethe.shared.database.DatabaseRole;
import dev.lethe.shared.database.DatabaseUrl;
import dev.lethe.shared.testing.TestDatabase;
import dev.lethe.shared.user.SubscriptionTier;
import dev.lethe.shared.user.UserEvent;
import dev.lethe.shared.user.UserEvent.SubscriptionTierChanged;
import dev.lethe.shared.user.UserEvent.UserEmailChanged;
import dev.lethe.shared.user.UserEvent.UserRegistered;
import dev.lethe.shared.value.Ids;
import dev.lethe.shared.vault.Vault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The event store on a real PostgreSQL, by one process and by two. */
class EventStoreTest {

  private final DatabaseUrl url = TestDatabase.fresh();
  private final EventCodec codec =
      new EventCodec(new EventTypes(List.of(UserEvent.class)), List.of(), Vault.NONE);
  private HikariDataSource pool;
  private PostgresEventStorageEngine store;
  private PostgresEventStorageEngine otherProcess;
  private EventReader reader;

  @BeforeEach
  void open() {
    var database = new Database(url);
    database.migrate("events");
    pool = database.pool(DatabaseRole.WRITER, 8);
    var key = new ClaimKey(new byte[32]);
    store = new PostgresEventStorageEngine(pool, codec, key);
    otherProcess = new PostgresEventStorageEngine(pool, codec, key);
    reader = new EventReader(pool, codec);
  }

  @AfterEach
  void close() {
    store.close();
    otherProcess.close();
    pool.close();
  }

  @Test
  void whatIsAppendedIsReadBackAsItWas() {
    UUID ada = Ids.next();
    UUID tenant = Ids.next();
    var registered =
        new GenericDomainEventMessage<>(
            "User",
            ada.toString(),
            0,
            new UserRegistered(ada, "ada@example.com", SubscriptionTier.PRO),
            MetaData.with("tenant", tenant.toString()).and("actor", "somebody"));

    store.appendEvents(List.of(registered));

    var read = reader.stream(ada, 0).getFirst();
    assertThat(read.getPayload()).isEqualTo(registered.getPayload());
    assertThat(read.getMetaData()).isEqualTo(registered.getMetaData());
    assertThat(read.getIdentifier()).isEqualTo(registered.getIdentifier());
    assertThat(read.getType()).isEqualTo("User");
    assertThat(row("select tenant, subject from events.event"))
        .containsEntry("tenant", tenant)
        .containsEntry("subject", ada);
  }

  @Test
  void positionsHaveNoGapInWhateverOrderManyCallersAppend() throws Exception {
    inParallel(
        64,
        n -> {
          PostgresEventStorageEngine process = n % 2 == 0 ? store : otherProcess;
          UUID user = Ids.next();
          process.appendEvents(List.of(registered(user, "user%d@example.com".formatted(n))));
          for (int i = 1; i <= 10; i++) {
            process.appendEvents(List.of(tierChanged(user, i)));
          }
          return null;
        });

    assertThat(positions()).isEqualTo(LongStream.rangeClosed(1, 64 * 11).boxed().toList());
  }

  @Test
  void everyStreamIsInItsOwnOrderInTheOneOrder() throws Exception {
    List<UUID> users = IntStream.range(0, 20).mapToObj(n -> Ids.next()).toList();
    inParallel(
        20,
        n -> {
          store.appendEvents(List.of(registered(users.get(n), "user%d@example.com".formatted(n))));
          store.appendEvents(List.of(tierChanged(users.get(n), 1), tierChanged(users.get(n), 2)));
          return null;
        });

    for (UUID user : users) {
      List<Long> sequence =
          reader
              .after(0)
              .map(event -> (DomainEventMessage<?>) event)
              .filter(event -> event.getAggregateIdentifier().equals(user.toString()))
              .map(DomainEventMessage::getSequenceNumber)
              .toList();
      assertThat(sequence).containsExactly(0L, 1L, 2L);
    }
  }

  @Test
  void ofTwoThatContinueAStreamAtOnceOneWinsAndItsNeighboursAreNotHurt() throws Exception {
    UUID contested = Ids.next();
    store.appendEvents(List.of(registered(contested, "contested@example.com")));

    List<Future<Object>> outcomes =
        inParallel(
            40,
            n -> {
              try {
                PostgresEventStorageEngine process = n % 4 == 0 ? otherProcess : store;
                if (n % 2 == 0) {
                  process.appendEvents(List.of(tierChanged(contested, 1)));
                } else {
                  process.appendEvents(
                      List.of(registered(Ids.next(), "neighbour%d@example.com".formatted(n))));
                }
                return "stored";
              } catch (ConcurrencyException e) {
                return "conflict";
              }
            });

    List<Object> results = new ArrayList<>();
    for (Future<Object> outcome : outcomes) {
      results.add(outcome.get());
    }
    assertThat(results).filteredOn("conflict"::equals).hasSize(19);
    assertThat(reader.stream(contested, 0)).hasSize(2);
    assertThat(positions()).isEqualTo(LongStream.rangeClosed(1, 22).boxed().toList());
  }

  @Test
  void aValueIsClaimedOnceEvenInARace() throws Exception {
    List<Future<Object>> outcomes =
        inParallel(
            16,
            n -> {
              try {
                (n % 2 == 0 ? store : otherProcess)
                    .appendEvents(List.of(registered(Ids.next(), "Same@Example.com")));
                return "stored";
              } catch (AppendRefused.ValueTaken e) {
                return e.scope();
              }
            });

    List<Object> results = new ArrayList<>();
    for (Future<Object> outcome : outcomes) {
      results.add(outcome.get());
    }
    assertThat(results).filteredOn("stored"::equals).hasSize(1);
    assertThat(results).filteredOn("user.email"::equals).hasSize(15);
    assertThat(positions()).containsExactly(1L);
  }

  @Test
  void aReleasedValueCanBeClaimedAgain() {
    UUID ada = Ids.next();
    UUID ben = Ids.next();
    store.appendEvents(List.of(registered(ada, "shared@example.com")));
    store.appendEvents(
        List.of(event(ada, 1, new UserEmailChanged(ada, "shared@example.com", "own@example.com"))));

    store.appendEvents(List.of(registered(ben, "shared@example.com")));

    assertThat(store.holderOf("user.email", "shared@example.com")).contains(ben);
    assertThat(store.holderOf("user.email", "own@example.com")).contains(ada);
  }

  @Test
  void claimsOfStoredEventsAreDerivedAnewWhereTheyAreOfAnOlderRevision() {
    UUID ada = Ids.next();
    store.requireSameClaimKey();
    store.appendEvents(List.of(registered(ada, "first@example.com")));
    store.appendEvents(
        List.of(event(ada, 1, new UserEmailChanged(ada, "first@example.com", "own@example.com"))));
    JdbcClient.create(pool).sql("delete from events.claim").update();

    store.deriveClaims();

    assertThat(store.holderOf("user.email", "own@example.com")).contains(ada);
    assertThat(store.holderOf("user.email", "first@example.com")).isEmpty();
    JdbcClient.create(pool).sql("delete from events.claim").update();
    store.deriveClaims(); // once only
    assertThat(store.holderOf("user.email", "own@example.com")).isEmpty();
  }

  @Test
  void theClaimsTableDoesNotHoldTheValue() {
    store.appendEvents(List.of(registered(Ids.next(), "secret@example.com")));

    assertThat(row("select scope, encode(value_hash, 'escape') as hash from events.claim"))
        .containsEntry("scope", "user.email")
        .hasEntrySatisfying("hash", hash -> assertThat((String) hash).doesNotContain("secret"));
  }

  @Test
  void theAnswerToAnIdempotentCommandIsKeptWithItsEvents() throws Exception {
    UUID ada = Ids.next();
    var key = new IdempotencyKey("ab".repeat(32), "cd".repeat(32));
    var scope = new AppendScope(key, OptionalLong.empty());

    scope.<Object>call(
        () -> {
          store.appendEvents(List.of(registered(ada, "ada@example.com"), tierChanged(ada, 1)));
          return "";
        });

    Optional<PostgresEventStorageEngine.Kept> kept = otherProcess.answerTo(key);
    assertThat(kept).isPresent();
    assertThat(kept.get().fingerprint()).isEqualTo(key.fingerprint());
    assertThat(kept.get().answer()).isEqualTo(scope.answer());
    assertThat(kept.get().answer().position()).isEqualTo(2);
  }

  @Test
  void aSecondAppendUnderOneIdempotencyKeyIsRefusedWhole() throws Exception {
    var key = new IdempotencyKey("ab".repeat(32), "cd".repeat(32));
    appendUnder(key, Ids.next(), "first@example.com");

    assertThatThrownBy(() -> appendUnder(key, Ids.next(), "second@example.com"))
        .isInstanceOf(AppendRefused.AlreadyAnswered.class);
    assertThat(positions()).containsExactly(1L);
    assertThat(store.holderOf("user.email", "second@example.com")).isEmpty();
  }

  @Test
  void theTailGivesEveryEventOnceWhileOthersAppend() throws Exception {
    var signal = new AppendSignal(new Database(url).unpooled(DatabaseRole.PROJECTOR));
    try (var stream = new EventTail(reader, signal).openStream(null);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int n = 0; n < 50; n++) {
        int number = n;
        threads.submit(
            () ->
                (number % 2 == 0 ? store : otherProcess)
                    .appendEvents(
                        List.of(registered(Ids.next(), "user%d@example.com".formatted(number)))));
      }

      List<Long> seen = new ArrayList<>();
      while (seen.size() < 50 && stream.hasNextAvailable(20, TimeUnit.SECONDS)) {
        TrackedEventMessage<?> next = stream.nextAvailable();
        seen.add(EventReader.position(next.trackingToken()));
      }
      assertThat(seen).isEqualTo(LongStream.rangeClosed(1, 50).boxed().toList());
    } finally {
      signal.close();
    }
  }

  @Test
  void eventsAreReadByTenantAndBySubjectInPages() {
    UUID tenant = Ids.next();
    UUID ada = Ids.next();
    for (int n = 0; n < 5; n++) {
      UUID user = n == 3 ? ada : Ids.next();
      store.appendEvents(
          List.of(
              registered(user, "page%d@example.com".formatted(n))
                  .andMetaData(MetaData.with("tenant", (n % 2 == 0 ? tenant : user).toString()))));
    }

    assertThat(reader.ofTenant(tenant, 0, 2))
        .extracting(EventStoreTest::position)
        .containsExactly(1L, 3L);
    assertThat(reader.ofTenant(tenant, 3, 2))
        .extracting(EventStoreTest::position)
        .containsExactly(5L);
    assertThat(reader.ofSubject(ada, 0, 10))
        .extracting(EventStoreTest::position)
        .containsExactly(4L);
  }

  private static long position(TrackedEventMessage<?> event) {
    return EventReader.position(event.trackingToken());
  }

  @Test
  void aCallerIsToldWhenTheStoreIsClosed() {
    store.close();

    assertThatThrownBy(
            () -> store.appendEvents(List.of(registered(Ids.next(), "late@example.com"))))
        .isInstanceOf(EventStoreUnavailable.class);
  }

  @Test
  void aProcessWithOtherKeysIsTurnedAway() {
    store.requireSameClaimKey();
    byte[] other = new byte[32];
    other[0] = 1;

    try (var stranger = new PostgresEventStorageEngine(pool, codec, new ClaimKey(other))) {
      assertThatThrownBy(stranger::requireSameClaimKey).hasMessageContaining("LETHE_KEYS");
    }
  }

  private void appendUnder(IdempotencyKey key, UUID user, String email) throws Exception {
    new AppendScope(key, OptionalLong.empty())
        .<Object>call(
            () -> {
              store.appendEvents(List.of(registered(user, email)));
              return "";
            });
  }

  private static GenericDomainEventMessage<Object> registered(UUID user, String email) {
    return event(user, 0, new UserRegistered(user, email, SubscriptionTier.FREE));
  }

  private static GenericDomainEventMessage<Object> tierChanged(UUID user, long sequenceNumber) {
    return event(
        user,
        sequenceNumber,
        new SubscriptionTierChanged(user, SubscriptionTier.FREE, SubscriptionTier.PRO));
  }

  private static GenericDomainEventMessage<Object> event(UUID user, long sequence, Object payload) {
    return new GenericDomainEventMessage<>("User", user.toString(), sequence, payload);
  }

  private List<Long> positions() {
    return JdbcClient.create(pool)
        .sql("select position from events.event order by position")
        .query(Long.class)
        .list();
  }

  private Map<String, Object> row(String sql) {
    return JdbcClient.create(pool).sql(sql).query().singleRow();
  }

  private interface Work {
    Object run(int number) throws Exception;
  }

  private static List<Future<Object>> inParallel(int callers, Work work) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Object>> tasks =
          IntStream.range(0, callers)
              .mapToObj(number -> (Callable<Object>) () -> String.valueOf(work.run(number)))
              .toList();
      List<Future<Object>> done = threads.invokeAll(tasks);
      for (Future<Object> one : done) {
        one.get();
      }
      return done;
    }
  }
}

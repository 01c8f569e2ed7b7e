package dev.lethe.shared.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.lethe.shared.access.KeyFolder;
import dev.lethe.shared.database.Database;
import dev.lethe.shared.database.DatabaseRole;
import dev.lethe.shared.database.DatabaseUrl;
import dev.lethe.shared.testing.TestDatabase;
import dev.lethe.shared.user.Profile;
import dev.lethe.shared.user.UserEvent.UserEmailChanged;
import dev.lethe.shared.user.UserEvent.UserProfileChanged;
import dev.lethe.shared.vault.SubjectKeys.KeptKey;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class VaultTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final UUID ADA = UUID.randomUUID();
  private static final UUID GRACE = UUID.randomUUID();
  private static final UUID EVENT = UUID.randomUUID();

  @TempDir Path folder;
  private DatabaseUrl url;
  private HikariDataSource pool;
  private SubjectKeys keys;
  private Vault vault;

  @BeforeEach
  void open() {
    url = TestDatabase.fresh();
    var database = new Database(url);
    database.migrate("vault");
    pool = database.pool(DatabaseRole.VAULT, 5);
    keys = keys(MasterKey.of(new KeyFolder(folder)));
    vault = vault(keys);
  }

  @AfterEach
  void close() {
    keys.close();
    pool.close();
  }

  @Test
  void aSealedValueIsUnreadableAndOpensAsItWas() {
    ObjectNode payload = emailChanged();

    seal(vault, UserEmailChanged.class, EVENT, ADA, null, payload);
    assertThat(payload.toString()).doesNotContain("ada@").contains(ADA.toString());

    vault.open(UserEmailChanged.class, EVENT, ADA, payload);
    assertThat(payload).isEqualTo(emailChanged());
  }

  @Test
  void equalValuesAreSealedDifferently() {
    ObjectNode one = emailChanged();
    ObjectNode other = emailChanged();
    seal(vault, UserEmailChanged.class, EVENT, ADA, null, one);
    seal(vault, UserEmailChanged.class, EVENT, ADA, null, other);

    assertThat(one).isNotEqualTo(other);
  }

  @Test
  void aValueOpensInItsEventAndFieldAndForItsSubjectOnly() {
    ObjectNode payload = emailChanged();
    seal(vault, UserEmailChanged.class, EVENT, ADA, null, payload);
    ObjectNode swapped = payload.deepCopy();
    swapped.set("from", payload.get("to"));

    assertThatThrownBy(
            () -> vault.open(UserEmailChanged.class, UUID.randomUUID(), ADA, payload.deepCopy()))
        .hasMessageContaining("does not open");
    assertThatThrownBy(() -> vault.open(UserEmailChanged.class, EVENT, ADA, swapped))
        .hasMessageContaining("does not open");
    ObjectNode ofGrace = emailChanged();
    seal(vault, UserEmailChanged.class, EVENT, GRACE, null, ofGrace);
    assertThatThrownBy(() -> vault.open(UserEmailChanged.class, EVENT, GRACE, payload.deepCopy()))
        .hasMessageContaining("does not open");
  }

  @Test
  void destroyedKeysLeaveBlankValuesThatAreTheSameEachTime() throws Exception {
    ObjectNode email = emailChanged();
    ObjectNode profile = profileChanged();
    seal(vault, UserEmailChanged.class, EVENT, ADA, null, email);
    seal(vault, UserProfileChanged.class, EVENT, ADA, null, profile);
    ObjectNode ofGrace = emailChanged();
    seal(vault, UserEmailChanged.class, EVENT, GRACE, null, ofGrace);

    keys.destroy(ADA);

    vault.open(UserEmailChanged.class, EVENT, ADA, email);
    assertThat(email.get("from").asString()).isEqualTo("erased:" + ADA);
    vault.open(UserProfileChanged.class, EVENT, ADA, profile);
    assertThat(JSON.treeToValue(profile.get("to"), Profile.class)).isEqualTo(Profile.EMPTY);
    vault.open(UserEmailChanged.class, EVENT, GRACE, ofGrace);
    assertThat(ofGrace).isEqualTo(emailChanged());
    try (Connection connection =
            DriverManager.getConnection(url.jdbc(), url.user(), url.password());
        var rows =
            connection
                .createStatement()
                .executeQuery(
                    "select count(*) from vault.data_key where wrapped is not null and subject = '%s'"
                        .formatted(ADA))) {
      rows.next();
      assertThat(rows.getInt(1)).isZero();
    }
  }

  @Test
  void nothingMoreIsKeptOfAnErasedPerson() {
    keys.destroy(ADA);
    keys.destroy(ADA); // once is enough, twice does no harm

    assertThatThrownBy(() -> seal(vault, UserEmailChanged.class, EVENT, ADA, null, emailChanged()))
        .isInstanceOf(SubjectErased.class);
  }

  @Test
  void whoeverSealsForANewPersonAtTheSameTimeSealsUnderTheKeyThatIsStored() throws Exception {
    List<UUID> people = Stream.generate(UUID::randomUUID).limit(200).toList();
    List<Future<ObjectNode>> sealed = new ArrayList<>();
    try (SubjectKeys otherKeys = keys(MasterKey.of(new KeyFolder(folder)));
        ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (UUID person : people) {
        for (Vault one : List.of(vault, vault, vault(otherKeys), vault(otherKeys))) {
          sealed.add(
              threads.submit(
                  () -> {
                    ObjectNode payload = emailChanged();
                    seal(one, UserEmailChanged.class, EVENT, person, null, payload);
                    return payload;
                  }));
        }
      }
    }

    try (SubjectKeys fresh = keys(MasterKey.of(new KeyFolder(folder)))) {
      for (int i = 0; i < sealed.size(); i++) {
        ObjectNode payload = sealed.get(i).get();
        vault(fresh).open(UserEmailChanged.class, EVENT, people.get(i / 4), payload);
        assertThat(payload).isEqualTo(emailChanged());
      }
    }
  }

  @Test
  void callsThatMakeTheSameKeysInAnyOrderDoNotStopEachOther() throws Exception {
    List<UUID> people = Stream.generate(UUID::randomUUID).limit(500).toList();
    List<SubjectKeys> processes =
        Stream.generate(() -> keys(MasterKey.of(new KeyFolder(folder)))).limit(4).toList();
    List<Future<Boolean>> stored = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (SubjectKeys process : processes) {
        List<UUID> shuffled = new ArrayList<>(people);
        Collections.shuffle(shuffled);
        var fresh = new NewKeys();
        shuffled.forEach(
            person -> process.toSeal(person, DataCategory.IDENTITY, Retention.PERMANENT, fresh));
        stored.add(
            threads.submit(
                () -> {
                  process.store(List.of(fresh));
                  return fresh.areStored();
                }));
      }
    }
    processes.forEach(SubjectKeys::close);

    List<Boolean> outcomes = new ArrayList<>();
    for (Future<Boolean> one : stored) {
      outcomes.add(one.get());
    }
    assertThat(outcomes).containsExactlyInAnyOrder(true, false, false, false);
  }

  @Test
  void ofTwoKeysOfOneNameInACallOneIsStored() {
    var one = new NewKeys();
    var other = new NewKeys();
    keys.toSeal(ADA, DataCategory.IDENTITY, Retention.PERMANENT, one);
    try (SubjectKeys otherKeys = keys(MasterKey.of(new KeyFolder(folder)))) {
      otherKeys.toSeal(ADA, DataCategory.IDENTITY, Retention.PERMANENT, other);
    }

    vault.store(List.of(one, other));

    assertThat(List.of(one.areStored(), other.areStored())).containsExactlyInAnyOrder(true, false);
  }

  @Test
  void keysDestroyedInOneProcessAreForgottenByTheOthers() {
    SubjectKeys otherKeys = keys(MasterKey.of(new KeyFolder(folder)));
    try (otherKeys) {
      Vault other = vault(otherKeys);
      ObjectNode payload = emailChanged();
      seal(vault, UserEmailChanged.class, EVENT, ADA, null, payload);
      ObjectNode read = payload.deepCopy();
      other.open(UserEmailChanged.class, EVENT, ADA, read);
      assertThat(read).isEqualTo(emailChanged());

      keys.destroy(ADA);

      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(
              () -> {
                ObjectNode again = payload.deepCopy();
                other.open(UserEmailChanged.class, EVENT, ADA, again);
                assertThat(again.get("to").asString()).isEqualTo("erased:" + ADA);
              });
    }
  }

  @Test
  void aRotatedMasterKeyWrapsAnewAndOpensWhatWasSealedBefore() {
    ObjectNode payload = emailChanged();
    seal(vault, UserEmailChanged.class, EVENT, ADA, null, payload);

    try (SubjectKeys running = keys(() -> MasterKey.of(new KeyFolder(folder)));
        SubjectKeys after = keys(MasterKey.rotate(new KeyFolder(folder)))) {
      assertThat(after.rewrap()).isEqualTo(1);
      for (SubjectKeys one : List.of(running, after)) {
        ObjectNode opened = payload.deepCopy();
        vault(one).open(UserEmailChanged.class, EVENT, ADA, opened);
        assertThat(opened).isEqualTo(emailChanged());
      }
    }
  }

  @Test
  void anotherMasterKeyOpensNothing(@TempDir Path otherFolder) {
    ObjectNode payload = emailChanged();
    seal(vault, UserEmailChanged.class, EVENT, ADA, null, payload);

    try (SubjectKeys stranger = keys(MasterKey.of(new KeyFolder(otherFolder)))) {
      assertThatThrownBy(() -> vault(stranger).open(UserEmailChanged.class, EVENT, ADA, payload))
          .hasMessageContaining("the master key does not unwrap");
    }
  }

  @Test
  void aDatabaseThatComesBackWithAnOldVaultAgreesWithTheLedger() {
    ObjectNode payload = emailChanged();
    seal(vault, UserEmailChanged.class, EVENT, ADA, null, payload);
    var ledger = new ErasureLedger(folder.resolve("ledger.txt"));
    ledger.add(List.of(ADA), Instant.EPOCH);

    keys.agreeWith(ledger, Instant.EPOCH);

    vault.open(UserEmailChanged.class, EVENT, ADA, payload);
    assertThat(payload.get("to").asString()).isEqualTo("erased:" + ADA);
    assertThat(keys.erased().notLogged()).containsExactly(ADA);
    keys.destroy(GRACE);
    keys.agreeWith(ledger, Instant.EPOCH);
    assertThat(ledger.subjects()).containsExactly(ADA, GRACE);
  }

  @Test
  void dataThatIsKeptForAWhileHasAKeyOfItsDay() {
    Instant now = Instant.parse("2026-05-03T23:59:00Z");
    Retention month =
        (tenant, category) ->
            category == DataCategory.ACTIVITY ? Retention.days(30, now) : Retention.PERMANENT;
    var forAWhile = new KeyedVault(keys, new SecretBox(new KeyFolder(folder)), month);
    String sealed =
        forAWhile.sealAtOnce(
            fresh -> forAWhile.sealText(ADA, null, EVENT, "address", "192.0.2.1", fresh));
    ObjectNode payload = emailChanged();
    seal(forAWhile, UserEmailChanged.class, EVENT, ADA, null, payload);

    assertThat(sealed).contains("/activity/30d-2026-05-03/").doesNotContain("192.0.2.1");
    assertThat(forAWhile.openText(EVENT, "address", sealed)).contains("192.0.2.1");
    assertThat(keys.over(Instant.parse("2026-06-02T23:59:59Z"))).isEmpty();
    List<KeptKey> over = keys.over(Instant.parse("2026-06-03T00:00:00Z"));
    assertThat(over).containsExactly(new KeptKey(ADA, DataCategory.ACTIVITY, "30d-2026-05-03"));

    over.forEach(keys::destroy);

    assertThat(forAWhile.openText(EVENT, "address", sealed)).isEmpty();
    forAWhile.open(UserEmailChanged.class, EVENT, ADA, payload);
    assertThat(payload).as("what is permanent stays").isEqualTo(emailChanged());
    assertThat(keys.erased().contains(ADA)).isFalse();
  }

  @Test
  void aKeyThatIsBeingMadeOpensNothing() {
    String sealed =
        vault.sealAtOnce(fresh -> vault.sealText(ADA, null, EVENT, "address", "192.0.2.1", fresh));
    keys.destroy(new KeptKey(ADA, DataCategory.ACTIVITY, Retention.PERMANENT));

    var fresh = new NewKeys();
    keys.toSeal(ADA, DataCategory.ACTIVITY, Retention.PERMANENT, fresh);

    assertThat(vault.openText(EVENT, "address", sealed)).isEmpty();
    vault.store(List.of(fresh));
    assertThatThrownBy(fresh::areStored).isInstanceOf(SubjectErased.class);
    assertThat(vault.openText(EVENT, "address", sealed)).isEmpty();
  }

  @Test
  void aTextThatWasMovedToAnotherEventOrNameDoesNotOpen() {
    String sealed =
        vault.sealAtOnce(fresh -> vault.sealText(ADA, null, EVENT, "address", "192.0.2.1", fresh));

    assertThatThrownBy(() -> vault.openText(UUID.randomUUID(), "address", sealed))
        .hasMessageContaining("was altered or moved there");
    assertThatThrownBy(() -> vault.openText(EVENT, "reason", sealed))
        .hasMessageContaining("was altered or moved there");
  }

  @Test
  void aKeyServiceWrapsTheKeysByItsUri() {
    ObjectNode payload = emailChanged();
    try (SubjectKeys ofService = keys(MasterKey.of("test-kms://one"))) {
      seal(vault(ofService), UserEmailChanged.class, EVENT, ADA, null, payload);
    }
    try (SubjectKeys again = keys(MasterKey.of("test-kms://one"));
        SubjectKeys other = keys(MasterKey.of("test-kms://other"))) {
      assertThatThrownBy(
              () -> vault(other).open(UserEmailChanged.class, EVENT, ADA, payload.deepCopy()))
          .hasMessageContaining("the master key does not unwrap");
      vault(again).open(UserEmailChanged.class, EVENT, ADA, payload);
      assertThat(payload).isEqualTo(emailChanged());
    }
    assertThatThrownBy(() -> MasterKey.of("nobody-kms://x"))
        .hasMessageContaining("nothing on the class path knows");
  }

  private SubjectKeys keys(MasterKey master) {
    return keys(() -> master);
  }

  private SubjectKeys keys(Supplier<MasterKey> master) {
    return new SubjectKeys(pool, new Database(url).unpooled(DatabaseRole.VAULT), master);
  }

  private Vault vault(SubjectKeys from) {
    return new KeyedVault(from, new SecretBox(new KeyFolder(folder)), Retention.FOR_EVER);
  }

  private static void seal(
      Vault with,
      Class<?> event,
      UUID eventId,
      UUID subject,
      @Nullable UUID tenant,
      ObjectNode payload) {
    ObjectNode values = payload.deepCopy();
    with.sealAtOnce(
        fresh -> {
          payload.setAll(values);
          with.seal(event, eventId, subject, tenant, payload, fresh);
          return payload;
        });
  }

  private static ObjectNode emailChanged() {
    return JSON.valueToTree(new UserEmailChanged(ADA, "ada@example.com", "ada@example.org"));
  }

  private static ObjectNode profileChanged() {
    return JSON.valueToTree(
        new UserProfileChanged(
            ADA, Profile.EMPTY, new Profile("Ada", null, "Lovelace", null, "developer")));
  }
}

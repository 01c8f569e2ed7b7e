package dev.lethe.shared.vault;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.security.GeneralSecurityException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The keys of data subjects, one a category and retention period, wrapped by the master key. A key
 * is used from memory for some minutes, and dropped everywhere at once when it is destroyed.
 */
public final class SubjectKeys implements AutoCloseable {

  private static final int REMEMBERED = 50_000;
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final DataSource pool;
  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final Supplier<MasterKey> masterKey;
  private volatile Aead master;
  private final Cache<DataKey.Name, Optional<DataKey>> cache =
      Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(LONGEST).build();
  private final AtomicLong forgotten = new AtomicLong();
  private final ErasureSignal signal;
  private final ErasedSubjects erased;

  /**
   * Keys in the database of the data source.
   *
   * @param masterKey reads the master key, which another process may have rotated since
   * @param unpooled gives the connection on which destroyed keys are told of, which is kept
   */
  public SubjectKeys(DataSource pool, DataSource unpooled, Supplier<MasterKey> masterKey) {
    this.pool = pool;
    this.jdbc = JdbcClient.create(pool);
    this.transactions = new TransactionTemplate(new DataSourceTransactionManager(pool));
    this.masterKey = masterKey;
    this.master = masterKey.get().aead();
    this.signal = new ErasureSignal(unpooled, this::forget);
    this.erased = new ErasedSubjects(jdbc);
  }

  private void forget(@Nullable UUID subject) {
    synchronized (forgotten) {
      forgotten.incrementAndGet();
      if (subject == null) {
        cache.invalidateAll();
      } else {
        cache.asMap().keySet().removeIf(name -> name.subject().equals(subject));
      }
    }
  }

  /**
   * The key to open with; empty where it is destroyed. One that is not stored yet opens nothing.
   */
  Optional<Aead> toOpen(UUID subject, DataCategory category, String period) {
    var name = new DataKey.Name(subject, category, period);
    Optional<DataKey> known = cache.getIfPresent(name);
    if (known == null || known.filter(key -> !key.isStored()).isPresent()) {
      known = lookedUp(name);
    }
    return known.map(DataKey::aead);
  }

  /**
   * The key to seal with, which is made where none is known here.
   *
   * @param fresh is given the key where it has to be stored
   */
  Aead toSeal(UUID subject, DataCategory category, String period, NewKeys fresh) {
    var name = new DataKey.Name(subject, category, period);
    DataKey key =
        Optional.ofNullable(cache.getIfPresent(name))
            .flatMap(known -> known.filter(DataKey::isUsable))
            .orElseGet(() -> remembered(make(name)));
    fresh.add(key);
    return key.aead();
  }

  /** The key, or one of its name that another thread has made meanwhile. */
  private DataKey remembered(DataKey made) {
    return cache
        .asMap()
        .compute(
            made.name(),
            (name, now) ->
                now != null && now.filter(DataKey::isUsable).isPresent() ? now : Optional.of(made))
        .orElseThrow();
  }

  /**
   * Stores new keys, or finds that others were there first, or that their people are erased.
   *
   * @throws DataAccessResourceFailureException if the database does not answer
   */
  void store(Collection<NewKeys> fresh) {
    List<DataKey> keys =
        fresh.stream()
            .flatMap(some -> some.keys().stream())
            .filter(key -> key.state() == DataKey.State.NEW)
            .distinct()
            .toList();
    if (keys.isEmpty()) {
      return;
    }
    try {
      insert(keys).forEach(key -> key.become(DataKey.State.STORED));
    } catch (SQLException e) {
      throw new DataAccessResourceFailureException("keys cannot be stored", e);
    }
    keys.stream().filter(key -> key.state() == DataKey.State.NEW).forEach(this::settle);
  }

  private List<DataKey> insert(List<DataKey> keys) throws SQLException {
    try (Connection connection = pool.getConnection();
        PreparedStatement call =
            connection.prepareStatement("select number from vault.add_keys(?, ?, ?, ?)")) {
      call.setArray(1, array(connection, "uuid", keys, key -> key.name().subject()));
      call.setArray(2, array(connection, "text", keys, key -> key.name().category().text()));
      call.setArray(3, array(connection, "text", keys, key -> key.name().period()));
      call.setArray(
          4,
          connection.createArrayOf(
              "bytea", keys.stream().map(DataKey::wrapped).toArray(byte[][]::new)));
      List<DataKey> made = new ArrayList<>();
      try (ResultSet numbers = call.executeQuery()) {
        while (numbers.next()) {
          made.add(keys.get((int) numbers.getLong(1) - 1));
        }
      }
      return made;
    }
  }

  private static Array array(
      Connection connection, String type, List<DataKey> keys, Function<DataKey, Object> column)
      throws SQLException {
    return connection.createArrayOf(type, keys.stream().map(column).toArray());
  }

  /** Of a key that was not inserted: whatever is there now is used from here on. */
  private void settle(DataKey key) {
    Optional<DataKey> stored = lookedUp(key.name());
    if (stored.isEmpty()) {
      key.become(DataKey.State.REFUSED);
    } else if (Arrays.equals(stored.get().wrapped(), key.wrapped())) {
      // another thread stored it at the same time
      key.become(DataKey.State.STORED);
    } else {
      key.become(DataKey.State.TAKEN);
    }
  }

  /** What the database has; remembered, unless keys were destroyed while it was asked. */
  private Optional<DataKey> lookedUp(DataKey.Name name) {
    long before = forgotten.get();
    Optional<DataKey> stored = stored(name);
    synchronized (forgotten) {
      if (forgotten.get() == before) {
        cache.put(name, stored);
      }
    }
    return stored;
  }

  /**
   * Destroys all keys of a person for good, enters them in the erasure ledger, and tells every
   * process. Doing it again changes nothing.
   *
   * @return how many there ever were
   */
  public int destroy(UUID subject) {
    Integer count =
        transactions.execute(
            transaction -> {
              // acknowledged only once it is on the disk
              jdbc.sql("set local synchronous_commit = on").update();
              // after the keys that are being made, see add_keys
              jdbc.sql("select pg_advisory_xact_lock(7310583)").query().singleRow();
              jdbc.sql(
                      "insert into vault.erasure (subject) values (:subject) on conflict do"
                          + " nothing")
                  .param("subject", subject)
                  .update();
              jdbc.sql(
                      """
                      update vault.data_key
                      set wrapped = null
                      where subject = :subject and wrapped is not null
                      """)
                  .param("subject", subject)
                  .update();
              jdbc.sql("select pg_notify('lethe_erased', :subject)")
                  .param("subject", subject.toString())
                  .query()
                  .singleRow();
              return jdbc.sql("select count(*) from vault.data_key where subject = :subject")
                  .param("subject", subject)
                  .query(Integer.class)
                  .single();
            });
    forget(subject);
    return count == null ? 0 : count;
  }

  /** Whose keys are destroyed. */
  public ErasedSubjects erased() {
    return erased;
  }

  /**
   * Makes this database and the ledger beside it agree: whoever is in one is in both, and has no
   * key. So nobody who was erased comes back with a backup.
   */
  public void agreeWith(ErasureLedger ledger, Instant now) {
    List<UUID> known = erased.all();
    ledger.add(known, now);
    Set<UUID> forgotten = ledger.subjects();
    known.forEach(forgotten::remove);
    forgotten.forEach(this::destroy);
  }

  /** A key of data that is kept for a while. */
  public record KeptKey(UUID subject, DataCategory category, String period) {}

  /** The keys whose time is over by an instant. */
  public List<KeptKey> over(Instant now) {
    return jdbc
        .sql(
            """
            select subject, category, period
            from vault.data_key
            where period <> 'permanent' and wrapped is not null
            order by period, subject
            """)
        .query(
            (row, n) ->
                new KeptKey(
                    row.getObject("subject", UUID.class),
                    DataCategory.of(row.getString("category")),
                    row.getString("period")))
        .list()
        .stream()
        .filter(key -> Retention.endOf(key.period()).filter(end -> !end.isAfter(now)).isPresent())
        .toList();
  }

  /**
   * How many keys of data that is kept for a while there are.
   *
   * @param held how many of them are of the people given
   */
  public record KeptKeys(String category, String period, long keys, long held) {}

  /** The same, counted by category and period. */
  public List<KeptKeys> kept(Collection<UUID> people) {
    return jdbc.sql(
            """
            select category, period, count(*) as keys, count(*) filter (where subject = any(:people)) as held
            from vault.data_key
            where period <> 'permanent' and wrapped is not null
            group by category, period
            order by category, period
            """)
        .param("people", people.toArray(UUID[]::new))
        .query(
            (row, n) ->
                new KeptKeys(
                    row.getString("category"),
                    row.getString("period"),
                    row.getLong("keys"),
                    row.getLong("held")))
        .list();
  }

  /** Destroys one key for good, and tells every process. */
  public void destroy(KeptKey key) {
    transactions.executeWithoutResult(
        transaction -> {
          jdbc.sql("set local synchronous_commit = on").update();
          jdbc.sql(
                  """
                  update vault.data_key
                  set wrapped = null
                  where subject = :subject and category = :category and period = :period
                  """)
              .param("subject", key.subject())
              .param("category", key.category().text())
              .param("period", key.period())
              .update();
          jdbc.sql("select pg_notify('lethe_erased', :subject)")
              .param("subject", key.subject().toString())
              .query()
              .singleRow();
        });
    forget(key.subject());
  }

  /**
   * Wraps every key anew with the master key as it is now.
   *
   * @return how many there were
   */
  public int rewrap() {
    List<DataKey.Name> names =
        jdbc.sql("select subject, category, period from vault.data_key where wrapped is not null")
            .query(
                (row, n) ->
                    new DataKey.Name(
                        row.getObject("subject", UUID.class),
                        DataCategory.of(row.getString("category")),
                        row.getString("period")))
            .list();
    return names.stream().mapToInt(name -> stored(name).map(this::rewrap).orElse(0)).sum();
  }

  /** A key that was destroyed meanwhile stays so. */
  private int rewrap(DataKey key) {
    DataKey.Name name = key.name();
    return jdbc.sql(
            """
            update vault.data_key
            set wrapped = :wrapped
            where subject = :subject and category = :category and period = :period and wrapped is not null
            """)
        .param("subject", name.subject())
        .param("category", name.category().text())
        .param("period", name.period())
        .param("wrapped", rewrapped(key))
        .update();
  }

  private byte[] rewrapped(DataKey key) {
    try {
      return TinkProtoKeysetFormat.serializeEncryptedKeyset(
          keyset(key.name(), key.wrapped()), master, key.name().context(), AeadConfig2026.get());
    } catch (GeneralSecurityException e) {
      throw otherMaster(e);
    }
  }

  private Optional<DataKey> stored(DataKey.Name name) {
    return jdbc.sql(
            """
            select wrapped
            from vault.data_key
            where subject = :subject and category = :category and period = :period and wrapped is not null
            """)
        .param("subject", name.subject())
        .param("category", name.category().text())
        .param("period", name.period())
        .query(byte[].class)
        .optional()
        .map(wrapped -> new DataKey(name, unwrap(name, wrapped), wrapped, DataKey.State.STORED));
  }

  private DataKey make(DataKey.Name name) {
    try {
      KeysetHandle key =
          KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, AeadConfig2026.get());
      byte[] wrapped =
          TinkProtoKeysetFormat.serializeEncryptedKeyset(
              key, master, name.context(), AeadConfig2026.get());
      return new DataKey(
          name, key.getPrimitive(AeadConfig2026.get(), Aead.class), wrapped, DataKey.State.NEW);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES-GCM", e);
    }
  }

  private Aead unwrap(DataKey.Name name, byte[] wrapped) {
    try {
      return keyset(name, wrapped).getPrimitive(AeadConfig2026.get(), Aead.class);
    } catch (GeneralSecurityException e) {
      throw otherMaster(e);
    }
  }

  private KeysetHandle keyset(DataKey.Name name, byte[] wrapped) throws GeneralSecurityException {
    try {
      return TinkProtoKeysetFormat.parseEncryptedKeyset(
          wrapped, master, name.context(), AeadConfig2026.get());
    } catch (GeneralSecurityException e) {
      master = masterKey.get().aead();
      return TinkProtoKeysetFormat.parseEncryptedKeyset(
          wrapped, master, name.context(), AeadConfig2026.get());
    }
  }

  private static IllegalStateException otherMaster(GeneralSecurityException e) {
    return new IllegalStateException(
        "the master key does not unwrap a key of this database: point LETHE_KEYS or"
            + " LETHE_MASTER_KEY_URI at the right one",
        e);
  }

  @Override
  public void close() {
    signal.close();
  }
}

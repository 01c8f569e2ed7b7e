package dev.lethe.shared;

import com.zaxxer.hikari.HikariDataSource;
import dev.lethe.shared.access.AccessTokens;
import dev.lethe.shared.access.KeyFolder;
import dev.lethe.shared.access.TokenKeys;
import dev.lethe.shared.apikey.ApiKeyEvent;
import dev.lethe.shared.audit.AuditEvent;
import dev.lethe.shared.audit.SavedSearchEvent;
import dev.lethe.shared.consent.ProcessingEvent;
import dev.lethe.shared.database.Database;
import dev.lethe.shared.database.DatabaseRole;
import dev.lethe.shared.database.DatabaseUrl;
import dev.lethe.shared.delivery.WebhookEvent;
import dev.lethe.shared.erasure.ErasureEvent;
import dev.lethe.shared.hold.HoldEvent;
import dev.lethe.shared.log.LogKey;
import dev.lethe.shared.platform.PlatformEvent;
import dev.lethe.shared.request.RequestEvent;
import dev.lethe.shared.retention.RetentionEvent;
import dev.lethe.shared.session.LogInEvent;
import dev.lethe.shared.session.SessionEvent;
import dev.lethe.shared.settings.SettingsEvent;
import dev.lethe.shared.snapshot.SnapshotEvent;
import dev.lethe.shared.store.ClaimKey;
import dev.lethe.shared.store.DomainEvent;
import dev.lethe.shared.store.EventCodec;
import dev.lethe.shared.store.EventTypes;
import dev.lethe.shared.team.TeamEvent;
import dev.lethe.shared.tenant.TenantEvent;
import dev.lethe.shared.user.UserEvent;
import dev.lethe.shared.vault.ErasureLedger;
import dev.lethe.shared.vault.KeyedVault;
import dev.lethe.shared.vault.MasterKey;
import dev.lethe.shared.vault.Retention;
import dev.lethe.shared.vault.SecretBox;
import dev.lethe.shared.vault.SubjectKeys;
import dev.lethe.shared.vault.Vault;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * The beans that both sides need. {@code LETHE_DB_URL} names the database, as its owner; {@code
 * LETHE_DATA} and {@code LETHE_KEYS} the folders, where the defaults do not do.
 */
@Configuration(proxyBeanMethods = false)
@ComponentScan
public class SharedConfiguration {

  private static final int REPEATED_TASKS = 8;

  /** Every event family of the program; a new aggregate's events are added here. */
  public static final List<Class<? extends DomainEvent>> EVENTS =
      List.of(
          PlatformEvent.class,
          SnapshotEvent.class,
          UserEvent.class,
          SettingsEvent.class,
          TenantEvent.class,
          TeamEvent.class,
          SessionEvent.class,
          LogInEvent.class,
          ApiKeyEvent.class,
          HoldEvent.class,
          ErasureEvent.class,
          AuditEvent.class,
          RequestEvent.class,
          SavedSearchEvent.class,
          WebhookEvent.class,
          ProcessingEvent.class,
          RetentionEvent.class);

  @Bean
  Clock clock() {
    // PostgreSQL keeps microseconds; what is remembered in memory must be what is read back
    return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
  }

  @Bean
  Database database(@Value("${LETHE_DB_URL}") String url) {
    return new Database(DatabaseUrl.parse(url));
  }

  @Bean
  KeyFolder keyFolder(@Value("${LETHE_KEYS:${LETHE_DATA:data}/keys}") Path folder) {
    return new KeyFolder(folder);
  }

  /** A thread for each task that is repeated, so that a long one holds up no other. */
  @Bean
  ThreadPoolTaskScheduler taskScheduler() {
    var scheduler = new ThreadPoolTaskScheduler();
    scheduler.setPoolSize(REPEATED_TASKS);
    scheduler.setThreadNamePrefix("lethe-repeated-");
    return scheduler;
  }

  @Bean
  ClaimKey claimKey(KeyFolder keys) {
    return new ClaimKey(keys.claimKey());
  }

  @Bean
  SecretBox secretBox(KeyFolder keys) {
    return new SecretBox(keys);
  }

  @Bean
  AccessTokens accessTokens(KeyFolder keys, Clock clock) {
    return new AccessTokens(new TokenKeys(keys, clock), clock);
  }

  @Bean
  EventTypes eventTypes() {
    return new EventTypes(EVENTS);
  }

  /** Signs checkpoints and certificates; {@code LETHE_LOG_ORIGIN} names the log, for ever. */
  @Bean
  LogKey logKey(KeyFolder keys, @Value("${LETHE_LOG_ORIGIN:}") String origin) {
    String name = origin.isEmpty() ? "lethe.local/" + keys.installationId() : origin;
    return LogKey.read(name, keys.text("log.key", LogKey::generate));
  }

  /** Keys are kept in the same database where no other is named: {@code LETHE_VAULT_DB_URL}. */
  @Bean(defaultCandidate = false)
  Database vaultDatabase(Database database, @Value("${LETHE_VAULT_DB_URL:}") String url) {
    return url.isEmpty() ? database : new Database(DatabaseUrl.parse(url));
  }

  @Bean(destroyMethod = "close", defaultCandidate = false)
  HikariDataSource vaultPool(
      Database database, @Qualifier("vaultDatabase") Database vaultDatabase) {
    vaultDatabase.migrate("vault");
    // a key is written before the event sealed under it: in one database, the event's commit makes
    // both durable
    String first = vaultDatabase == database ? "set synchronous_commit = off" : "";
    return vaultDatabase.pool(DatabaseRole.VAULT, 10, first);
  }

  @Bean(destroyMethod = "close")
  SubjectKeys subjectKeys(
      @Qualifier("vaultDatabase") Database vaultDatabase,
      @Qualifier("vaultPool") HikariDataSource pool,
      KeyFolder keys,
      @Value("${LETHE_MASTER_KEY_URI:}") String masterKey,
      ErasureLedger ledger,
      Clock clock) {
    var subjectKeys =
        new SubjectKeys(
            pool,
            vaultDatabase.unpooled(DatabaseRole.VAULT),
            () -> masterKey.isEmpty() ? MasterKey.of(keys) : MasterKey.of(masterKey));
    subjectKeys.agreeWith(ledger, clock.instant());
    return subjectKeys;
  }

  @Bean
  ErasureLedger erasureLedger(
      @Value("${LETHE_ERASURE_LEDGER:${LETHE_DATA:data}/erasure-ledger.txt}") Path file) {
    return new ErasureLedger(file);
  }

  @Bean
  Vault vault(SubjectKeys keys, SecretBox box, ObjectProvider<Retention> retention) {
    // only the command side seals what is kept for a while
    return new KeyedVault(keys, box, retention.getIfAvailable(() -> Retention.FOR_EVER));
  }

  @Bean
  EventCodec eventCodec(EventTypes types, Vault vault) {
    return new EventCodec(types, List.of(), vault);
  }
}

package dev.lethe.shared;

import dev.lethe.shared.access.AccessTokens;
import dev.lethe.shared.access.KeyFolder;
import dev.lethe.shared.access.TokenKeys;
import dev.lethe.shared.apikey.ApiKeyEvent;
import dev.lethe.shared.database.Database;
import dev.lethe.shared.database.DatabaseUrl;
import dev.lethe.shared.platform.PlatformEvent;
import dev.lethe.shared.session.LogInEvent;
import dev.lethe.shared.session.SessionEvent;
import dev.lethe.shared.settings.SettingsEvent;
import dev.lethe.shared.snapshot.SnapshotEvent;
import dev.lethe.shared.store.DomainEvent;
import dev.lethe.shared.store.EventCodec;
import dev.lethe.shared.store.EventTypes;
import dev.lethe.shared.team.TeamEvent;
import dev.lethe.shared.tenant.TenantEvent;
import dev.lethe.shared.user.UserEvent;
import dev.lethe.shared.vault.SecretBox;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/**
 * The beans that both sides need. {@code LETHE_DB_URL} names the database, as its owner; {@code
 * LETHE_DATA} and {@code LETHE_KEYS} the folders, where the defaults do not do.
 */
@Configuration(proxyBeanMethods = false)
@ComponentScan
public class SharedConfiguration {

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
          ApiKeyEvent.class);

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

  @Bean
  EventCodec eventCodec(EventTypes types) {
    return new EventCodec(types, List.of());
  }
}

package dev.lethe.command.retention;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.zaxxer.hikari.HikariDataSource;
import dev.lethe.shared.access.Actor;
import dev.lethe.shared.retention.RetentionEvent.Category;
import dev.lethe.shared.vault.DataCategory;
import dev.lethe.shared.vault.Retention;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rules as tenants have claimed them; a change counts everywhere within seconds. */
@Component
class StoredRetention implements Retention {

  private static final int TENANTS_REMEMBERED = 20_000;
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Cache<UUID, Map<DataCategory, Integer>> rules =
      Caffeine.newBuilder().maximumSize(TENANTS_REMEMBERED).expireAfterWrite(LONGEST).build();

  StoredRetention(@Qualifier("writerPool") HikariDataSource writerPool, Clock clock) {
    this.jdbc = JdbcClient.create(writerPool);
    this.clock = clock;
  }

  @Override
  public String period(@Nullable UUID tenant, DataCategory category) {
    boolean keptForAWhile =
        category == DataCategory.ACTIVITY || category == DataCategory.OBSERVATION;
    if (tenant == null || !keptForAWhile) {
      return PERMANENT;
    }
    Integer days = rules.get(tenant, this::rulesOf).get(category);
    return days == null ? PERMANENT : Retention.days(days, clock.instant());
  }

  /** A tenant's own, over those for everybody. */
  private Map<DataCategory, Integer> rulesOf(UUID tenant) {
    Map<DataCategory, Integer> found = new EnumMap<>(DataCategory.class);
    UUID everybody = Actor.SYSTEM.tenant();
    jdbc.sql(
            """
            select holder = :tenant as own, scope
            from events.claim
            where holder in (:tenant, :everybody) and scope like 'retention.%'
            """)
        .param("tenant", tenant)
        .param("everybody", everybody)
        .query(
            row -> {
              String[] parts = row.getString("scope").split("\\.", 3);
              DataCategory category = Category.valueOf(parts[1].toUpperCase(Locale.ROOT)).data();
              if (row.getBoolean("own") || !found.containsKey(category)) {
                found.put(category, Integer.valueOf(parts[2]));
              }
            });
    return found;
  }
}

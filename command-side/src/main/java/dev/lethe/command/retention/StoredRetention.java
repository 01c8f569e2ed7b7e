package dev.lethe.command.retention;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.zaxxer.hikari.HikariDataSource;
import dev.lethe.command.retention.RetentionCommand.Keep;
import dev.lethe.shared.access.Actor;
import dev.lethe.shared.retention.RetentionEvent;
import dev.lethe.shared.retention.RetentionEvent.Category;
import dev.lethe.shared.vault.DataCategory;
import dev.lethe.shared.vault.Retention;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The rules as tenants have claimed them. All of them are remembered for a second, as every event
 * asks; so long it takes until a change counts everywhere.
 */
@Component
class StoredRetention implements Retention {

  private static final Duration LONGEST = Duration.ofSeconds(1);

  /** Stands for a rule that says so, over the one for everybody. */
  private static final int FOR_EVER_DAYS = 0;

  private final JdbcClient jdbc;
  private final Clock clock;
  private final LoadingCache<DataCategory, Map<UUID, Integer>> rules =
      Caffeine.newBuilder().expireAfterWrite(LONGEST).build(this::read);

  /** By what is claimed for a rule: the category, and how many days. */
  private final Map<DataCategory, Map<String, Integer>> scopes = new EnumMap<>(DataCategory.class);

  StoredRetention(@Qualifier("writerPool") HikariDataSource writerPool, Clock clock) {
    this.jdbc = JdbcClient.create(writerPool);
    this.clock = clock;
    for (Category category : Category.values()) {
      Map<String, Integer> days = new HashMap<>();
      for (Keep keep : Keep.values()) {
        days.put(
            RetentionEvent.rule(category, keep.days()),
            keep.days() == null ? FOR_EVER_DAYS : keep.days());
      }
      scopes.put(category.data(), days);
    }
  }

  @Override
  public String period(@Nullable UUID tenant, DataCategory category) {
    if (tenant == null || !scopes.containsKey(category)) {
      return PERMANENT;
    }
    Map<UUID, Integer> days = rules.get(category);
    // a tenant's own rule, or else the one for everybody
    Integer kept = days.getOrDefault(tenant, days.get(Actor.SYSTEM.tenant()));
    return kept == null || kept == FOR_EVER_DAYS
        ? PERMANENT
        : Retention.days(kept, clock.instant());
  }

  /** Days by tenant. */
  private Map<UUID, Integer> read(DataCategory category) {
    Map<String, Integer> daysByScope = scopes.getOrDefault(category, Map.of());
    Map<UUID, Integer> found = new HashMap<>();
    jdbc.sql("select scope, holder from events.claim where scope in (:scopes)")
        .param("scopes", daysByScope.keySet())
        .query(
            row -> {
              found.put(
                  row.getObject("holder", UUID.class), daysByScope.get(row.getString("scope")));
            });
    return found;
  }
}

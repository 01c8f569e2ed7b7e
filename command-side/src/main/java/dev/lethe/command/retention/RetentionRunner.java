package dev.lethe.command.retention;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.zaxxer.hikari.HikariDataSource;
import dev.lethe.command.api.Holds;
import dev.lethe.command.api.Restrictions;
import dev.lethe.shared.access.Actor;
import dev.lethe.shared.retention.RetentionEvent.Category;
import dev.lethe.shared.retention.RetentionEvent.RetentionApplied;
import dev.lethe.shared.store.EventCodec;
import dev.lethe.shared.store.PostgresEventStorageEngine;
import dev.lethe.shared.store.SubjectTraces;
import dev.lethe.shared.value.Ids;
import dev.lethe.shared.vault.SubjectKeys;
import dev.lethe.shared.vault.SubjectKeys.KeptKey;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Lets personal data go that has been kept as long as it was to be. Its schedule is in the
 * database: it survives restarts, and of many processes one runs it.
 */
@Component
public class RetentionRunner {

  private static final Logger log = LoggerFactory.getLogger(RetentionRunner.class);

  private final SubjectKeys keys;
  private final SubjectTraces traces;
  private final PostgresEventStorageEngine engine;
  private final Holds holds;
  private final Restrictions restrictions;
  private final Clock clock;
  private final Scheduler scheduler;

  RetentionRunner(
      SubjectKeys keys,
      SubjectTraces traces,
      PostgresEventStorageEngine engine,
      Holds holds,
      Restrictions restrictions,
      Clock clock,
      @Qualifier("writerPool") HikariDataSource writerPool,
      @Value("${LETHE_RETENTION_EVERY:PT1H}") Duration every) {
    this.keys = keys;
    this.traces = traces;
    this.engine = engine;
    this.holds = holds;
    this.restrictions = restrictions;
    this.clock = clock;
    RecurringTask<Void> task =
        Tasks.recurring("retention", FixedDelay.of(every))
            .execute((instance, context) -> apply(clock.instant()));
    this.scheduler =
        Scheduler.create(writerPool)
            .startTasks(task)
            .tableName("events.scheduled_task")
            .threads(1)
            .build();
  }

  @EventListener(ApplicationReadyEvent.class)
  void start() {
    scheduler.start();
  }

  @PreDestroy
  void stop() {
    scheduler.stop();
  }

  /**
   * Destroys the keys whose time is over by then, but for people on whom a legal hold or a
   * restriction stands.
   *
   * @return how many
   */
  public int apply(Instant now) {
    int destroyed = 0;
    for (KeptKey key : keys.over(now)) {
      if (!holds.standOn(key.subject()) && !restrictions.standOn(key.subject())) {
        apply(key);
        destroyed++;
      }
    }
    if (destroyed > 0) {
      log.info("{} keys of data that was kept for a while are destroyed", destroyed);
    }
    return destroyed;
  }

  /** The event first: if the process dies before the key does, the next run comes here again. */
  private void apply(KeptKey key) {
    Optional<Category> category =
        Arrays.stream(Category.values()).filter(one -> one.data() == key.category()).findFirst();
    category.ifPresent(
        one ->
            engine.record(
                Ids.named("retention of %s, %s, %s".formatted(key.subject(), one, key.period())),
                new RetentionApplied(key.subject(), one, key.period()),
                Map.of(
                    EventCodec.ACTOR,
                    Actor.SYSTEM.userId().toString(),
                    EventCodec.TENANT,
                    key.subject().toString()),
                clock.instant()));
    keys.destroy(key);
    traces.removeStates(key.subject());
  }
}

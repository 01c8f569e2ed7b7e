package dev.lethe.query.delivery;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.OptionalLong;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far each sink is, in the database: one process at a time delivers to a sink. */
@Component
class Deliveries {

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  private final JdbcClient jdbc;

  Deliveries(@Qualifier("projectorPool") HikariDataSource projectorPool) {
    this.jdbc = JdbcClient.create(projectorPool);
  }

  /**
   * Takes a sink for half a minute.
   *
   * @return the position up to which it has everything; empty where another process has it, or it
   *     is not time yet for another attempt
   */
  OptionalLong claim(Sink sink) {
    jdbc.sql(
            """
            insert into read.deliveries (sink, position)
            values (:sink, :position)
            on conflict do nothing
            """)
        .param("sink", sink.name())
        .param("position", sink.beginsAfter())
        .update();
    return jdbc.sql(
            """
            update read.deliveries
            set claimed_until = now() + interval '30 seconds'
            where sink = :sink and claimed_until <= now() and next_at <= now()
            returning position
            """)
        .param("sink", sink.name())
        .query(Long.class)
        .optional()
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }

  /** Notes what was delivered, and keeps the sink. */
  void delivered(Sink sink, long position) {
    jdbc.sql(
            """
            update read.deliveries
            set position = :position, attempts = 0, outcome = 'delivered', delivered_at = now(),
                claimed_until = now() + interval '30 seconds'
            where sink = :sink
            """)
        .param("position", position)
        .param("sink", sink.name())
        .update();
  }

  /** Notes what there was nothing to deliver of, and keeps the sink. */
  void passed(Sink sink, long position) {
    jdbc.sql(
            """
            update read.deliveries
            set position = :position, claimed_until = now() + interval '30 seconds'
            where sink = :sink
            """)
        .param("position", position)
        .param("sink", sink.name())
        .update();
  }

  /** Notes a failure: the pause until the next attempt doubles each time, up to an hour. */
  void failed(Sink sink, String outcome) {
    jdbc.sql(
            """
            update read.deliveries
            set attempts = attempts + 1,
                outcome = :outcome,
                next_at = now() + least(make_interval(secs => :first * power(2, least(attempts, 20))),
                                        make_interval(secs => :longest)) * (0.8 + 0.4 * random())
            where sink = :sink
            """)
        .param("outcome", outcome)
        .param("first", FIRST_PAUSE.toSeconds())
        .param("longest", LONGEST_PAUSE.toSeconds())
        .param("sink", sink.name())
        .update();
  }

  /** Gives the sink free. */
  void release(Sink sink) {
    jdbc.sql("update read.deliveries set claimed_until = now() where sink = :sink")
        .param("sink", sink.name())
        .update();
  }

  /**
   * The next attempt is made at once, as somebody has resumed the webhook after this one failed.
   */
  void hurry(Sink sink) {
    jdbc.sql(
            """
            update read.deliveries
            set next_at = now(), attempts = 0
            where sink = :sink and next_at > now()
            """)
        .param("sink", sink.name())
        .update();
  }
}

package dev.lethe.command.request;

import com.zaxxer.hikari.HikariDataSource;
import dev.lethe.command.api.Aggregates;
import dev.lethe.shared.access.Actor;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Puts on record that copies of people's data are made, which the query side notes. */
@Component
class AccessRecorder {

  private static final Logger log = LoggerFactory.getLogger(AccessRecorder.class);

  private final JdbcClient jdbc;
  private final Aggregates aggregates;

  AccessRecorder(@Qualifier("writerPool") HikariDataSource writerPool, Aggregates aggregates) {
    this.jdbc = JdbcClient.create(writerPool);
    this.aggregates = aggregates;
  }

  @Scheduled(fixedDelay = 500, timeUnit = TimeUnit.MILLISECONDS)
  void run() {
    try {
      jdbc.sql("select request_id, manifest from events.access_note")
          .query(
              (row, n) ->
                  new GiveAccess(
                      row.getObject("request_id", UUID.class), row.getString("manifest")))
          .list()
          .forEach(this::record);
    } catch (RuntimeException e) {
      log.warn("copies are not on record yet, it is tried again: {}", e.toString());
    }
  }

  private void record(GiveAccess given) {
    aggregates.tell(given, Actor.SYSTEM);
    jdbc.sql("delete from events.access_note where request_id = :id")
        .param("id", given.requestId())
        .update();
  }
}

package dev.lethe.query.remains;

import dev.lethe.query.projection.ProjectionPositions;
import dev.lethe.shared.database.Database;
import dev.lethe.shared.database.Sweep;
import dev.lethe.shared.store.EventReader;
import dev.lethe.shared.vault.SubjectKeys;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * After erasures, takes the bytes of destroyed keys and blanked rows off the disk: at once where
 * that takes a moment, in the hour {@code LETHE_SWEEP_HOUR} (UTC) where it takes long.
 */
@Component
class SweepRunner {

  private static final Logger log = LoggerFactory.getLogger(SweepRunner.class);

  /** Rewritten in about a second. */
  private static final long AT_ONCE_BYTES = 64L << 20;

  /** Of many erasures one after another, several are swept together. */
  private static final Duration LEAST_BETWEEN = Duration.ofSeconds(10);

  private final SubjectKeys keys;
  private final ProjectionPositions positions;
  private final EventReader reader;
  private final List<Sweep> sweeps;
  private final int hour;
  private final Clock clock;
  private Instant last = Instant.EPOCH;

  SweepRunner(
      SubjectKeys keys,
      ProjectionPositions positions,
      @Qualifier("queryEventReader") EventReader reader,
      Database database,
      @Qualifier("vaultDatabase") Database vaultDatabase,
      @Value("${LETHE_SWEEP_HOUR:3}") int hour,
      Clock clock) {
    this.keys = keys;
    this.positions = positions;
    this.reader = reader;
    this.sweeps = Stream.of(database, vaultDatabase).distinct().map(Sweep::new).toList();
    this.hour = hour;
    this.clock = clock;
  }

  @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
  void run() {
    try {
      List<UUID> erased = keys.erased().notSwept();
      if (erased.isEmpty() || !isDue()) {
        return;
      }
      // rows are blanked when the projections have come as far
      positions.await(EventReader.position(reader.head()));
      if (sweep()) {
        keys.erased().swept(erased);
        last = clock.instant();
        log.info("what was left on the disk of {} erased ids is overwritten", erased.size());
      }
    } catch (SQLException | RuntimeException e) {
      log.warn("files are not rewritten yet, it is tried again: {}", e.toString());
    }
  }

  private boolean isDue() throws SQLException {
    if (clock.instant().isBefore(last.plus(LEAST_BETWEEN))) {
      return false;
    }
    if (LocalTime.now(clock.withZone(ZoneOffset.UTC)).getHour() == hour) {
      return true;
    }
    long bytes = 0;
    for (Sweep sweep : sweeps) {
      bytes += sweep.bytes();
    }
    return bytes <= AT_ONCE_BYTES;
  }

  private boolean sweep() throws SQLException {
    boolean all = true;
    for (Sweep sweep : sweeps) {
      all &= sweep.run() > 0;
    }
    return all;
  }
}

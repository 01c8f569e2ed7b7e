package dev.lethe.shared.vault;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears of destroyed keys, from whichever process destroyed them. */
final class ErasureSignal implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ErasureSignal.class);
  private static final int QUIET_MILLIS = 1_000;

  private final DataSource dataSource;
  private final Consumer<@Nullable UUID> forget;
  private final Thread thread;
  private volatile boolean closed;

  /**
   * Starts to listen.
   *
   * @param forget is given the subject, or null where any may have been missed
   */
  ErasureSignal(DataSource dataSource, Consumer<@Nullable UUID> forget) {
    this.dataSource = dataSource;
    this.forget = forget;
    this.thread = Thread.ofVirtual().name("lethe-erasure-signal").start(this::run);
  }

  private void run() {
    while (!closed) {
      try (Connection connection = dataSource.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("listen lethe_erased");
        forget.accept(null);
        PGConnection postgres = connection.unwrap(PGConnection.class);
        while (!closed) {
          for (PGNotification erased : postgres.getNotifications(QUIET_MILLIS)) {
            forget.accept(UUID.fromString(erased.getParameter()));
          }
        }
      } catch (SQLException e) {
        if (!closed) {
          log.warn("cannot listen for destroyed keys, forgetting all: {}", e.getMessage());
          forget.accept(null);
          pause();
        }
      }
    }
  }

  private void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(QUIET_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed = true;
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}

package dev.lethe.shared.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Follows the events and signs a checkpoint for what was appended, a few times a second at most. Of
 * all processes on a database one signs: the one that holds the advisory lock, which the database
 * takes back when its connection ends. A checkpoint and the nodes it stands on are one transaction,
 * so a crash at any point leaves the last one good.
 */
public final class Checkpointer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Checkpointer.class);
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
  private static final int PAGE = 20_000;
  private static final long LOCK = 7310581;

  private final DataSource dataSource;
  private final LogKey key;
  private final Thread thread;
  private volatile boolean closed;

  /** Starts to follow, on a connection of its own. */
  public Checkpointer(DataSource dataSource, LogKey key) {
    this.dataSource = dataSource;
    this.key = key;
    this.thread = Thread.ofVirtual().name("lethe-checkpointer").start(this::run);
  }

  private void run() {
    while (!closed) {
      try (Connection connection = dataSource.getConnection()) {
        if (isOurs(connection)) {
          sign(connection);
        }
        pause(AFTER_FAILURE);
      } catch (SQLException | DataAccessException e) {
        if (!closed) {
          log.warn("no checkpoint could be signed, trying again: {}", e.getMessage());
          pause(AFTER_FAILURE);
        }
      }
    }
  }

  private static boolean isOurs(Connection connection) throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement("select pg_try_advisory_lock(?)")) {
      lock.setLong(1, LOCK);
      try (ResultSet row = lock.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  private void sign(Connection connection) throws SQLException {
    var store = new LogStore(new SingleConnectionDataSource(connection, true));
    store.publish(key);
    @Nullable Checkpoint latest = store.latest().orElse(null);
    long size = latest == null ? 0 : latest.size();
    var tree = new TreeBuilder(size, store.reader(size));
    connection.setAutoCommit(false);
    while (!closed) {
      if (store.head() > tree.size()) {
        var completed = new TreeBuilder.Completed();
        List<byte[]> leaves = store.leaves(tree.size(), PAGE);
        leaves.forEach(leaf -> tree.append(leaf, completed));
        store.append(completed, Checkpoint.sign(tree.size(), tree.root(), key));
        connection.commit();
        if (leaves.size() == PAGE) {
          continue; // catching up
        }
      } else {
        connection.rollback();
      }
      pause(PAUSE);
    }
  }

  private void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

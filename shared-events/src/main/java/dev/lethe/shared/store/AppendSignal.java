package dev.lethe.shared.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says when something was appended, by any process: listens on the channel that {@code
 * events.append} notifies. Should the connection break, it says so once a second until it is back,
 * so that readers look for themselves.
 */
public final class AppendSignal implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(AppendSignal.class);
  private static final int QUIET_MILLIS = 1_000;

  private final DataSource dataSource;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread thread;
  private final AtomicLong count = new AtomicLong();
  private volatile boolean closed;

  /** Starts to listen on a connection of the data source, which it keeps. */
  public AppendSignal(DataSource dataSource) {
    this.dataSource = dataSource;
    this.thread = Thread.ofVirtual().name("lethe-append-signal").start(this::run);
  }

  /** Changes whenever there may be more to read. */
  long count() {
    return count.get();
  }

  void add(Runnable listener) {
    listeners.add(listener);
  }

  void remove(Runnable listener) {
    listeners.remove(listener);
  }

  /** Waits until the count is another than that seen, or the time is over. */
  void await(long seen, long nanos) throws InterruptedException {
    lock.lock();
    try {
      long left = nanos;
      while (count.get() == seen && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    while (!closed) {
      try (Connection connection = dataSource.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("listen lethe_appended");
        // whatever was appended before we listened
        signal();
        PGConnection postgres = connection.unwrap(PGConnection.class);
        while (!closed) {
          if (postgres.getNotifications(QUIET_MILLIS).length > 0) {
            signal();
          }
        }
      } catch (SQLException e) {
        if (!closed) {
          log.warn("cannot listen for appended events, looking once a second: {}", e.getMessage());
          pause();
          signal();
        }
      }
    }
  }

  private void signal() {
    lock.lock();
    try {
      count.incrementAndGet();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    listeners.forEach(Runnable::run);
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

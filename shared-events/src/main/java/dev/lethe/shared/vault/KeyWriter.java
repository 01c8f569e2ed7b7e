package dev.lethe.shared.vault;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessResourceFailureException;

/** Writes the new keys of all callers who wait, in one statement. */
final class KeyWriter implements AutoCloseable {

  private static final int MOST = 500;

  private final DataSource pool;
  private final BlockingQueue<NewKey> queue = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile boolean closed;

  /** A key, and what comes of it. */
  private record NewKey(
      UUID subject,
      String category,
      String period,
      String wrappedHex,
      CompletableFuture<Boolean> made) {}

  KeyWriter(DataSource pool) {
    this.pool = pool;
    this.thread = Thread.ofVirtual().name("lethe-key-writer").start(this::run);
  }

  /**
   * Whether the key was made; not where there is one already, or its person is erased.
   *
   * @throws DataAccessResourceFailureException if the database does not answer
   */
  boolean write(UUID subject, String category, String period, String wrappedHex) {
    var key = new NewKey(subject, category, period, wrappedHex, new CompletableFuture<>());
    queue.add(key);
    if (closed) {
      fail(key, new SQLException("the program ends"));
    }
    try {
      return key.made().join();
    } catch (CompletionException e) {
      throw new DataAccessResourceFailureException("a key cannot be written", e.getCause());
    }
  }

  private void run() {
    List<NewKey> group = new ArrayList<>();
    while (!closed) {
      try {
        group.add(queue.take());
      } catch (InterruptedException e) {
        break;
      }
      queue.drainTo(group, MOST - 1);
      write(group);
      group.clear();
    }
    queue.drainTo(group);
    group.forEach(key -> fail(key, new SQLException("the program ends")));
  }

  private void write(List<NewKey> group) {
    try (Connection connection = pool.getConnection();
        PreparedStatement call =
            connection.prepareStatement(
                """
                select number
                from vault.add_keys(?, ?, ?, array(select decode(hex, 'hex')
                                                   from unnest(?::text[]) with ordinality as w (hex, n)
                                                   order by n))
                """)) {
      call.setArray(
          1, connection.createArrayOf("uuid", group.stream().map(NewKey::subject).toArray()));
      call.setArray(
          2, connection.createArrayOf("text", group.stream().map(NewKey::category).toArray()));
      call.setArray(
          3, connection.createArrayOf("text", group.stream().map(NewKey::period).toArray()));
      call.setArray(
          4, connection.createArrayOf("text", group.stream().map(NewKey::wrappedHex).toArray()));
      boolean[] made = new boolean[group.size()];
      try (ResultSet numbers = call.executeQuery()) {
        while (numbers.next()) {
          made[(int) numbers.getLong(1) - 1] = true;
        }
      }
      for (int i = 0; i < made.length; i++) {
        group.get(i).made().complete(made[i]);
      }
    } catch (SQLException | RuntimeException e) {
      group.forEach(key -> fail(key, e));
    }
  }

  private static void fail(NewKey key, Exception e) {
    key.made().completeExceptionally(e);
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}

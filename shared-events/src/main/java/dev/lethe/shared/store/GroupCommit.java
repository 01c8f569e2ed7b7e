package dev.lethe.shared.store;

import dev.lethe.shared.vault.NewKeys;
import dev.lethe.shared.vault.SubjectErased;
import dev.lethe.shared.vault.Vault;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends for all callers of this process: whatever waits goes to the database in one statement and
 * one commit, and each caller is answered after it.
 *
 * <p>A caller whose append is refused does not hurt its neighbours: a refused group is appended
 * again in halves until the refused one stands alone. An append whose outcome is unknown, because
 * the connection broke while it ran, is settled by looking whether its first event is there.
 */
final class GroupCommit implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);

  /** Above this many events a group is sent; keeps one statement to a few megabytes. */
  private static final int MOST_EVENTS = 2_000;

  /**
   * While the database works on one group, the next is put together and sent. Their order does not
   * matter: who continues a stream has been answered for what came before.
   */
  private static final int GROUPS_UNDER_WAY = 2;

  private static final String APPEND =
      "select events.append(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";

  /** A caller, until it is answered. */
  private static final class Waiting {
    private final Append append;
    private final CompletableFuture<Long> lastPosition = new CompletableFuture<>();

    Waiting(Append append) {
      this.append = append;
    }
  }

  private static final Waiting CLOSE =
      new Waiting(new Append(List.of(), List.of(), null, new NewKeys()));

  private final DataSource dataSource;
  private final Vault vault;
  private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
  private final List<Thread> threads;
  private volatile boolean closed;

  GroupCommit(DataSource dataSource, Vault vault) {
    this.dataSource = dataSource;
    this.vault = vault;
    this.threads =
        IntStream.rangeClosed(1, GROUPS_UNDER_WAY)
            .mapToObj(n -> Thread.ofPlatform().name("lethe-append-" + n).start(this::run))
            .toList();
  }

  /**
   * Stores the append and returns, after the commit, the position of its last event.
   *
   * @throws AppendRefused if a constraint refused it
   * @throws SubjectErased if it holds personal data of an erased person
   * @throws EventStoreUnavailable if the database could not be reached; nothing was stored
   */
  long append(Append append) {
    if (closed) {
      throw new EventStoreUnavailable("the event store is closed", null);
    }
    var waiting = new Waiting(append);
    queue.add(waiting);
    try {
      return waiting.lastPosition.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        // made on the append thread; the caller's own trace is the useful one
        cause.addSuppressed(new AppendedFrom());
        throw cause;
      }
      throw e;
    }
  }

  /** Marks where the caller was that an append failed for. */
  private static final class AppendedFrom extends RuntimeException {
    AppendedFrom() {
      super("appended from here");
    }
  }

  private void run() {
    @Nullable Waiting held = null;
    while (true) {
      List<Waiting> group = new ArrayList<>();
      try {
        Waiting next = held != null ? held : queue.take();
        held = null;
        int events = 0;
        while (next != null && next != CLOSE) {
          events += next.append.events().size();
          if (events > MOST_EVENTS && !group.isEmpty()) {
            held = next;
            break;
          }
          group.add(next);
          next = queue.poll();
        }
        commit(withKeysStored(group));
        if (next == CLOSE) {
          return;
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        log.error("an append group failed", e);
        group.forEach(waiting -> waiting.lastPosition.completeExceptionally(e));
      }
    }
  }

  /** Those whose keys are stored; the others are answered. */
  private List<Waiting> withKeysStored(List<Waiting> group) {
    RuntimeException failure = null;
    try {
      vault.store(group.stream().map(waiting -> waiting.append.keys()).toList());
    } catch (RuntimeException e) {
      failure = e;
    }
    List<Waiting> stored = new ArrayList<>();
    for (Waiting waiting : group) {
      NewKeys keys = waiting.append.keys();
      try {
        if (failure != null && !keys.isEmpty()) {
          throw failure;
        } else if (keys.areStored()) {
          stored.add(waiting);
        } else {
          throw new AppendRefused.KeyTaken();
        }
      } catch (RuntimeException e) {
        waiting.lastPosition.completeExceptionally(e);
      }
    }
    return stored;
  }

  /** Answers every one of the group, with a position or an error. */
  private void commit(List<Waiting> group) {
    if (group.isEmpty()) {
      return;
    }
    List<Append> appends = group.stream().map(waiting -> waiting.append).toList();
    try {
      long position = send(appends);
      for (Waiting waiting : group) {
        position += waiting.append.events().size();
        waiting.lastPosition.complete(position);
      }
    } catch (SQLException e) {
      if (!PSQLState.UNIQUE_VIOLATION.getState().equals(e.getSQLState())) {
        settle(group, e);
      } else if (group.size() == 1) {
        group.getFirst().lastPosition.completeExceptionally(refusal(e, appends.getFirst()));
      } else {
        commit(group.subList(0, group.size() / 2));
        commit(group.subList(group.size() / 2, group.size()));
      }
    }
  }

  private long send(List<Append> group) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(APPEND)) {
      bind(statement, group);
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        return result.getLong(1);
      }
    }
  }

  private static void bind(PreparedStatement statement, List<Append> group) throws SQLException {
    List<StoredEvent> events = group.stream().flatMap(a -> a.events().stream()).toList();
    List<Append.ClaimHash> claims = group.stream().flatMap(a -> a.claims().stream()).toList();
    List<Append.KeptAnswer> answers = new ArrayList<>();
    List<Long> offsets = new ArrayList<>();
    long offset = 0;
    for (Append append : group) {
      offset += append.events().size();
      if (append.answer() != null) {
        answers.add(append.answer());
        offsets.add(offset);
      }
    }
    var arrays = new Arrays(statement);
    arrays.add("uuid", events, StoredEvent::stream);
    arrays.add("int8", events, StoredEvent::sequenceNumber);
    arrays.add("text", events, StoredEvent::aggregateType);
    arrays.add("uuid", events, StoredEvent::eventId);
    arrays.add("text", events, StoredEvent::type);
    arrays.add("int2", events, event -> (short) event.revision());
    arrays.add("int8", events, StoredEvent::recordedMicros);
    arrays.add("uuid", events, StoredEvent::tenant);
    arrays.add("uuid", events, StoredEvent::subject);
    arrays.add("text", events, StoredEvent::metadata);
    arrays.add("text", events, StoredEvent::payload);
    arrays.addBytes(group.stream().flatMap(a -> a.leaves().stream()).toArray(byte[][]::new));
    arrays.add("bool", claims, Append.ClaimHash::release);
    arrays.add("text", claims, Append.ClaimHash::scope);
    arrays.add("text", claims, Append.ClaimHash::hash);
    arrays.add("uuid", claims, Append.ClaimHash::holder);
    arrays.add("text", answers, answer -> answer.key().hash());
    arrays.add("text", answers, answer -> answer.key().fingerprint());
    arrays.add("uuid", answers, Append.KeptAnswer::id);
    arrays.add("int8", answers, Append.KeptAnswer::sequenceNumber);
    arrays.add("int8", answers, Append.KeptAnswer::position);
    arrays.add("int8", offsets, o -> o);
    arrays.add("text", answers, answer -> String.join(",", answer.events()));
  }

  /** Binds one array parameter after another. */
  private static final class Arrays {
    private final PreparedStatement statement;
    private int index;

    Arrays(PreparedStatement statement) {
      this.statement = statement;
    }

    <T> void add(String type, List<T> rows, Function<? super T, ? extends @Nullable Object> column)
        throws SQLException {
      @Nullable Object[] values = new @Nullable Object[rows.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = column.apply(rows.get(i));
      }
      set(statement.getConnection().createArrayOf(type, values));
    }

    void addBytes(byte[][] values) throws SQLException {
      set(statement.getConnection().createArrayOf("bytea", values));
    }

    private void set(Array array) throws SQLException {
      statement.setObject(++index, array, Types.ARRAY);
    }
  }

  private static AppendRefused refusal(SQLException e, Append append) {
    String constraint = "";
    if (e instanceof PSQLException psql) {
      ServerErrorMessage message = psql.getServerErrorMessage();
      constraint =
          message == null || message.getConstraint() == null ? "" : message.getConstraint();
    }
    return switch (constraint) {
      case "claim_unique_value" ->
          new AppendRefused.ValueTaken(
              append.claims().stream()
                  .filter(Predicate.not(Append.ClaimHash::release))
                  .map(Append.ClaimHash::scope)
                  .findFirst()
                  .orElse("value"));
      case "answer_idempotency_key" -> new AppendRefused.AlreadyAnswered();
      default -> new AppendRefused.SequenceTaken();
    };
  }

  /**
   * The connection broke, perhaps after the commit: each caller is told what is found in the table.
   */
  private void settle(List<Waiting> group, SQLException cause) {
    log.warn("an append group of {} lost its connection, looking what became of it", group.size());
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement ended =
          connection.prepareStatement("select pg_advisory_xact_lock(7310579)")) {
        // the broken connection's backend may still be at work; it holds the lock until it is done
        ended.execute();
      }
      for (Waiting waiting : group) {
        Long position = positionOf(connection, waiting.append);
        if (position != null) {
          waiting.lastPosition.complete(position);
        } else {
          waiting.lastPosition.completeExceptionally(
              new EventStoreUnavailable("nothing was stored, the database failed: retry", cause));
        }
      }
      connection.rollback();
    } catch (SQLException e) {
      e.addSuppressed(cause);
      var unknown =
          new EventStoreUnavailable(
              "the database cannot be reached: retry with the same Idempotency-Key", e);
      group.forEach(waiting -> waiting.lastPosition.completeExceptionally(unknown));
    }
  }

  private static @Nullable Long positionOf(Connection connection, Append append)
      throws SQLException {
    if (append.events().isEmpty()) {
      return null;
    }
    StoredEvent last = append.events().getLast();
    try (PreparedStatement look =
        connection.prepareStatement(
            """
            select position
            from events.event
            where stream = ? and sequence_number = ? and event_id = ?
            """)) {
      look.setObject(1, last.stream());
      look.setLong(2, last.sequenceNumber());
      look.setObject(3, last.eventId());
      try (ResultSet found = look.executeQuery()) {
        return found.next() ? found.getLong(1) : null;
      }
    }
  }

  /** Appends what waits, then ends. */
  @Override
  public void close() {
    closed = true;
    threads.forEach(thread -> queue.add(CLOSE));
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    var late = new EventStoreUnavailable("the event store is closed", null);
    queue.forEach(waiting -> waiting.lastPosition.completeExceptionally(late));
  }
}

package dev.lethe.standalone.verify;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads every event in its order, derives its leaf anew from the columns, grows the tree and
 * compares its root with every signed checkpoint. The leaf's form is that of docs/data-model.md.
 */
final class StoreCheck {

  private static final int LEAVES_A_TILE = 256;
  private static final int HASH = 32;

  private final Connection connection;
  private final List<SignedNote.Key> keys;

  /** Trusts these keys; where there are none, those that the database itself names. */
  StoreCheck(Connection connection, Collection<SignedNote.Key> trusted) throws SQLException {
    this.connection = connection;
    this.keys = new ArrayList<>(trusted);
    if (keys.isEmpty()) {
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("select verifier_key from events.log_key")) {
        while (row.next()) {
          keys.add(SignedNote.Key.parse(row.getString(1)));
        }
      }
    }
  }

  Finding run() throws SQLException {
    connection.setAutoCommit(false);
    // one snapshot of the database for all three cursors
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    try (Statement eventStatement = forMany();
        ResultSet events =
            eventStatement.executeQuery(
                """
                select position, stream, sequence_number, aggregate_type, event_id, type, revision,
                       (extract(epoch from recorded_at) * 1000000)::bigint as recorded_micros,
                       tenant, subject, metadata, payload, leaf
                from events.event
                order by position
                """);
        Statement tileStatement = forMany();
        ResultSet tiles =
            tileStatement.executeQuery(
                "select index, leaves from events.leaf_tile order by index");
        Statement checkpointStatement = forMany();
        ResultSet checkpoints =
            checkpointStatement.executeQuery(
                "select size, root, note from events.checkpoint order by size")) {
      return compare(events, tiles, checkpoints);
    }
  }

  private Statement forMany() throws SQLException {
    Statement statement = connection.createStatement();
    statement.setFetchSize(2_000);
    return statement;
  }

  private Finding compare(ResultSet events, ResultSet tiles, ResultSet checkpoints)
      throws SQLException {
    var tree = new Merkle();
    long position = 0;
    long good = 0;
    int signed = 0;
    byte[] tile = null;
    boolean more = checkpoints.next();
    while (events.next()) {
      position++;
      if (events.getLong("position") != position) {
        return Finding.bad(
            "position %d was removed: the next event has position %d",
            position, events.getLong("position"));
      }
      byte[] leaf = Merkle.leaf(entry(events));
      int place = (int) ((position - 1) % LEAVES_A_TILE);
      if (place == 0) {
        tile = tiles.next() ? tiles.getBytes("leaves") : null;
      }
      if (tile != null && !Arrays.equals(leaf, 0, HASH, tile, place * HASH, (place + 1) * HASH)) {
        return Finding.bad("position %d was altered, or something inserted there", position);
      }
      if (!Arrays.equals(leaf, events.getBytes("leaf"))) {
        return Finding.bad("position %d was altered: its leaf hash is another", position);
      }
      tree.add(leaf);
      if (more && checkpoints.getLong("size") == position) {
        Finding fault = fault(checkpoints, tree, good);
        if (fault != null) {
          return fault;
        }
        good = position;
        signed++;
        more = checkpoints.next();
      }
    }
    if (more) {
      return Finding.bad(
          "position %d was removed: a checkpoint of size %d is signed and there are %d events",
          position + 1, checkpoints.getLong("size"), position);
    }
    return Finding.good(
        "%d events are as they were signed in %d checkpoints; %d newer ones are not signed yet",
        good, signed, position - good);
  }

  private @Nullable Finding fault(ResultSet checkpoint, Merkle tree, long good)
      throws SQLException {
    long size = checkpoint.getLong("size");
    SignedNote note = SignedNote.parse(checkpoint.getString("note"));
    if (!note.isSignedBy(keys)) {
      return Finding.bad("the checkpoint of size %d is not signed by a known key", size);
    }
    if (note.size() != size || !Arrays.equals(note.root(), tree.root())) {
      return Finding.bad(
          "position %d, or one after it up to %d, was altered, removed or inserted: "
              + "the events do not give the signed root of size %d",
          good + 1, size, size);
    }
    return null;
  }

  private static byte[] entry(ResultSet event) {
    return LeafEntry.of(
        field -> {
          try {
            return event.getString(field.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT));
          } catch (SQLException e) {
            throw new IllegalStateException("the query has all columns of an entry", e);
          }
        });
  }
}

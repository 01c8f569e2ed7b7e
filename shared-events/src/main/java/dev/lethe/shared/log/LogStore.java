package dev.lethe.shared.log;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The log's tables. */
final class LogStore {

  /** About 8 KB each. */
  private static final int TILES_KEPT = 1_000;

  private final JdbcClient jdbc;
  private final JdbcTemplate template;

  LogStore(DataSource dataSource) {
    this.template = new JdbcTemplate(dataSource);
    this.jdbc = JdbcClient.create(template);
  }

  Optional<Checkpoint> latest() {
    return jdbc.sql("select size, root, note from events.checkpoint order by size desc limit 1")
        .query(LogStore::checkpoint)
        .optional();
  }

  Optional<Checkpoint> ofSize(long size) {
    return jdbc.sql("select size, root, note from events.checkpoint where size = :size")
        .param("size", size)
        .query(LogStore::checkpoint)
        .optional();
  }

  private static Checkpoint checkpoint(ResultSet row, int number) throws SQLException {
    return new Checkpoint(row.getLong("size"), row.getBytes("root"), row.getString("note"));
  }

  long head() {
    return jdbc.sql("select coalesce(max(position), 0) from events.event")
        .query(Long.class)
        .single();
  }

  /** The leaf hashes after a position, in order. */
  List<byte[]> leaves(long after, int limit) {
    return jdbc.sql(
            """
            select leaf
            from events.event
            where position > :after
            order by position
            limit :limit
            """)
        .param("after", after)
        .param("limit", limit)
        .query((row, n) -> row.getBytes("leaf"))
        .list();
  }

  /** The leaf hashes of a full tile, which are in one row. */
  private List<byte[]> leaves(long tile) {
    byte[] leaves =
        jdbc.sql("select leaves from events.leaf_tile where index = :tile")
            .param("tile", tile)
            .query(byte[].class)
            .single();
    return IntStream.range(0, Tile.WIDTH)
        .mapToObj(n -> Arrays.copyOfRange(leaves, n * Hashes.BYTES, (n + 1) * Hashes.BYTES))
        .toList();
  }

  /** Hashes of a tile, from its first, at most so many. */
  List<byte[]> tile(int level, long index, int width) {
    if (level == 0) {
      return width == Tile.WIDTH ? leaves(index) : leaves(index * Tile.WIDTH, width);
    }
    return jdbc.sql(
            """
            select hash
            from events.tree_node
            where level = :level and index >= :first and index < :end
            order by index
            """)
        .param("level", level)
        .param("first", index * Tile.WIDTH)
        .param("end", index * Tile.WIDTH + width)
        .query((row, n) -> row.getBytes("hash"))
        .list();
  }

  /** Reads hashes of a tree of this size, a tile at a time; the tiles used last are kept. */
  Tile.Reader reader(long size) {
    Cache<Place, List<byte[]>> tiles = Caffeine.newBuilder().maximumSize(TILES_KEPT).build();
    return (level, index) -> {
      long tile = index / Tile.WIDTH;
      int width = (int) Math.min(Tile.WIDTH, Tile.hashes(size, level) - tile * Tile.WIDTH);
      return tiles
          .get(new Place(level, tile), place -> tile(level, tile, width))
          .get((int) (index % Tile.WIDTH));
    };
  }

  private record Place(int level, long index) {}

  /** Writes in the caller's transaction. */
  void append(TreeBuilder.Completed completed, Checkpoint checkpoint) {
    template.batchUpdate(
        "insert into events.leaf_tile (index, leaves) values (?, ?)",
        completed.tiles().stream()
            .map(tile -> new Object[] {tile.index(), tile.leaves()})
            .toList());
    template.batchUpdate(
        "insert into events.tree_node (level, index, hash) values (?, ?, ?)",
        completed.nodes().stream()
            .map(node -> new Object[] {node.level(), node.index(), node.hash()})
            .toList());
    template.update(
        "insert into events.checkpoint (size, root, note) values (?, ?, ?)",
        checkpoint.size(),
        checkpoint.root(),
        checkpoint.note());
  }

  /** Makes the key known, for those who verify what it signed. */
  void publish(LogKey key) {
    template.update(
        """
        insert into events.log_key (key_id, name, public_key, verifier_key)
        values (?, ?, ?, ?)
        on conflict do nothing
        """,
        key.id(),
        key.name(),
        key.publicKey(),
        key.verifierKey());
  }

  List<String> verifierKeys() {
    return jdbc.sql("select verifier_key from events.log_key order by published_at")
        .query(String.class)
        .list();
  }
}

package dev.lethe.shared.log;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Grows the tree leaf by leaf, remembering only the hashes of its right edge: fewer than 256 a
 * level of tiles.
 */
final class TreeBuilder {

  /** A hash that has become complete, on a level of tiles from 1. */
  @SuppressWarnings("ArrayRecordComponent") // written to the database, never compared
  record Node(int level, long index, byte[] hash) {}

  /** A full tile of leaf hashes, one after another. */
  @SuppressWarnings("ArrayRecordComponent") // written to the database, never compared
  record LeafTile(long index, byte[] leaves) {}

  /** What leaves have completed, to be stored with the checkpoint that covers it. */
  record Completed(List<Node> nodes, List<LeafTile> tiles) {
    Completed() {
      this(new ArrayList<>(), new ArrayList<>());
    }
  }

  private final List<List<byte[]>> edges = new ArrayList<>();
  private long size;

  /** A tree of this size, whose right edge is read. */
  TreeBuilder(long size, Tile.Reader reader) {
    this.size = size;
    for (int level = 0; Tile.hashes(size, level) > 0; level++) {
      List<byte[]> edge = new ArrayList<>();
      long count = Tile.hashes(size, level);
      for (long index = count / Tile.WIDTH * Tile.WIDTH; index < count; index++) {
        edge.add(reader.hash(level, index));
      }
      edges.add(edge);
    }
  }

  long size() {
    return size;
  }

  /** Appends a leaf, and adds what it completes. */
  void append(byte[] leaf, Completed completed) {
    size++;
    byte[] hash = leaf;
    for (int level = 0; ; level++) {
      if (level == edges.size()) {
        edges.add(new ArrayList<>());
      }
      List<byte[]> edge = edges.get(level);
      edge.add(hash);
      if (edge.size() < Tile.WIDTH) {
        return;
      }
      if (level == 0) {
        var tile = new ByteArrayOutputStream(Tile.WIDTH * 32);
        edge.forEach(tile::writeBytes);
        completed.tiles().add(new LeafTile(Tile.hashes(size, 1) - 1, tile.toByteArray()));
      }
      hash = root(edge);
      edge.clear();
      completed.nodes().add(new Node(level + 1, Tile.hashes(size, level + 1) - 1, hash));
    }
  }

  /** The root of the tree (RFC 6962, section 2.1); of the empty tree, the hash of nothing. */
  byte[] root() {
    byte[] root = new byte[0];
    // from the right edge up: what is on a lower level is to the right of what is above
    for (List<byte[]> edge : edges) {
      if (edge.isEmpty()) {
        continue;
      }
      List<byte[]> row = new ArrayList<>(edge);
      if (root.length > 0) {
        row.add(root);
      }
      root = rootOfRow(row, root.length > 0);
    }
    return root.length == 0 ? Hashes.of(root) : root;
  }

  /**
   * The last of a row may stand for fewer leaves than the others: then it is not paired before the
   * others are.
   */
  private static byte[] rootOfRow(List<byte[]> row, boolean lastIsPartial) {
    return lastIsPartial ? join(row.subList(0, row.size() - 1), row.getLast()) : root(row);
  }

  /** The root over equal subtrees and a smaller one to the right of them. */
  private static byte[] join(List<byte[]> equal, byte[] smaller) {
    byte[] right = smaller;
    int end = equal.size();
    // perfect subtrees of the equal ones, the smallest at the right
    while (end > 0) {
      int part = Integer.lowestOneBit(end);
      right = Hashes.children(root(equal.subList(end - part, end)), right);
      end -= part;
    }
    return right;
  }

  /** The root over equal subtrees. */
  private static byte[] root(List<byte[]> equal) {
    if (equal.size() == 1) {
      return equal.getFirst();
    }
    int left = Integer.highestOneBit(equal.size() - 1);
    return Hashes.children(root(equal.subList(0, left)), root(equal.subList(left, equal.size())));
  }
}

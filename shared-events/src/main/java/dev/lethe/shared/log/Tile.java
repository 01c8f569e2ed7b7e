package dev.lethe.shared.log;

/**
 * Where hashes are in C2SP tlog-tiles: 256 to a tile, and 256 tiles of a level below one of the
 * next.
 */
final class Tile {

  /** Hashes in a full tile. */
  static final int WIDTH = 256;

  private static final int HEIGHT = 8;

  private Tile() {}

  /** How many hashes a tree of this size has on a level of tiles: level 0 has the leaves. */
  static long hashes(long size, int level) {
    return level * HEIGHT >= Long.SIZE - 1 ? 0 : size >>> (level * HEIGHT);
  }

  /** Reads a hash: of a leaf on level 0, of 256 to the power of the level leaves above. */
  interface Reader {
    byte[] hash(int level, long index);
  }

  /** The hash of the perfect subtree of 2^height leaves that is the index-th of its height. */
  static byte[] perfect(Reader reader, int height, long index) {
    return height % HEIGHT == 0
        ? reader.hash(height / HEIGHT, index)
        : Hashes.children(
            perfect(reader, height - 1, 2 * index), perfect(reader, height - 1, 2 * index + 1));
  }
}

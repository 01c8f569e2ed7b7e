package dev.lethe.shared.log;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.List;

/** Inclusion and consistency proofs (RFC 6962, sections 2.1.1 and 2.1.2), read from the tiles. */
final class Proofs {

  /** Roots of subtrees of 256 leaves and more are asked for again and again. */
  private static final int REMEMBERED = 100_000;

  private static final int REMEMBERED_HEIGHT = 8;

  private final Tile.Reader reader;
  private final Cache<Place, byte[]> roots = Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  private record Place(int height, long index) {}

  Proofs(Tile.Reader reader) {
    this.reader = reader;
  }

  /** The path from the leaf of this index, from 0, to the root of the tree of this size. */
  List<byte[]> inclusion(long index, long size) {
    List<byte[]> path = new ArrayList<>();
    path(index, 0, size, path);
    return path;
  }

  private void path(long index, long from, long to, List<byte[]> path) {
    if (to - from == 1) {
      return;
    }
    long middle = from + split(to - from);
    if (index < middle) {
      path(index, from, middle, path);
      path.add(root(middle, to));
    } else {
      path(index, middle, to, path);
      path.add(root(from, middle));
    }
  }

  /** What shows that the tree of the smaller size is the beginning of the tree of the larger. */
  List<byte[]> consistency(long smaller, long larger) {
    List<byte[]> proof = new ArrayList<>();
    if (smaller > 0 && smaller < larger) {
      subproof(smaller, 0, larger, true, proof);
    }
    return proof;
  }

  private void subproof(long smaller, long from, long to, boolean known, List<byte[]> proof) {
    if (smaller == to) {
      if (!known) {
        proof.add(root(from, to));
      }
      return;
    }
    long middle = from + split(to - from);
    if (smaller <= middle) {
      subproof(smaller, from, middle, known, proof);
      proof.add(root(middle, to));
    } else {
      subproof(smaller, middle, to, false, proof);
      proof.add(root(from, middle));
    }
  }

  /** The root over the leaves of this range, as it stands in any larger tree. */
  byte[] root(long from, long to) {
    long size = to - from;
    if (Long.bitCount(size) == 1) {
      int height = Long.numberOfTrailingZeros(size);
      long index = from >>> height;
      return height <= REMEMBERED_HEIGHT
          ? Tile.perfect(reader, height, index)
          : roots.get(new Place(height, index), place -> Tile.perfect(reader, height, index));
    }
    long middle = from + split(size);
    return Hashes.children(root(from, middle), root(middle, to));
  }

  /** The largest power of two below the size. */
  private static long split(long size) {
    return Long.highestOneBit(size - 1);
  }
}

package dev.lethe.standalone.verify;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * The tree of RFC 9162, section 2.1: grown leaf by leaf, and its proofs verified as the RFC says.
 */
final class Merkle {

  /** Perfect subtrees from the left, each smaller than the one before. */
  private final List<byte[]> hashes = new ArrayList<>();

  private final List<Integer> heights = new ArrayList<>();

  /** Hash of a leaf from its entry. */
  static byte[] leaf(byte[] entry) {
    return sha256(new byte[] {0}, entry);
  }

  private static byte[] node(byte[] left, byte[] right) {
    return sha256(new byte[] {1}, left, right);
  }

  static byte[] sha256(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  void add(byte[] leaf) {
    byte[] hash = leaf;
    int height = 0;
    while (!heights.isEmpty() && heights.getLast() == height) {
      hash = node(hashes.removeLast(), hash);
      heights.removeLast();
      height++;
    }
    hashes.add(hash);
    heights.add(height);
  }

  byte[] root() {
    if (hashes.isEmpty()) {
      return sha256();
    }
    byte[] root = hashes.getLast();
    for (int i = hashes.size() - 2; i >= 0; i--) {
      root = node(hashes.get(i), root);
    }
    return root;
  }

  /** Section 2.1.3.2. */
  static boolean includes(byte[] leaf, long index, long size, List<byte[]> proof, byte[] root) {
    if (index >= size) {
      return false;
    }
    long fn = index;
    long sn = size - 1;
    byte[] r = leaf;
    for (byte[] p : proof) {
      if (sn == 0) {
        return false;
      }
      if ((fn & 1) == 1 || fn == sn) {
        r = node(p, r);
        while ((fn & 1) == 0 && fn != 0) {
          fn >>= 1;
          sn >>= 1;
        }
      } else {
        r = node(r, p);
      }
      fn >>= 1;
      sn >>= 1;
    }
    return sn == 0 && Arrays.equals(r, root);
  }

  /** Section 2.1.4.2. */
  static boolean isConsistent(
      long first, byte[] firstRoot, long second, byte[] secondRoot, List<byte[]> proof) {
    if (first == second) {
      return proof.isEmpty() && Arrays.equals(firstRoot, secondRoot);
    }
    if (first < 1 || first > second) {
      return false;
    }
    List<byte[]> path = new ArrayList<>(proof);
    if (Long.bitCount(first) == 1) {
      path.addFirst(firstRoot);
    }
    if (path.isEmpty()) {
      return false;
    }
    long fn = first - 1;
    long sn = second - 1;
    while ((fn & 1) == 1) {
      fn >>= 1;
      sn >>= 1;
    }
    Iterator<byte[]> rest = path.iterator();
    byte[] fr = rest.next();
    byte[] sr = fr;
    while (rest.hasNext()) {
      byte[] c = rest.next();
      if (sn == 0) {
        return false;
      }
      if ((fn & 1) == 1 || fn == sn) {
        fr = node(c, fr);
        sr = node(c, sr);
        while ((fn & 1) == 0 && fn != 0) {
          fn >>= 1;
          sn >>= 1;
        }
      } else {
        sr = node(sr, c);
      }
      fn >>= 1;
      sn >>= 1;
    }
    return sn == 0 && Arrays.equals(fr, firstRoot) && Arrays.equals(sr, secondRoot);
  }
}

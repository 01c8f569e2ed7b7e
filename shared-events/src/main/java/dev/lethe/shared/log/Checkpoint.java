package dev.lethe.shared.log;

import java.util.Base64;

/**
 * The size and root of the tree at one time, signed (C2SP tlog-checkpoint).
 *
 * @param note the signed note, as it is served
 */
@SuppressWarnings("ArrayRecordComponent") // compared by size
public record Checkpoint(long size, byte[] root, String note) {

  static Checkpoint sign(long size, byte[] root, LogKey key) {
    String text =
        "%s\n%d\n%s\n".formatted(key.name(), size, Base64.getEncoder().encodeToString(root));
    return new Checkpoint(size, root, key.sign(text));
  }
}

package dev.lethe.shared.log;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 as RFC 6962, section 2.1, uses it. */
final class Hashes {

  static final int BYTES = 32;

  /**
   * A copy of a person's data takes hundreds of hashes an event; making a digest takes as long as
   * using it.
   */
  private static final ThreadLocal<MessageDigest> SHA256 =
      ThreadLocal.withInitial(Hashes::newDigest);

  private Hashes() {}

  /** The hash of an inner node. */
  static byte[] children(byte[] left, byte[] right) {
    MessageDigest sha256 = SHA256.get();
    sha256.update((byte) 1);
    sha256.update(left);
    sha256.update(right);
    return sha256.digest();
  }

  static byte[] of(byte[] bytes) {
    return SHA256.get().digest(bytes);
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

package dev.lethe.standalone.verify;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;

/** A checkpoint as a signed note (c2sp.org/signed-note, c2sp.org/tlog-checkpoint). */
@SuppressWarnings("ArrayRecordComponent") // never compared by equals
record SignedNote(String text, String origin, long size, byte[] root, String signatures) {

  private static final byte[] X509_ED25519 = HexFormat.of().parseHex("302a300506032b6570032100");

  /** A verifier key: {@code name+hash+base64(1, public key)}. */
  @SuppressWarnings("ArrayRecordComponent") // never compared by equals
  record Key(String name, byte[] hash, PublicKey key) {
    static Key parse(String text) {
      String[] parts = text.strip().split("\\+", 3);
      try {
        byte[] typed = Base64.getDecoder().decode(parts[2]);
        byte[] hash =
            Arrays.copyOf(
                Merkle.sha256((parts[0] + "\n").getBytes(StandardCharsets.UTF_8), typed), 4);
        if (typed.length != 33
            || typed[0] != 1
            || !HexFormat.of().formatHex(hash).equals(parts[1])) {
          throw new IllegalArgumentException();
        }
        byte[] encoded = Arrays.copyOf(X509_ED25519, X509_ED25519.length + 32);
        System.arraycopy(typed, 1, encoded, X509_ED25519.length, 32);
        return new Key(
            parts[0],
            hash,
            KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
      } catch (GeneralSecurityException | RuntimeException e) {
        throw new IllegalArgumentException(
            "a verifier key is NAME+HASH+KEY, as /log/keys shows it, not " + text, e);
      }
    }
  }

  static SignedNote parse(String note) {
    int end = note.lastIndexOf("\n\n");
    if (end < 0) {
      throw new IllegalArgumentException("a checkpoint has a blank line before its signatures");
    }
    String text = note.substring(0, end + 1);
    String[] lines = text.split("\n", -1);
    if (lines.length < 4) {
      throw new IllegalArgumentException("a checkpoint has origin, size and root");
    }
    return new SignedNote(
        text,
        lines[0],
        Long.parseLong(lines[1]),
        Base64.getDecoder().decode(lines[2]),
        note.substring(end + 2));
  }

  /** By a key of the log itself: a checkpoint names its origin. */
  boolean isSignedBy(Collection<Key> keys) {
    return isSigned(
        text, signatures, keys.stream().filter(key -> origin.equals(key.name())).toList());
  }

  static boolean isSigned(String text, String signatures, Collection<Key> keys) {
    return signatures
        .lines()
        .anyMatch(line -> keys.stream().anyMatch(key -> isSignature(text, line, key)));
  }

  private static boolean isSignature(String text, String line, Key key) {
    String prefix = "— " + key.name() + " ";
    if (!line.startsWith(prefix)) {
      return false;
    }
    try {
      byte[] signature = Base64.getDecoder().decode(line.substring(prefix.length()));
      if (signature.length != 68 || !Arrays.equals(Arrays.copyOf(signature, 4), key.hash())) {
        return false;
      }
      Signature ed25519 = Signature.getInstance("Ed25519");
      ed25519.initVerify(key.key());
      ed25519.update(text.getBytes(StandardCharsets.UTF_8));
      return ed25519.verify(signature, 4, 64);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }
}

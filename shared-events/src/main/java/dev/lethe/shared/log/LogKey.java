package dev.lethe.shared.log;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * An Ed25519 key that signs checkpoints as C2SP signed notes.
 *
 * @see <a href="https://c2sp.org/signed-note">c2sp.org/signed-note</a>
 */
public final class LogKey {

  private static final byte ED25519 = 1;

  private final String name;
  private final PrivateKey key;
  private final byte[] publicKey;

  private LogKey(String name, PrivateKey key, byte[] publicKey) {
    this.name = name;
    this.key = key;
    this.publicKey = publicKey;
  }

  /**
   * A new key, as the text that {@link #read} takes: private key (PKCS #8) and public key, in
   * base64.
   */
  public static String generate() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      byte[] encoded = pair.getPublic().getEncoded();
      Base64.Encoder base64 = Base64.getEncoder();
      return base64.encodeToString(pair.getPrivate().getEncoded())
          + " "
          + base64.encodeToString(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has Ed25519", e);
    }
  }

  /**
   * Reads a key.
   *
   * @param name of the log, which is also its origin
   * @throws IllegalArgumentException if the text is not one of {@link #generate}
   */
  public static LogKey read(String name, String text) {
    String[] parts = text.split(" ", 2);
    try {
      return new LogKey(
          name,
          KeyFactory.getInstance("Ed25519")
              .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(parts[0]))),
          Base64.getDecoder().decode(parts[1]));
    } catch (GeneralSecurityException | ArrayIndexOutOfBoundsException e) {
      throw new IllegalArgumentException("this is not the key of a log", e);
    }
  }

  String name() {
    return name;
  }

  /** First four bytes of the hash of name and key, in hexadecimal. */
  String id() {
    return HexFormat.of().formatHex(idBytes());
  }

  byte[] publicKey() {
    return publicKey.clone();
  }

  /** What a verifier needs: {@code name+id+base64(type and public key)}. */
  public String verifierKey() {
    return "%s+%s+%s".formatted(name, id(), Base64.getEncoder().encodeToString(typed()));
  }

  /** The text, which ends with a line break, with a blank line and the signature line after it. */
  public String sign(String text) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(key);
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return "%s\n— %s %s\n"
          .formatted(
              text, name, Base64.getEncoder().encodeToString(join(idBytes(), signature.sign())));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the log key is an Ed25519 key", e);
    }
  }

  private byte[] idBytes() {
    byte[] nameLine = (name + "\n").getBytes(StandardCharsets.UTF_8);
    return Arrays.copyOf(Hashes.of(join(nameLine, typed())), 4);
  }

  private byte[] typed() {
    return join(new byte[] {ED25519}, publicKey);
  }

  private static byte[] join(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }
}

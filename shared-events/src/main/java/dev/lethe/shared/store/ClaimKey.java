package dev.lethe.shared.store;

import dev.lethe.shared.value.Ids;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hashes claimed values under a secret, so that the claims table cannot be searched for a known
 * email address.
 */
public final class ClaimKey {

  private final SecretKeySpec key;

  /** A key of at least 32 random bytes. */
  public ClaimKey(byte[] secret) {
    if (secret.length < 32) {
      throw new IllegalArgumentException("a claim key has at least 32 bytes");
    }
    key = new SecretKeySpec(secret, "HmacSHA256");
  }

  /** The value's keyed hash (HMAC-SHA256) within a scope, in hexadecimal. */
  public String hash(String scope, String value) {
    return HexFormat.of().formatHex(mac(scope + "\n" + value));
  }

  /**
   * Stands for whoever is reached under an address, whether they have an account or not: a data
   * subject of its own.
   *
   * @param email in its normal form
   */
  public UUID contact(String email) {
    return Ids.named("contact " + hash("contact.email", email));
  }

  /** Names the key without giving it away. */
  byte[] id() {
    return mac("lethe claim key id");
  }

  private byte[] mac(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}

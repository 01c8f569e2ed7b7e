package dev.lethe.shared.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.lethe.shared.access.KeyFolder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;

/**
 * Encrypts secrets that users entrust to the program, such as their keys for other services:
 * AES-256-GCM (Google Tink) under a key of the installation.
 */
public final class SecretBox {

  private static final String FILE = "secrets.keyset.json";

  private final Aead aead;

  /** Under the key of this folder, which is made on first use. */
  public SecretBox(KeyFolder keys) {
    try {
      aead =
          TinkJsonProtoKeysetFormat.parseKeyset(
                  keys.text(FILE, SecretBox::generate),
                  AeadConfig2026.get(),
                  InsecureSecretKeyAccess.get())
              .getPrimitive(AeadConfig2026.get(), Aead.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key file " + FILE + " is not a Tink keyset", e);
    }
  }

  private static String generate() {
    try {
      return TinkJsonProtoKeysetFormat.serializeKeyset(
          KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, AeadConfig2026.get()),
          AeadConfig2026.get(),
          InsecureSecretKeyAccess.get());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES-GCM", e);
    }
  }

  /**
   * Encrypts a text.
   *
   * @param context what it belongs to; it can be decrypted with the same context only
   * @return base64url
   */
  public String seal(String text, String context) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(aead.encrypt(bytes(text), bytes(context)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES-GCM", e);
    }
  }

  /**
   * Decrypts what was encrypted with this context; empty where it was not, or under another key.
   */
  public Optional<String> open(String sealed, String context) {
    try {
      return Optional.of(
          new String(
              aead.decrypt(Base64.getUrlDecoder().decode(sealed), bytes(context)),
              StandardCharsets.UTF_8));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

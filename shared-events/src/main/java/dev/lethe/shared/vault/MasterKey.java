package dev.lethe.shared.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.KmsClient;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.lethe.shared.access.KeyFolder;
import java.security.GeneralSecurityException;
import java.util.ServiceLoader;

/**
 * The key that wraps all others: a Tink keyset in the key folder, or one of a key management
 * service named by a URI such as {@code aws-kms://…} or {@code gcp-kms://…}, whose Tink client is
 * on the class path.
 */
public final class MasterKey {

  private static final String FILE = "master.keyset.json";

  private final Aead aead;

  private MasterKey(Aead aead) {
    this.aead = aead;
  }

  /** The keyset of this folder, which is made on first use. */
  public static MasterKey of(KeyFolder keys) {
    try {
      return new MasterKey(
          parse(keys.text(FILE, MasterKey::generate))
              .getPrimitive(AeadConfig2026.get(), Aead.class));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key file " + FILE + " is not a Tink keyset", e);
    }
  }

  /**
   * A key of a service.
   *
   * @throws IllegalStateException if no client for it is on the class path, or it refuses
   */
  public static MasterKey of(String uri) {
    for (KmsClient client : ServiceLoader.load(KmsClient.class)) {
      if (client.doesSupport(uri)) {
        try {
          return new MasterKey(client.withDefaultCredentials().getAead(uri));
        } catch (GeneralSecurityException e) {
          throw new IllegalStateException("the key service of " + uri + " refuses", e);
        }
      }
    }
    throw new IllegalStateException(
        "nothing on the class path knows " + uri + ": add the Tink client of that service");
  }

  Aead aead() {
    return aead;
  }

  private static KeysetHandle parse(String keyset) throws GeneralSecurityException {
    return TinkJsonProtoKeysetFormat.parseKeyset(
        keyset, AeadConfig2026.get(), InsecureSecretKeyAccess.get());
  }

  private static String generate() {
    try {
      return serialize(
          KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, AeadConfig2026.get()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES-GCM", e);
    }
  }

  private static String serialize(KeysetHandle keyset) throws GeneralSecurityException {
    return TinkJsonProtoKeysetFormat.serializeKeyset(
        keyset, AeadConfig2026.get(), InsecureSecretKeyAccess.get());
  }

  /**
   * Adds a new key to the folder's keyset, under which keys are wrapped from now on; the ones
   * before stay to unwrap.
   *
   * @return the keyset as it is now
   */
  public static MasterKey rotate(KeyFolder keys) {
    try {
      KeysetHandle before = parse(keys.text(FILE, MasterKey::generate));
      KeysetHandle after =
          KeysetHandle.newBuilder(before)
              .setConfiguration(AeadConfig2026.get())
              .addEntry(
                  KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                      .withRandomId()
                      .makePrimary())
              .build();
      keys.replace(FILE, serialize(after));
      return new MasterKey(after.getPrimitive(AeadConfig2026.get(), Aead.class));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key file " + FILE + " is not a Tink keyset", e);
    }
  }
}

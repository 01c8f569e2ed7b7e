package dev.lethe.shared.database;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The roles the program works as. None owns a table, is a superuser or can bypass row-level
 * security.
 */
public enum DatabaseRole {
  /** Appends events and reads them; sees no read table. */
  WRITER,
  /** Reads events and writes read tables. */
  PROJECTOR,
  /** Reads the rows that row-level security shows; sees no event. */
  READER,
  /** Keeps the keys of data subjects; sees neither events nor read tables. */
  VAULT;

  /** The role's name in PostgreSQL. */
  public String roleName() {
    return "lethe_" + name().toLowerCase(Locale.ROOT);
  }

  /** The database as this role. */
  public DatabaseUrl url(DatabaseUrl owner) {
    return owner.as(roleName(), password(owner));
  }

  /**
   * Every process that knows the owner's password derives the same one for the role, so none has to
   * be handed round.
   */
  String password(DatabaseUrl owner) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(
          new SecretKeySpec(
              ("lethe role password\n" + owner.password()).getBytes(StandardCharsets.UTF_8),
              "HmacSHA256"));
      return HexFormat.of()
          .formatHex(mac.doFinal(roleName().getBytes(StandardCharsets.UTF_8)), 0, 20);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}

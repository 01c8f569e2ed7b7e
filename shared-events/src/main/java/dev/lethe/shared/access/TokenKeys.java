package dev.lethe.shared.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys that sign access tokens (ES256, RFC 7518): the current one, which is replaced every 30
 * days, and those before it for as long as their tokens live. Processes that share the folder find
 * each other's keys.
 */
public final class TokenKeys {

  /** The file of the current key, a JWK (RFC 7517). */
  public static final String FILE = "tokens.jwk";

  private static final Duration AGE = Duration.ofDays(30);
  private static final Duration AFTERLIFE = AccessTokens.LIFE.multipliedBy(2);
  private static final Duration REREAD = Duration.ofMinutes(1);
  private static final Duration REREAD_FOR_UNKNOWN = Duration.ofSeconds(1);

  private final KeyFolder folder;
  private final Clock clock;
  private @Nullable Known known;

  /** Keys as they were found in the folder. */
  private record Known(ECKey current, JWKSet all, Instant at) {}

  /** Keys of this folder, which makes the first. */
  public TokenKeys(KeyFolder folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /** The key that signs now. */
  ECKey current() {
    return known(REREAD).current();
  }

  /** The public halves of all keys whose tokens may still live. */
  public JWKSet publicKeys() {
    return known(REREAD).all().toPublicJWKSet();
  }

  /** Finds keys for checking; another process may have just made one. */
  JWKSource<SecurityContext> source() {
    return (JWKSelector selector, @Nullable SecurityContext context) -> {
      List<JWK> found = selector.select(known(REREAD).all());
      return found.isEmpty() ? selector.select(known(REREAD_FOR_UNKNOWN).all()) : found;
    };
  }

  private synchronized Known known(Duration notOlderThan) {
    Instant now = clock.instant();
    if (known == null || known.at().plus(notOlderThan).isBefore(now)) {
      known = read(now);
    }
    return known;
  }

  private Known read(Instant now) {
    ECKey current = key(FILE);
    if (folder.madeAt(FILE).plus(AGE).isBefore(now)) {
      folder.putAside(FILE);
      current = key(FILE);
    }
    List<JWK> all = new ArrayList<>(List.of(current));
    Instant replacedAt = folder.madeAt(FILE);
    for (String old : folder.putAsideOf(FILE).reversed()) {
      if (replacedAt.plus(AFTERLIFE).isBefore(now)) {
        break;
      }
      all.add(key(old));
      replacedAt = folder.madeAt(old);
    }
    return new Known(current, new JWKSet(all), now);
  }

  private ECKey key(String file) {
    try {
      return ECKey.parse(folder.text(file, TokenKeys::generate));
    } catch (ParseException e) {
      throw new IllegalStateException("the key file " + file + " is not a JWK", e);
    }
  }

  private static String generate() {
    try {
      return new ECKeyGenerator(Curve.P_256)
          .keyUse(KeyUse.SIGNATURE)
          .algorithm(JWSAlgorithm.ES256)
          .keyIDFromThumbprint(true)
          .generate()
          .toJSONString();
    } catch (JOSEException e) {
      throw new IllegalStateException("every Java can make P-256 keys", e);
    }
  }
}

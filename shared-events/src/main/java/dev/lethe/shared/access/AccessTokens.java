package dev.lethe.shared.access;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/** Issues access tokens and checks them: JWTs (RFC 7519) signed with ES256. */
public final class AccessTokens {

  /** How long a token is good for, unless its session ends before. */
  public static final Duration LIFE = Duration.ofMinutes(30);

  private static final String ISSUER = "lethe";

  /** Claim: the session. */
  public static final String SESSION = "sid";

  /** Claim: on whose behalf. */
  public static final String TENANT = "tenant";

  /** Claim: no session, but somebody who holds the keys. */
  public static final String OPERATOR = "operator";

  private final TokenKeys keys;
  private final Clock clock;

  /** Tokens under these keys, by this clock. */
  public AccessTokens(TokenKeys keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /** The keys under which tokens are checked. */
  public JWKSet publicKeys() {
    return keys.publicKeys();
  }

  /** A token for a session of a user, on behalf of a tenant. */
  public String issue(UUID userId, UUID sessionId, UUID tenant) {
    return issue(userId, Map.of(SESSION, sessionId.toString(), TENANT, tenant.toString()));
  }

  /** A token of whoever holds the installation's keys, to act as this user without a session. */
  public String issueToOperator(UUID userId) {
    return issue(userId, Map.of(OPERATOR, true, TENANT, userId.toString()));
  }

  private String issue(UUID userId, Map<String, Object> extra) {
    Instant now = clock.instant();
    JwtClaimsSet claims =
        JwtClaimsSet.builder()
            .issuer(ISSUER)
            .subject(userId.toString())
            .issuedAt(now)
            .expiresAt(now.plus(LIFE))
            .claims(all -> all.putAll(extra))
            .build();
    ECKey key = keys.current();
    JwsHeader header =
        JwsHeader.with(SignatureAlgorithm.ES256).type("JWT").keyId(key.getKeyID()).build();
    return new NimbusJwtEncoder(new ImmutableJWKSet<>(new JWKSet(key)))
        .encode(JwtEncoderParameters.from(header, claims))
        .getTokenValue();
  }

  /** Accepts only tokens of this issuer and keys, signed with ES256, in their time. */
  public JwtDecoder decoder() {
    NimbusJwtDecoder decoder =
        NimbusJwtDecoder.withJwkSource(keys.source())
            .jwsAlgorithm(SignatureAlgorithm.ES256)
            .build();
    var inTime = new JwtTimestampValidator(Duration.ofSeconds(10));
    inTime.setClock(clock);
    decoder.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(inTime, new JwtIssuerValidator(ISSUER)));
    return decoder;
  }
}

package dev.lethe.shared.access;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/** Issues access tokens and checks them: JWTs (RFC 7519) signed with ES256. */
public final class AccessTokens {

  /** How long a token is good for. */
  public static final Duration LIFE = Duration.ofHours(1);

  static final String TENANT = "tenant";
  static final String ROLE = "role";
  private static final String ISSUER = "lethe";

  private final ECKey key;
  private final Clock clock;
  private final JwtEncoder encoder;

  /** Tokens under this key, by this clock. */
  public AccessTokens(ECKey key, Clock clock) {
    this.key = key;
    this.clock = clock;
    this.encoder = new NimbusJwtEncoder(new ImmutableJWKSet<>(new JWKSet(key)));
  }

  /** A token that says who the actor is. */
  public String issue(Actor actor) {
    Instant now = clock.instant();
    JwtClaimsSet claims =
        JwtClaimsSet.builder()
            .issuer(ISSUER)
            .subject(actor.userId().toString())
            .issuedAt(now)
            .expiresAt(now.plus(LIFE))
            .claim(TENANT, actor.tenant().toString())
            .claim(ROLE, actor.role().text())
            .build();
    JwsHeader header =
        JwsHeader.with(SignatureAlgorithm.ES256).type("JWT").keyId(key.getKeyID()).build();
    return encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
  }

  /** Accepts only tokens of this issuer and key, signed with ES256, in their time. */
  public JwtDecoder decoder() {
    NimbusJwtDecoder decoder =
        NimbusJwtDecoder.withJwkSource(new ImmutableJWKSet<>(new JWKSet(key.toPublicJWK())))
            .jwsAlgorithm(SignatureAlgorithm.ES256)
            .build();
    var inTime = new JwtTimestampValidator(Duration.ofSeconds(10));
    inTime.setClock(clock);
    decoder.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(inTime, new JwtIssuerValidator(ISSUER)));
    return decoder;
  }
}

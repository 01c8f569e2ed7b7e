package dev.lethe.shared.http;

import dev.lethe.shared.access.AccessTokens;
import dev.lethe.shared.access.Actor;
import dev.lethe.shared.access.ActorAuthentication;
import dev.lethe.shared.access.Credentials;
import dev.lethe.shared.access.Role;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoders;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/**
 * Finds the actor behind a bearer token (RFC 6750): an API key, an access token of a session, or a
 * token of the issuer that the operator trusts (OpenID Connect).
 */
public final class BearerAuthentication implements AuthenticationManager {

  /** What API keys begin with, so that they are known when they turn up where they should not. */
  public static final String API_KEY = "lethe_key_";

  private final Credentials credentials;
  private final JwtDecoder own;
  private final @Nullable JwtDecoder trusted;

  /**
   * Accepts tokens of the program, and of one other issuer.
   *
   * @param issuer its URL, or empty
   * @param audience that its tokens must be for, or empty
   */
  BearerAuthentication(
      AccessTokens tokens, Credentials credentials, String issuer, String audience) {
    this.credentials = credentials;
    this.own = tokens.decoder();
    this.trusted = issuer.isEmpty() ? null : trusted(issuer, audience);
  }

  /** Asks the issuer for its keys when the first token comes, not at start. */
  private static JwtDecoder trusted(String issuer, String audience) {
    if (audience.isEmpty()) {
      throw new IllegalStateException(
          "LETHE_OIDC_ISSUER needs LETHE_OIDC_AUDIENCE: tokens for other services are not for us");
    }
    return new SupplierJwtDecoder(
        () -> {
          NimbusJwtDecoder decoder = JwtDecoders.fromIssuerLocation(issuer);
          OAuth2TokenValidator<Jwt> forUs =
              new JwtClaimValidator<List<String>>(
                  JwtClaimNames.AUD,
                  audiences -> audiences != null && audiences.contains(audience));
          decoder.setJwtValidator(
              new DelegatingOAuth2TokenValidator<>(
                  JwtValidators.createDefaultWithIssuer(issuer), forUs));
          return decoder;
        });
  }

  /** Whether people log in with another issuer, and not with a password here. */
  public boolean isExternal() {
    return trusted != null;
  }

  @Override
  public Authentication authenticate(Authentication request) {
    String token = ((BearerTokenAuthenticationToken) request).getToken();
    return new ActorAuthentication(
        actor(token)
            .orElseThrow(
                () -> new InvalidBearerTokenException("the session, key or account has ended")));
  }

  private Optional<Actor> actor(String token) {
    if (token.startsWith(API_KEY)) {
      return credentials.apiKey(token);
    }
    try {
      return ofSession(own.decode(token));
    } catch (BadJwtException e) {
      if (trusted == null) {
        throw new InvalidBearerTokenException("the token is not good", e);
      }
    }
    try {
      return ofTrustedIssuer(trusted.decode(token));
    } catch (JwtException e) {
      throw new InvalidBearerTokenException("the token is not good", e);
    }
  }

  private Optional<Actor> ofSession(Jwt token) {
    UUID userId = UUID.fromString(token.getSubject());
    UUID tenant = UUID.fromString(String.valueOf(token.getClaimAsString(AccessTokens.TENANT)));
    if (Boolean.TRUE.equals(token.getClaim(AccessTokens.OPERATOR))) {
      return Optional.of(new Actor(userId, tenant, Role.ADMIN));
    }
    String sid = token.getClaimAsString(AccessTokens.SESSION);
    if (sid == null) {
      return Optional.empty();
    }
    UUID sessionId = UUID.fromString(sid);
    return credentials
        .inSession(userId, sessionId)
        .map(role -> new Actor(userId, tenant, role, sessionId, null));
  }

  private Optional<Actor> ofTrustedIssuer(Jwt token) {
    String subject = token.getSubject();
    if (subject == null) {
      return Optional.empty();
    }
    boolean verified = Boolean.TRUE.equals(token.getClaim("email_verified"));
    return credentials.identity(subject, verified ? token.getClaimAsString("email") : null);
  }
}

package dev.lethe.shared.access;

import dev.lethe.shared.value.Ids;
import java.util.UUID;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * Who asks.
 *
 * @param tenant the organisation (or person) on whose behalf; a person's own tenant has the
 *     person's id
 */
public record Actor(UUID userId, UUID tenant, Role role) {

  /** The program itself, at start-up and from its own command line. */
  public static final Actor SYSTEM =
      new Actor(Ids.named("lethe itself"), Ids.named("lethe itself"), Role.ADMIN);

  /** The actor whose token came with the request. */
  public static Actor current() {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    if (authentication instanceof JwtAuthenticationToken token) {
      return of(token.getToken());
    }
    throw new IllegalStateException("this request should not have passed without a token");
  }

  /** Whether the actor administers the installation. */
  public boolean isAdmin() {
    return role == Role.ADMIN;
  }

  private static Actor of(Jwt jwt) {
    return new Actor(
        UUID.fromString(jwt.getSubject()),
        UUID.fromString(String.valueOf(jwt.getClaimAsString(AccessTokens.TENANT))),
        Role.of(String.valueOf(jwt.getClaimAsString(AccessTokens.ROLE))));
  }
}

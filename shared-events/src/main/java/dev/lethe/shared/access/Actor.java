package dev.lethe.shared.access;

import dev.lethe.shared.value.Ids;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Who asks.
 *
 * @param tenant the organisation (or person) on whose behalf; a person's own tenant has the
 *     person's id
 * @param credentialId the session or API key that asks; null where it is neither
 * @param scopes what an API key is limited to; null where it is not an API key that asks
 */
public record Actor(
    UUID userId,
    UUID tenant,
    Role role,
    @Nullable UUID credentialId,
    @Nullable Set<String> scopes) {

  /** The scope of an API key that may ask queries. */
  public static final String QUERIES = "queries";

  /** The scope of an API key that may read the audit log, and nothing else. */
  public static final String AUDIT = "audit";

  /** The scope of an API key that may send any command; {@code commands:NAME} allows one. */
  public static final String COMMANDS = "commands";

  /** The program itself, at start-up and from its own command line. */
  public static final Actor SYSTEM =
      new Actor(Ids.named("lethe itself"), Ids.named("lethe itself"), Role.ADMIN);

  /** An actor without limits, and without a session to speak of. */
  public Actor(UUID userId, UUID tenant, Role role) {
    this(userId, tenant, role, null, null);
  }

  /** The actor whose credentials came with the request. */
  public static Actor current() {
    if (SecurityContextHolder.getContext().getAuthentication()
        instanceof ActorAuthentication authentication) {
      return authentication.actor();
    }
    throw new IllegalStateException("this request should not have passed without credentials");
  }

  /** Whether the actor administers the installation. */
  public boolean isAdmin() {
    return role == Role.ADMIN;
  }

  /** Whether the actor's credentials are for queries. */
  public boolean mayQuery() {
    return scopes == null || scopes.contains(QUERIES);
  }

  /** Whether the actor's credentials are for the audit log. */
  public boolean mayReadAudit() {
    return scopes == null || scopes.contains(QUERIES) || scopes.contains(AUDIT);
  }

  /** Whether the actor's credentials are for commands, if perhaps not for all of them. */
  public boolean mayCommand() {
    return scopes == null || scopes.stream().anyMatch(scope -> scope.startsWith(COMMANDS));
  }

  /** Whether the actor's credentials are for the command of this name. */
  public boolean mayCommand(String name) {
    return scopes == null || scopes.contains(COMMANDS) || scopes.contains(COMMANDS + ":" + name);
  }
}

package dev.lethe.shared.access;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** That an actor has shown credentials which are good. */
public final class ActorAuthentication extends AbstractAuthenticationToken {

  private static final long serialVersionUID = 1;

  private final transient Actor actor;

  /** Credentials were good for this actor. */
  public ActorAuthentication(Actor actor) {
    super(List.of());
    this.actor = actor;
    setAuthenticated(true);
  }

  /** Who it is. */
  public Actor actor() {
    return actor;
  }

  @Override
  public Object getPrincipal() {
    return actor.userId();
  }

  @Override
  public @Nullable Object getCredentials() {
    return null;
  }
}

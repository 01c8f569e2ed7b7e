package dev.lethe.command.session;

import dev.lethe.command.api.Step;
import dev.lethe.shared.session.SessionEvent;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What {@link SessionController}, and it alone, asks of a person's sessions. */
sealed interface SessionStep<A> extends Step<A> {

  /** Whose sessions. */
  UUID userId();

  @Override
  default UUID target() {
    return SessionEvent.sessionsOf(userId());
  }

  /** Begins a session of somebody who has shown who they are. */
  record StartSession(
      UUID userId,
      UUID sessionId,
      UUID tenantId,
      String tokenHash,
      @Nullable String address,
      @Nullable String userAgent)
      implements SessionStep<Void> {}

  /**
   * Goes on with a session; the handler returns the tenant, or nothing where the session or the
   * token is not good.
   */
  record RefreshSession(
      UUID userId,
      UUID sessionId,
      String tokenHash,
      String nextTokenHash,
      Optional<UUID> otherTenant)
      implements SessionStep<Optional<UUID>> {}
}

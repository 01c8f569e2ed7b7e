package dev.lethe.command.access;

import dev.lethe.command.api.ApiKeys;
import dev.lethe.shared.access.Actor;
import dev.lethe.shared.access.Credentials;
import dev.lethe.shared.access.Role;
import dev.lethe.shared.session.SessionEvent;
import dev.lethe.shared.store.PostgresEventStorageEngine;
import dev.lethe.shared.user.UserEvent;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/**
 * Asks the claims, which change in the transaction of the event: a session that was ended, or an
 * account that was closed, is refused from that moment on in every process.
 */
@Component
@Primary // where the query side runs in the same process, this is the stricter one
class StoredCredentials implements Credentials {

  private final PostgresEventStorageEngine engine;
  private final ApiKeys keys;

  StoredCredentials(PostgresEventStorageEngine engine, ApiKeys keys) {
    this.engine = engine;
    this.keys = keys;
  }

  @Override
  public Optional<Role> inSession(UUID userId, UUID sessionId) {
    Set<String> claimed =
        engine.claimed(
            Map.of(
                SessionEvent.LIVE, sessionId.toString(),
                UserEvent.DEACTIVATED, userId.toString(),
                UserEvent.DELETED, userId.toString(),
                UserEvent.ADMINISTRATOR, userId.toString()));
    return claimed.contains(SessionEvent.LIVE) ? role(claimed) : Optional.empty();
  }

  @Override
  public Optional<Actor> apiKey(String secret) {
    return keys.use(secret)
        .flatMap(
            key ->
                role(key.userId())
                    .map(
                        role ->
                            new Actor(
                                key.userId(), key.tenantId(), role, key.keyId(), key.scopes())));
  }

  @Override
  public Optional<Actor> identity(String subject, @Nullable String verifiedEmail) {
    return engine
        .holderOf(UserEvent.GOOGLE_ID, subject)
        .or(
            () ->
                Optional.ofNullable(verifiedEmail)
                    .flatMap(
                        email -> engine.holderOf(UserEvent.EMAIL, UserEvent.normalEmail(email))))
        .flatMap(userId -> role(userId).map(role -> new Actor(userId, userId, role)));
  }

  private Optional<Role> role(UUID userId) {
    return role(
        engine.claimed(
            Map.of(
                UserEvent.DEACTIVATED, userId.toString(),
                UserEvent.DELETED, userId.toString(),
                UserEvent.ADMINISTRATOR, userId.toString())));
  }

  private static Optional<Role> role(Set<String> claimed) {
    if (claimed.contains(UserEvent.DEACTIVATED) || claimed.contains(UserEvent.DELETED)) {
      return Optional.empty();
    }
    return Optional.of(claimed.contains(UserEvent.ADMINISTRATOR) ? Role.ADMIN : Role.USER);
  }
}

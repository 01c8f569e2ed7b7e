package dev.lethe.command.user;

import dev.lethe.command.api.Accounts;
import dev.lethe.command.api.Aggregates;
import dev.lethe.command.api.Secret;
import dev.lethe.command.user.UserQuestion.AccountOf;
import dev.lethe.command.user.UserQuestion.HasPassword;
import dev.lethe.shared.access.Actor;
import dev.lethe.shared.store.PostgresEventStorageEngine;
import dev.lethe.shared.user.UserEvent;
import java.util.Optional;
import java.util.UUID;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Answers other features' questions about accounts. */
@Component
class UserAccounts implements Accounts {

  /**
   * Of a random text: compared with where there is no account, so that time does not tell who has
   * one.
   */
  private static final String NOBODYS_HASH =
      "$2a$10$FXAauQM7Ip9px.0g6eQePOcw2.BG6abzpxt7gDMG2oDwgTCNH2PjK";

  private final Aggregates aggregates;
  private final PostgresEventStorageEngine engine;
  private final PasswordEncoder encoder;

  UserAccounts(Aggregates aggregates, PostgresEventStorageEngine engine, PasswordEncoder encoder) {
    this.aggregates = aggregates;
    this.engine = engine;
    this.encoder = encoder;
  }

  @Override
  public Optional<Account> find(UUID userId) {
    return aggregates.ask(new AccountOf(userId));
  }

  @Override
  public Optional<UUID> withEmail(String email) {
    return engine.holderOf(UserEvent.EMAIL, UserEvent.normalEmail(email));
  }

  @Override
  public void close(UUID userId) {
    aggregates.tell(new EraseUser(userId), Actor.SYSTEM);
  }

  @Override
  public boolean hasPassword(Optional<UUID> userId, Secret password) {
    return userId
        .flatMap(id -> aggregates.ask(new HasPassword(id, password)))
        .orElseGet(
            () -> {
              encoder.matches(password.value(), NOBODYS_HASH);
              return false;
            });
  }
}

package dev.lethe.query.user;

import dev.lethe.query.projection.Origin;
import dev.lethe.query.projection.ReadTable;
import dev.lethe.query.projection.ReadTables;
import dev.lethe.query.projection.RowBatch;
import dev.lethe.shared.store.DomainEvent;
import dev.lethe.shared.user.SubscriptionTier;
import dev.lethe.shared.user.UserEvent;
import dev.lethe.shared.user.UserEvent.PasswordSet;
import dev.lethe.shared.user.UserEvent.SubscriptionTierChanged;
import dev.lethe.shared.user.UserEvent.UserEmailChanged;
import dev.lethe.shared.user.UserEvent.UserMadeAdministrator;
import dev.lethe.shared.user.UserEvent.UserRegistered;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.stereotype.Component;

/** Keeps {@code read.users}. */
@Component
@ProcessingGroup("user")
class UserProjector {

  private final ReadTable<Row> users;

  UserProjector(ReadTables tables) {
    users = tables.table(Row.class, "users", "id");
  }

  private record Row(
      UUID id,
      String email,
      String subscriptionTier,
      boolean isAdmin,
      Instant createdAt,
      Instant updatedAt,
      long position) {

    Row with(String newEmail, String newTier, boolean admin, Origin origin) {
      return new Row(id, newEmail, newTier, admin, createdAt, origin.at(), origin.position());
    }
  }

  /**
   * Events of others move the token on with the batch; a projection that ignored them would lag
   * behind Lethe-After.
   */
  @EventHandler
  void pass(DomainEvent event) {}

  @EventHandler
  void on(UserEvent event, EventMessage<?> message) {
    Origin origin = Origin.of(message);
    RowBatch<Row> rows = ReadTables.rows(users);
    UUID id = event.userId();
    switch (event) {
      case UserRegistered registered ->
          rows.put(
              id,
              new Row(
                  id,
                  registered.email(),
                  text(registered.tier()),
                  false,
                  origin.at(),
                  origin.at(),
                  origin.position()));
      case UserEmailChanged changed ->
          rows.change(
              id, row -> row.with(changed.to(), row.subscriptionTier(), row.isAdmin(), origin));
      case SubscriptionTierChanged changed ->
          rows.change(id, row -> row.with(row.email(), text(changed.to()), row.isAdmin(), origin));
      case UserMadeAdministrator _ ->
          rows.change(id, row -> row.with(row.email(), row.subscriptionTier(), true, origin));
      case PasswordSet _ ->
          rows.change(
              id, row -> row.with(row.email(), row.subscriptionTier(), row.isAdmin(), origin));
    }
  }

  private static String text(SubscriptionTier tier) {
    return tier.name().toLowerCase(Locale.ROOT);
  }
}

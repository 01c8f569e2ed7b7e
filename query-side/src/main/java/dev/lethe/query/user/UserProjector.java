package dev.lethe.query.user;

import dev.lethe.query.projection.Origin;
import dev.lethe.query.projection.ReadTable;
import dev.lethe.query.projection.ReadTables;
import dev.lethe.query.projection.RowBatch;
import dev.lethe.shared.erasure.ErasureEvent.KeysDestroyed;
import dev.lethe.shared.session.SessionEvent.SessionStarted;
import dev.lethe.shared.store.DomainEvent;
import dev.lethe.shared.user.Profile;
import dev.lethe.shared.user.StripeIds;
import dev.lethe.shared.user.SubscriptionTier;
import dev.lethe.shared.user.UserEvent;
import dev.lethe.shared.user.UserEvent.GoogleAccountLinked;
import dev.lethe.shared.user.UserEvent.GoogleAccountUnlinked;
import dev.lethe.shared.user.UserEvent.OnboardingCompleted;
import dev.lethe.shared.user.UserEvent.PasswordRemoved;
import dev.lethe.shared.user.UserEvent.PasswordSet;
import dev.lethe.shared.user.UserEvent.StripeIdsChanged;
import dev.lethe.shared.user.UserEvent.SubscriptionTierChanged;
import dev.lethe.shared.user.UserEvent.TrialEnded;
import dev.lethe.shared.user.UserEvent.TrialStarted;
import dev.lethe.shared.user.UserEvent.UserAdministratorRevoked;
import dev.lethe.shared.user.UserEvent.UserDeactivated;
import dev.lethe.shared.user.UserEvent.UserDeleted;
import dev.lethe.shared.user.UserEvent.UserEmailChanged;
import dev.lethe.shared.user.UserEvent.UserEmailVerified;
import dev.lethe.shared.user.UserEvent.UserErased;
import dev.lethe.shared.user.UserEvent.UserMadeAdministrator;
import dev.lethe.shared.user.UserEvent.UserProfileChanged;
import dev.lethe.shared.user.UserEvent.UserReactivated;
import dev.lethe.shared.user.UserEvent.UserRegistered;
import dev.lethe.shared.user.UserEvent.UserRestored;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps {@code read.users}. */
@Component
@ProcessingGroup("identity")
class UserProjector {

  private final ReadTable<Row> users;

  UserProjector(ReadTables tables) {
    users = tables.table(Row.class, "users", "id");
  }

  private record Row(
      UUID id,
      Identity identity,
      Profile profile,
      Subscription subscription,
      Standing standing,
      Instant createdAt,
      @Nullable UUID createdBy,
      Instant updatedAt,
      @Nullable UUID updatedBy,
      long version,
      long position) {

    static Row of(UserRegistered event, Origin origin) {
      return new Row(
          event.userId(),
          new Identity(event.email(), null, null, null),
          Profile.EMPTY,
          new Subscription(text(event.tier()), null, null, null),
          new Standing(false, true, false, null, null),
          origin.at(),
          origin.actor(),
          origin.at(),
          origin.actor(),
          origin.sequenceNumber(),
          origin.position());
    }

    Row with(Identity changed) {
      return copy(changed, profile, subscription, standing);
    }

    Row with(Profile changed) {
      return copy(identity, changed, subscription, standing);
    }

    Row with(Subscription changed) {
      return copy(identity, profile, changed, standing);
    }

    Row with(Standing changed) {
      return copy(identity, profile, subscription, changed);
    }

    private Row copy(Identity i, Profile p, Subscription s, Standing st) {
      return new Row(
          id, i, p, s, st, createdAt, createdBy, updatedAt, updatedBy, version, position);
    }

    Row erased() {
      return copy(
          new Identity("erased:" + id, null, null, null),
          Profile.EMPTY,
          new Subscription(subscription.subscriptionTier(), null, null, null),
          new Standing(false, false, false, null, standing.deletedAt()));
    }

    Row at(Origin origin) {
      return new Row(
          id,
          identity,
          profile,
          subscription,
          standing,
          createdAt,
          createdBy,
          origin.at(),
          origin.actor(),
          origin.sequenceNumber(),
          origin.position());
    }
  }

  private record Identity(
      String email,
      @Nullable Instant emailVerifiedAt,
      @Nullable String passwordHash,
      @Nullable String googleId) {

    Identity password(@Nullable String hash) {
      return new Identity(email, emailVerifiedAt, hash, googleId);
    }

    Identity google(@Nullable String account) {
      return new Identity(email, emailVerifiedAt, passwordHash, account);
    }
  }

  private record Subscription(
      String subscriptionTier,
      @Nullable String stripeCustomerId,
      @Nullable String stripeSubscriptionId,
      @Nullable Instant trialEndsAt) {

    Subscription tier(SubscriptionTier tier) {
      return new Subscription(text(tier), stripeCustomerId, stripeSubscriptionId, trialEndsAt);
    }

    Subscription stripe(StripeIds ids) {
      return new Subscription(
          subscriptionTier, ids.customerId(), ids.subscriptionId(), trialEndsAt);
    }

    Subscription trial(@Nullable Instant endsAt) {
      return new Subscription(subscriptionTier, stripeCustomerId, stripeSubscriptionId, endsAt);
    }
  }

  private record Standing(
      boolean isAdmin,
      boolean isActive,
      boolean onboardingCompleted,
      @Nullable Instant lastLoginAt,
      @Nullable Instant deletedAt) {

    Standing admin(boolean admin) {
      return new Standing(admin, isActive, onboardingCompleted, lastLoginAt, deletedAt);
    }

    Standing active(boolean active) {
      return new Standing(isAdmin, active, onboardingCompleted, lastLoginAt, deletedAt);
    }

    Standing onboarded() {
      return new Standing(isAdmin, isActive, true, lastLoginAt, deletedAt);
    }

    Standing loggedIn(Instant at) {
      return new Standing(isAdmin, isActive, onboardingCompleted, at, deletedAt);
    }

    Standing deleted(@Nullable Instant at) {
      return new Standing(isAdmin, isActive, onboardingCompleted, lastLoginAt, at);
    }
  }

  /**
   * Events of others move the token on with the batch; a projection that ignored them would lag
   * behind Lethe-After.
   */
  @EventHandler
  void pass(DomainEvent event) {}

  @EventHandler
  void on(SessionStarted event, EventMessage<?> message) {
    ReadTables.rows(users)
        .change(event.userId(), row -> row.with(row.standing().loggedIn(message.getTimestamp())));
  }

  @EventHandler
  void on(UserEvent event, EventMessage<?> message) {
    Origin origin = Origin.of(message);
    RowBatch<Row> rows = ReadTables.rows(users);
    if (event instanceof UserRegistered registered) {
      rows.put(registered.userId(), Row.of(registered, origin));
    } else {
      rows.change(event.userId(), row -> changed(row, event, origin.at()).at(origin));
    }
  }

  /** As the row would be if its events were read anew, when nothing of them opens. */
  @EventHandler
  void on(KeysDestroyed event, EventMessage<?> message) {
    ReadTables.rows(users)
        .changeIfThere(event.userId(), row -> row.erased().at(Origin.of(message)));
  }

  private static Row changed(Row row, UserEvent event, Instant at) {
    return switch (event) {
      case UserRegistered _ -> row;
      case UserEmailChanged changed ->
          row.with(
              new Identity(
                  changed.to(), null, row.identity().passwordHash(), row.identity().googleId()));
      case UserEmailVerified verified ->
          row.with(
              new Identity(
                  verified.email(), at, row.identity().passwordHash(), row.identity().googleId()));
      case PasswordSet set -> row.with(row.identity().password(set.passwordHash()));
      case PasswordRemoved _ -> row.with(row.identity().password(null));
      case GoogleAccountLinked linked -> row.with(row.identity().google(linked.googleId()));
      case GoogleAccountUnlinked _ -> row.with(row.identity().google(null));
      case UserProfileChanged changed -> row.with(changed.to());
      case SubscriptionTierChanged changed -> row.with(row.subscription().tier(changed.to()));
      case StripeIdsChanged changed -> row.with(row.subscription().stripe(changed.to()));
      case TrialStarted started -> row.with(row.subscription().trial(started.endsAt()));
      case TrialEnded _ -> row.with(row.subscription().trial(null));
      case OnboardingCompleted _ -> row.with(row.standing().onboarded());
      case UserMadeAdministrator _ -> row.with(row.standing().admin(true));
      case UserAdministratorRevoked _ -> row.with(row.standing().admin(false));
      case UserDeactivated _ -> row.with(row.standing().active(false));
      case UserReactivated _ -> row.with(row.standing().active(true));
      case UserDeleted _ -> row.with(row.standing().deleted(at));
      case UserRestored _ -> row.with(row.standing().deleted(null));
      case UserErased _ -> row.with(row.standing().active(false));
    };
  }

  private static String text(SubscriptionTier tier) {
    return tier.name().toLowerCase(Locale.ROOT);
  }
}

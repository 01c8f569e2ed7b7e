package dev.lethe.shared.user;

import dev.lethe.shared.store.ClaimChange;
import dev.lethe.shared.store.DomainEvent;
import dev.lethe.shared.store.EventType;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** What has happened to a user, who is the data subject of all of it. */
public sealed interface UserEvent extends DomainEvent {

  /** Scope within which an email address is unique. */
  String EMAIL = "user.email";

  /** The user's id, which is also the stream. */
  UUID userId();

  @Override
  default UUID dataSubject() {
    return userId();
  }

  /** The form in which two spellings of one address are the same claim. */
  static String normalEmail(String email) {
    return email.toLowerCase(Locale.ROOT);
  }

  /** A person has an account. */
  @EventType("user.registered")
  record UserRegistered(UUID userId, String email, SubscriptionTier tier) implements UserEvent {
    @Override
    public List<ClaimChange> claims() {
      return List.of(new ClaimChange.Claim(EMAIL, normalEmail(email), userId));
    }
  }

  /** The user is reached under another address; the old one is free again. */
  @EventType("user.email-changed")
  record UserEmailChanged(UUID userId, String from, String to) implements UserEvent {
    @Override
    public List<ClaimChange> claims() {
      return List.of(
          new ClaimChange.Release(EMAIL, normalEmail(from), userId),
          new ClaimChange.Claim(EMAIL, normalEmail(to), userId));
    }
  }

  /** The user has another subscription. */
  @EventType("user.subscription-tier-changed")
  record SubscriptionTierChanged(UUID userId, SubscriptionTier from, SubscriptionTier to)
      implements UserEvent {}

  /** The user can log in with a password, of which this is the hash. */
  @EventType("user.password-set")
  record PasswordSet(UUID userId, String passwordHash) implements UserEvent {}

  /** The user may administer the whole installation. */
  @EventType("user.made-administrator")
  record UserMadeAdministrator(UUID userId) implements UserEvent {}
}

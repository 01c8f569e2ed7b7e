package dev.lethe.shared.user;

import dev.lethe.shared.store.ClaimChange;
import dev.lethe.shared.store.DomainEvent;
import dev.lethe.shared.store.EventType;
import dev.lethe.shared.vault.DataCategory;
import dev.lethe.shared.vault.PersonalData;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** What has happened to a user, who is the data subject of all of it. */
public sealed interface UserEvent extends DomainEvent {

  /** Scope within which an email address is unique. */
  String EMAIL = "user.email";

  /** Scope within which a Google account belongs to one user. */
  String GOOGLE_ID = "user.googleId";

  /** Claimed by administrators, so that each request can ask cheaply who is one. */
  String ADMINISTRATOR = "user.administrator";

  /** Claimed while an account is not active. */
  String DEACTIVATED = "user.deactivated";

  /** Claimed while an account is deleted. */
  String DELETED = "user.deleted";

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
  record UserRegistered(
      UUID userId, @PersonalData(DataCategory.IDENTITY) String email, SubscriptionTier tier)
      implements UserEvent {
    @Override
    public List<ClaimChange> claims() {
      return List.of(new ClaimChange.Claim(EMAIL, normalEmail(email), userId));
    }
  }

  /** The user is reached under another address; the old one is free again. */
  @EventType("user.email-changed")
  record UserEmailChanged(
      UUID userId,
      @PersonalData(DataCategory.IDENTITY) String from,
      @PersonalData(DataCategory.IDENTITY) String to)
      implements UserEvent {
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
  record PasswordSet(UUID userId, @PersonalData(DataCategory.SECURITY) String passwordHash)
      implements UserEvent {}

  /** The user logs in without a password from now on. */
  @EventType("user.password-removed")
  record PasswordRemoved(UUID userId) implements UserEvent {}

  /** The user is called or looks otherwise. */
  @EventType("user.profile-changed")
  record UserProfileChanged(
      UUID userId,
      @PersonalData(DataCategory.IDENTITY) Profile from,
      @PersonalData(DataCategory.IDENTITY) Profile to)
      implements UserEvent {}

  /** The user was reached under this address. */
  @EventType("user.email-verified")
  record UserEmailVerified(UUID userId, @PersonalData(DataCategory.IDENTITY) String email)
      implements UserEvent {}

  /** The user logs in with this Google account too. */
  @EventType("user.google-account-linked")
  record GoogleAccountLinked(UUID userId, @PersonalData(DataCategory.IDENTITY) String googleId)
      implements UserEvent {
    @Override
    public List<ClaimChange> claims() {
      return List.of(new ClaimChange.Claim(GOOGLE_ID, googleId, userId));
    }
  }

  /** The Google account is free again. */
  @EventType("user.google-account-unlinked")
  record GoogleAccountUnlinked(UUID userId, @PersonalData(DataCategory.IDENTITY) String googleId)
      implements UserEvent {
    @Override
    public List<ClaimChange> claims() {
      return List.of(new ClaimChange.Release(GOOGLE_ID, googleId, userId));
    }
  }

  /** The user tries a plan out until then. */
  @EventType("user.trial-started")
  record TrialStarted(UUID userId, Instant endsAt) implements UserEvent {}

  /** The trial is over. */
  @EventType("user.trial-ended")
  record TrialEnded(UUID userId) implements UserEvent {}

  /** Stripe knows the user otherwise. */
  @EventType("user.stripe-ids-changed")
  record StripeIdsChanged(
      UUID userId,
      @PersonalData(DataCategory.IDENTITY) StripeIds from,
      @PersonalData(DataCategory.IDENTITY) StripeIds to)
      implements UserEvent {}

  /** The user has seen what is shown to newcomers. */
  @EventType("user.onboarding-completed")
  record OnboardingCompleted(UUID userId) implements UserEvent {}

  /** The user may administer the whole installation. */
  @EventType("user.made-administrator")
  record UserMadeAdministrator(UUID userId) implements UserEvent {
    @Override
    public List<ClaimChange> claims() {
      return List.of(new ClaimChange.Claim(ADMINISTRATOR, userId.toString(), userId));
    }
  }

  /** The user may no longer administer the installation. */
  @EventType("user.administrator-revoked")
  record UserAdministratorRevoked(UUID userId) implements UserEvent {
    @Override
    public List<ClaimChange> claims() {
      return List.of(new ClaimChange.Release(ADMINISTRATOR, userId.toString(), userId));
    }
  }

  /** The account is closed for a while; nobody can use it. */
  @EventType("user.deactivated")
  record UserDeactivated(UUID userId) implements UserEvent {
    @Override
    public List<ClaimChange> claims() {
      return List.of(new ClaimChange.Claim(DEACTIVATED, userId.toString(), userId));
    }
  }

  /** The account can be used again. */
  @EventType("user.reactivated")
  record UserReactivated(UUID userId) implements UserEvent {
    @Override
    public List<ClaimChange> claims() {
      return List.of(new ClaimChange.Release(DEACTIVATED, userId.toString(), userId));
    }
  }

  /** The account is deleted, softly: it can return, and its email address stays taken. */
  @EventType("user.deleted")
  record UserDeleted(UUID userId) implements UserEvent {
    @Override
    public List<ClaimChange> claims() {
      return List.of(new ClaimChange.Claim(DELETED, userId.toString(), userId));
    }
  }

  /** The account is closed for good, as its person is being erased. */
  @EventType("user.erased")
  record UserErased(UUID userId) implements UserEvent {}

  /** The account is back. */
  @EventType("user.restored")
  record UserRestored(UUID userId) implements UserEvent {
    @Override
    public List<ClaimChange> claims() {
      return List.of(new ClaimChange.Release(DELETED, userId.toString(), userId));
    }
  }
}

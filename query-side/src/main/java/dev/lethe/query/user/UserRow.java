package dev.lethe.query.user;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of {@code read.users}. */
@Entity
@Immutable
@Table(schema = "read", name = "users")
class UserRow {
  @Id UUID id;
  String email;

  @Column(name = "subscription_tier")
  String subscriptionTier;

  @Column(name = "is_admin")
  boolean admin;

  @Nullable String name;

  @Column(name = "given_name")
  @Nullable String givenName;

  @Column(name = "family_name")
  @Nullable String familyName;

  @Nullable String picture;

  @Column(name = "profile_type")
  @Nullable String profileType;

  @Column(name = "email_verified_at")
  @Nullable Instant emailVerifiedAt;

  @Column(name = "google_id")
  @Nullable String googleId;

  @Column(name = "stripe_customer_id")
  @Nullable String stripeCustomerId;

  @Column(name = "stripe_subscription_id")
  @Nullable String stripeSubscriptionId;

  @Column(name = "trial_ends_at")
  @Nullable Instant trialEndsAt;

  @Column(name = "is_active")
  boolean active;

  @Column(name = "onboarding_completed")
  boolean onboardingCompleted;

  @Column(name = "last_login_at")
  @Nullable Instant lastLoginAt;

  @Column(name = "deleted_at")
  @Nullable Instant deletedAt;

  long version;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "updated_at")
  Instant updatedAt;

  long position;

  @SuppressWarnings("NullAway.Init") // Hibernate fills it
  protected UserRow() {}
}

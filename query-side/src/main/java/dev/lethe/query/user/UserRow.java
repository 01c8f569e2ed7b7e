package dev.lethe.query.user;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

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

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "updated_at")
  Instant updatedAt;

  long position;

  @SuppressWarnings("NullAway.Init") // Hibernate fills it
  protected UserRow() {}
}

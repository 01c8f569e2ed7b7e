package dev.lethe.query.snapshot;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A row of {@code read.privacy_snapshots}. */
@Entity
@Immutable
@Table(schema = "read", name = "privacy_snapshots")
class SnapshotRow {
  @Id UUID id;

  @Column(name = "user_id")
  UUID userId;

  @Column(name = "platform_id")
  UUID platformId;

  @Column(name = "settings_data")
  @JdbcTypeCode(SqlTypes.JSON)
  String settingsData;

  @JdbcTypeCode(SqlTypes.JSON)
  String readings;

  @Column(name = "scraped_at")
  Instant scrapedAt;

  @Column(name = "last_seen_at")
  Instant lastSeenAt;

  @Column(name = "times_seen")
  int timesSeen;

  @Column(name = "recorded_by")
  @Nullable UUID recordedBy;

  @Column(name = "recorded_at")
  Instant recordedAt;

  long position;

  @SuppressWarnings("NullAway.Init") // Hibernate fills it
  protected SnapshotRow() {}
}

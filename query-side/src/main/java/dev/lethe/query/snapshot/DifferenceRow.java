package dev.lethe.query.snapshot;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A row of {@code read.privacy_differences}. */
@Entity
@Immutable
@IdClass(DifferenceRow.Key.class)
@Table(schema = "read", name = "privacy_differences")
class DifferenceRow {

  /** A setting changes at most once in a snapshot. */
  record Key(UUID snapshotId, String setting) implements Serializable {}

  @Id
  @Column(name = "snapshot_id")
  UUID snapshotId;

  @Id
  @Column(name = "setting_name")
  String setting;

  @Column(name = "user_id")
  UUID userId;

  @Column(name = "platform_id")
  UUID platformId;

  String kind;

  @Column(name = "from_value")
  @JdbcTypeCode(SqlTypes.JSON)
  @Nullable String from;

  @Column(name = "to_value")
  @JdbcTypeCode(SqlTypes.JSON)
  @Nullable String to;

  @Nullable String severity;
  String protection;
  String cause;

  @Column(name = "scraped_at")
  Instant scrapedAt;

  @Column(name = "recorded_by")
  @Nullable UUID recordedBy;

  @Column(name = "recorded_at")
  Instant recordedAt;

  @Column(name = "correlation_id")
  @Nullable String correlationId;

  long position;

  @SuppressWarnings("NullAway.Init") // Hibernate fills it
  protected DifferenceRow() {}
}

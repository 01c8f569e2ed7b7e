package dev.lethe.query.platform;

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

/** A row of {@code read.privacy_settings}. */
@Entity
@Immutable
@Table(schema = "read", name = "privacy_settings")
class PrivacySettingRow {
  @Id UUID id;

  @Column(name = "platform_id")
  UUID platformId;

  @Column(name = "setting_name")
  String name;

  @Column(name = "setting_path")
  String path;

  @Nullable String description;

  @Column(name = "protective_values")
  @JdbcTypeCode(SqlTypes.JSON)
  String protectiveValues;

  String severity;

  @Column(name = "default_value")
  @JdbcTypeCode(SqlTypes.JSON)
  @Nullable String defaultValue;

  @Column(name = "updated_at")
  Instant updatedAt;

  long position;

  @SuppressWarnings("NullAway.Init") // Hibernate fills it
  protected PrivacySettingRow() {}
}

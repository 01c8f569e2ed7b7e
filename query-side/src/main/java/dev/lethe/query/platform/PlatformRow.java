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

/** A row of {@code read.platforms}. */
@Entity
@Immutable
@Table(schema = "read", name = "platforms")
class PlatformRow {
  @Id UUID id;
  String name;
  String slug;

  @Column(name = "api_config")
  @JdbcTypeCode(SqlTypes.JSON)
  @Nullable String apiConfig;

  @Column(name = "scraping_config")
  @JdbcTypeCode(SqlTypes.JSON)
  @Nullable String scrapingConfig;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "updated_at")
  Instant updatedAt;

  long position;

  @SuppressWarnings("NullAway.Init") // Hibernate fills it
  protected PlatformRow() {}
}

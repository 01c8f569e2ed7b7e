package dev.lethe.query.platform;

import dev.lethe.query.projection.JsonColumns;
import dev.lethe.query.projection.Origin;
import dev.lethe.query.projection.ReadTable;
import dev.lethe.query.projection.ReadTables;
import dev.lethe.query.projection.RowBatch;
import dev.lethe.shared.platform.PlatformEvent;
import dev.lethe.shared.platform.PlatformEvent.PlatformAdded;
import dev.lethe.shared.platform.PlatformEvent.PlatformConfigured;
import dev.lethe.shared.platform.PlatformEvent.PlatformRenamed;
import dev.lethe.shared.platform.PlatformEvent.PlatformSlugChanged;
import dev.lethe.shared.platform.PlatformEvent.PrivacySettingDefined;
import dev.lethe.shared.platform.PlatformEvent.PrivacySettingRemoved;
import dev.lethe.shared.platform.PlatformEvent.PrivacySettingRevised;
import dev.lethe.shared.platform.SettingDefinition;
import dev.lethe.shared.platform.Severity;
import dev.lethe.shared.store.DomainEvent;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Keeps {@code read.platforms} and {@code read.privacy_settings}. */
@Component
@ProcessingGroup("privacy")
class PlatformProjector {

  private final ReadTable<Row> platforms;
  private final ReadTable<SettingRow> settings;

  PlatformProjector(ReadTables tables) {
    platforms = tables.table(Row.class, "platforms", "id");
    settings = tables.table(SettingRow.class, "privacy_settings", "id");
  }

  private record Row(
      UUID id,
      String name,
      String slug,
      @Nullable JsonNode apiConfig,
      @Nullable JsonNode scrapingConfig,
      Instant createdAt,
      Instant updatedAt,
      long position) {

    Row named(String newName, String newSlug, Origin origin) {
      return new Row(
          id,
          newName,
          newSlug,
          apiConfig,
          scrapingConfig,
          createdAt,
          origin.at(),
          origin.position());
    }

    Row configured(@Nullable JsonNode api, @Nullable JsonNode scraping, Origin origin) {
      return new Row(id, name, slug, api, scraping, createdAt, origin.at(), origin.position());
    }
  }

  private record SettingRow(
      UUID id,
      UUID platformId,
      String settingName,
      String settingPath,
      @Nullable String description,
      @Nullable JsonNode protectiveValues,
      Severity severity,
      @Nullable JsonNode defaultValue,
      Instant updatedAt,
      long position) {

    static SettingRow of(UUID id, UUID platformId, SettingDefinition definition, Origin origin) {
      return new SettingRow(
          id,
          platformId,
          definition.name(),
          definition.path(),
          definition.description(),
          JsonColumns.read(JsonColumns.write(definition.protectiveValues())),
          definition.severity(),
          definition.defaultValue(),
          origin.at(),
          origin.position());
    }
  }

  /**
   * Events of others move the token on with the batch; a projection that ignored them would lag
   * behind Lethe-After.
   */
  @EventHandler
  void pass(DomainEvent event) {}

  @EventHandler
  void on(PlatformEvent event, EventMessage<?> message) {
    Origin origin = Origin.of(message);
    RowBatch<Row> rows = ReadTables.rows(platforms);
    RowBatch<SettingRow> settingRows = ReadTables.rows(settings);
    UUID id = event.platformId();
    switch (event) {
      case PlatformAdded added ->
          rows.put(
              id,
              new Row(
                  id,
                  added.name(),
                  added.slug(),
                  added.apiConfig(),
                  added.scrapingConfig(),
                  origin.at(),
                  origin.at(),
                  origin.position()));
      case PlatformRenamed renamed ->
          rows.change(id, row -> row.named(renamed.to(), row.slug(), origin));
      case PlatformSlugChanged changed ->
          rows.change(id, row -> row.named(row.name(), changed.to(), origin));
      case PlatformConfigured configured ->
          rows.change(
              id,
              row -> row.configured(configured.apiConfig(), configured.scrapingConfig(), origin));
      case PrivacySettingDefined defined ->
          settingRows.put(
              defined.settingId(),
              SettingRow.of(defined.settingId(), id, defined.definition(), origin));
      case PrivacySettingRevised revised ->
          settingRows.put(
              revised.settingId(), SettingRow.of(revised.settingId(), id, revised.to(), origin));
      case PrivacySettingRemoved removed -> settingRows.remove(removed.settingId());
    }
  }
}

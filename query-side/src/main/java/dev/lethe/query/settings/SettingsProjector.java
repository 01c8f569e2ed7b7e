package dev.lethe.query.settings;

import dev.lethe.query.projection.Origin;
import dev.lethe.query.projection.ReadTable;
import dev.lethe.query.projection.ReadTables;
import dev.lethe.query.projection.RowBatch;
import dev.lethe.shared.erasure.ErasureEvent.KeysDestroyed;
import dev.lethe.shared.settings.SettingsEvent;
import dev.lethe.shared.settings.SettingsEvent.OpenAiKeyRemoved;
import dev.lethe.shared.settings.SettingsEvent.OpenAiKeySet;
import dev.lethe.shared.settings.SettingsEvent.UserSettingsChanged;
import dev.lethe.shared.settings.UserSettings;
import dev.lethe.shared.store.DomainEvent;
import dev.lethe.shared.user.UserEvent.UserRegistered;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps {@code read.user_settings}: everybody has settings, the defaults at first. */
@Component
@ProcessingGroup("identity")
class SettingsProjector {

  private final ReadTable<Row> settings;

  SettingsProjector(ReadTables tables) {
    settings = tables.table(Row.class, "user_settings", "id");
  }

  private record Row(
      UUID id,
      UUID userId,
      UserSettings settings,
      @Nullable String openaiApiKey,
      Instant createdAt,
      Instant updatedAt,
      long position) {

    Row with(UserSettings changed, @Nullable String key, Origin origin) {
      return new Row(id, userId, changed, key, createdAt, origin.at(), origin.position());
    }
  }

  /** Events of others move the token on with the batch. */
  @EventHandler
  void pass(DomainEvent event) {}

  @EventHandler
  void on(UserRegistered event, EventMessage<?> message) {
    Origin origin = Origin.of(message);
    UUID id = SettingsEvent.settingsOf(event.userId());
    ReadTables.rows(settings)
        .put(
            id,
            new Row(
                id,
                event.userId(),
                UserSettings.DEFAULT,
                null,
                origin.at(),
                origin.at(),
                origin.position()));
  }

  @EventHandler
  void on(KeysDestroyed event, EventMessage<?> message) {
    ReadTables.rows(settings)
        .changeIfThere(
            SettingsEvent.settingsOf(event.userId()),
            row -> row.with(UserSettings.DEFAULT, null, Origin.of(message)));
  }

  @EventHandler
  void on(SettingsEvent event, EventMessage<?> message) {
    Origin origin = Origin.of(message);
    RowBatch<Row> rows = ReadTables.rows(settings);
    UUID id = SettingsEvent.settingsOf(event.userId());
    switch (event) {
      case UserSettingsChanged changed ->
          rows.change(id, row -> row.with(changed.to(), row.openaiApiKey(), origin));
      case OpenAiKeySet set ->
          rows.change(id, row -> row.with(row.settings(), set.sealedKey(), origin));
      case OpenAiKeyRemoved _ -> rows.change(id, row -> row.with(row.settings(), null, origin));
    }
  }
}

package dev.lethe.shared.settings;

import dev.lethe.shared.store.DomainEvent;
import dev.lethe.shared.store.EventType;
import dev.lethe.shared.value.Ids;
import dev.lethe.shared.vault.DataCategory;
import dev.lethe.shared.vault.PersonalData;
import java.util.UUID;

/** What has happened to a user's settings; the user is the data subject of all of it. */
public sealed interface SettingsEvent extends DomainEvent {

  /** Whose settings they are. */
  UUID userId();

  @Override
  default UUID dataSubject() {
    return userId();
  }

  /** The stream of a user's settings, which is also their id. */
  static UUID settingsOf(UUID userId) {
    return Ids.named("settings of " + userId);
  }

  /** The settings are other ones. */
  @EventType("settings.changed")
  record UserSettingsChanged(
      UUID userId,
      @PersonalData(DataCategory.PREFERENCES) UserSettings from,
      @PersonalData(DataCategory.PREFERENCES) UserSettings to)
      implements SettingsEvent {}

  /**
   * The products may use OpenAI with the user's own key.
   *
   * @param sealedKey the key, encrypted; it is never shown again
   */
  @EventType("settings.openai-key-set")
  record OpenAiKeySet(UUID userId, @PersonalData(DataCategory.SECURITY) String sealedKey)
      implements SettingsEvent {}

  /** The products no longer have the user's key. */
  @EventType("settings.openai-key-removed")
  record OpenAiKeyRemoved(UUID userId) implements SettingsEvent {}
}

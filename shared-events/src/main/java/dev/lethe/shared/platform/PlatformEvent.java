package dev.lethe.shared.platform;

import dev.lethe.shared.store.ClaimChange;
import dev.lethe.shared.store.DomainEvent;
import dev.lethe.shared.store.EventType;
import dev.lethe.shared.vault.NotPersonal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What has happened to a platform: a service or program whose privacy settings are watched. */
public sealed interface PlatformEvent extends DomainEvent {

  /** Scope within which a slug is unique. */
  String SLUG = "platform.slug";

  /** The platform's id, which is also its stream. */
  UUID platformId();

  /** A platform is now watched. */
  @EventType("platform.added")
  record PlatformAdded(
      UUID platformId,
      @NotPersonal("of a platform") String name,
      @NotPersonal("of a platform") String slug,
      @NotPersonal("of a platform") @Nullable JsonNode apiConfig,
      @NotPersonal("of a platform") @Nullable JsonNode scrapingConfig)
      implements PlatformEvent {
    @Override
    public List<ClaimChange> claims() {
      return List.of(new ClaimChange.Claim(SLUG, slug, platformId));
    }
  }

  /** The platform is shown under another name. */
  @EventType("platform.renamed")
  record PlatformRenamed(
      UUID platformId,
      @NotPersonal("of a platform") String from,
      @NotPersonal("of a platform") String to)
      implements PlatformEvent {}

  /** The platform has another slug; the old one is free again. */
  @EventType("platform.slug-changed")
  record PlatformSlugChanged(
      UUID platformId,
      @NotPersonal("of a platform") String from,
      @NotPersonal("of a platform") String to)
      implements PlatformEvent {
    @Override
    public List<ClaimChange> claims() {
      return List.of(
          new ClaimChange.Release(SLUG, from, platformId),
          new ClaimChange.Claim(SLUG, to, platformId));
    }
  }

  /** How the platform is read has changed; both configurations are replaced whole. */
  @EventType("platform.configured")
  record PlatformConfigured(
      UUID platformId,
      @NotPersonal("of a platform") @Nullable JsonNode apiConfig,
      @NotPersonal("of a platform") @Nullable JsonNode scrapingConfig)
      implements PlatformEvent {}

  /** One more privacy setting of the platform is watched. */
  @EventType("platform.setting-defined")
  record PrivacySettingDefined(
      UUID platformId, UUID settingId, @NotPersonal("of a platform") SettingDefinition definition)
      implements PlatformEvent {}

  /** What is known of a privacy setting has changed. */
  @EventType("platform.setting-revised")
  record PrivacySettingRevised(
      UUID platformId,
      UUID settingId,
      @NotPersonal("of a platform") SettingDefinition from,
      @NotPersonal("of a platform") SettingDefinition to)
      implements PlatformEvent {}

  /** A privacy setting is no longer watched. */
  @EventType("platform.setting-removed")
  record PrivacySettingRemoved(
      UUID platformId, UUID settingId, @NotPersonal("of a platform") String name)
      implements PlatformEvent {}
}

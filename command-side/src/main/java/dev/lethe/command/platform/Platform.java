package dev.lethe.command.platform;

import dev.lethe.command.platform.PlatformCommand.AddPlatform;
import dev.lethe.command.platform.PlatformCommand.ChangePlatformSlug;
import dev.lethe.command.platform.PlatformCommand.ConfigurePlatform;
import dev.lethe.command.platform.PlatformCommand.DefinePrivacySetting;
import dev.lethe.command.platform.PlatformCommand.RemovePrivacySetting;
import dev.lethe.command.platform.PlatformCommand.RenamePlatform;
import dev.lethe.command.platform.PlatformCommand.RevisePrivacySetting;
import dev.lethe.shared.platform.PlatformEvent;
import dev.lethe.shared.platform.PlatformEvent.PlatformAdded;
import dev.lethe.shared.platform.PlatformEvent.PlatformConfigured;
import dev.lethe.shared.platform.PlatformEvent.PlatformRenamed;
import dev.lethe.shared.platform.PlatformEvent.PlatformSlugChanged;
import dev.lethe.shared.platform.PlatformEvent.PrivacySettingDefined;
import dev.lethe.shared.platform.PlatformEvent.PrivacySettingRemoved;
import dev.lethe.shared.platform.PlatformEvent.PrivacySettingRevised;
import dev.lethe.shared.platform.SettingDefinition;
import dev.lethe.shared.problem.ProblemType;
import dev.lethe.shared.problem.Refusal;
import dev.lethe.shared.value.JsonValues;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A service or program whose privacy settings are watched, with what is known of each setting. */
@Aggregate(cache = "aggregateCache", snapshotTriggerDefinition = "aggregateSnapshots")
class Platform {

  private static final int MOST_SETTINGS = 1_000;

  @AggregateIdentifier private UUID id;
  private String name;
  private String slug;
  private @Nullable JsonNode apiConfig;
  private @Nullable JsonNode scrapingConfig;
  private final Map<UUID, SettingDefinition> settings = new HashMap<>();

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.ALWAYS)
  void handle(AddPlatform command) {
    AggregateLifecycle.apply(
        new PlatformAdded(
            command.platformId(),
            command.name(),
            command.slug(),
            command.apiConfig(),
            command.scrapingConfig()));
  }

  @CommandHandler
  void handle(RenamePlatform command) {
    if (!name.equals(command.name())) {
      AggregateLifecycle.apply(new PlatformRenamed(id, name, command.name()));
    }
  }

  @CommandHandler
  void handle(ChangePlatformSlug command) {
    if (!slug.equals(command.slug())) {
      AggregateLifecycle.apply(new PlatformSlugChanged(id, slug, command.slug()));
    }
  }

  @CommandHandler
  void handle(ConfigurePlatform command) {
    if (!JsonValues.same(apiConfig, command.apiConfig())
        || !JsonValues.same(scrapingConfig, command.scrapingConfig())) {
      AggregateLifecycle.apply(
          new PlatformConfigured(id, command.apiConfig(), command.scrapingConfig()));
    }
  }

  @CommandHandler
  void handle(DefinePrivacySetting command) {
    requireFreeName(command.settingId(), command.name());
    SettingDefinition known = settings.get(command.settingId());
    if (known != null) {
      throw new Refusal(
          ProblemType.ALREADY_EXISTS,
          "setting %s exists already: revise it, or leave settingId out for a new one"
              .formatted(command.settingId()));
    }
    if (settings.size() >= MOST_SETTINGS) {
      throw new Refusal(
          ProblemType.REFUSED, "a platform has at most %d settings".formatted(MOST_SETTINGS));
    }
    AggregateLifecycle.apply(
        new PrivacySettingDefined(id, command.settingId(), command.definition()));
  }

  @CommandHandler
  void handle(RevisePrivacySetting command) {
    SettingDefinition known = require(command.settingId());
    requireFreeName(command.settingId(), command.name());
    if (!known.equals(command.definition())) {
      AggregateLifecycle.apply(
          new PrivacySettingRevised(id, command.settingId(), known, command.definition()));
    }
  }

  @CommandHandler
  void handle(RemovePrivacySetting command) {
    SettingDefinition known = require(command.settingId());
    AggregateLifecycle.apply(new PrivacySettingRemoved(id, command.settingId(), known.name()));
  }

  private SettingDefinition require(UUID settingId) {
    SettingDefinition known = settings.get(settingId);
    if (known == null) {
      throw new Refusal(
          ProblemType.NOT_FOUND,
          "platform %s has no setting %s: define it first".formatted(slug, settingId));
    }
    return known;
  }

  private void requireFreeName(UUID settingId, String settingName) {
    settings.forEach(
        (other, definition) -> {
          if (definition.name().equals(settingName) && !other.equals(settingId)) {
            throw new Refusal(
                ProblemType.TAKEN,
                "platform %s has a setting %s already: revise %s, or choose another name"
                    .formatted(slug, settingName, other),
                Map.of("field", "name", "settingId", other));
          }
        });
  }

  @EventSourcingHandler
  void on(PlatformAdded added) {
    id = added.platformId();
    name = added.name();
    slug = added.slug();
    apiConfig = added.apiConfig();
    scrapingConfig = added.scrapingConfig();
  }

  @EventSourcingHandler
  void on(PlatformEvent event) {
    switch (event) {
      case PlatformAdded _ -> {} // has a handler of its own
      case PlatformRenamed renamed -> name = renamed.to();
      case PlatformSlugChanged changed -> slug = changed.to();
      case PlatformConfigured configured -> {
        apiConfig = configured.apiConfig();
        scrapingConfig = configured.scrapingConfig();
      }
      case PrivacySettingDefined defined -> settings.put(defined.settingId(), defined.definition());
      case PrivacySettingRevised revised -> settings.put(revised.settingId(), revised.to());
      case PrivacySettingRemoved removed -> settings.remove(removed.settingId());
    }
  }
}

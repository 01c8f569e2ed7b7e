package dev.lethe.command.snapshot;

import dev.lethe.shared.platform.PlatformEvent;
import dev.lethe.shared.platform.SettingDefinition;
import dev.lethe.shared.problem.ProblemType;
import dev.lethe.shared.problem.Refusal;
import dev.lethe.shared.store.EventReader;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.eventhandling.DomainEventMessage;
import org.springframework.stereotype.Component;

/**
 * The privacy settings of platforms as their events have them, kept up with at every question: what
 * is remembered is only ever extended by the events that came since.
 */
@Component
class SettingCatalog {

  private final EventReader reader;
  private final Map<UUID, Known> platforms = new ConcurrentHashMap<>();

  SettingCatalog(EventReader reader) {
    this.reader = reader;
  }

  private record Known(long sequenceNumber, Map<UUID, SettingDefinition> settings) {
    Known with(List<DomainEventMessage<?>> events) {
      if (events.isEmpty()) {
        return this;
      }
      Map<UUID, SettingDefinition> changed = new TreeMap<>(settings);
      for (DomainEventMessage<?> message : events) {
        switch ((PlatformEvent) message.getPayload()) {
          case PlatformEvent.PrivacySettingDefined defined ->
              changed.put(defined.settingId(), defined.definition());
          case PlatformEvent.PrivacySettingRevised revised ->
              changed.put(revised.settingId(), revised.to());
          case PlatformEvent.PrivacySettingRemoved removed -> changed.remove(removed.settingId());
          case PlatformEvent.PlatformAdded _,
              PlatformEvent.PlatformRenamed _,
              PlatformEvent.PlatformSlugChanged _,
              PlatformEvent.PlatformConfigured _ -> {}
        }
      }
      return new Known(events.getLast().getSequenceNumber(), changed);
    }
  }

  /**
   * The settings that are defined for the platform now.
   *
   * @throws Refusal if there is no such platform
   */
  Collection<SettingDefinition> of(UUID platformId) {
    Known before = platforms.getOrDefault(platformId, new Known(-1, Map.of()));
    Known now = before.with(reader.stream(platformId, before.sequenceNumber() + 1));
    if (now.sequenceNumber() < 0) {
      throw new Refusal(
          ProblemType.NOT_FOUND,
          "there is no platform %s: add it with AddPlatform first".formatted(platformId));
    }
    if (now.sequenceNumber() > before.sequenceNumber()) {
      platforms.merge(platformId, now, (a, b) -> a.sequenceNumber() > b.sequenceNumber() ? a : b);
    }
    return now.settings().values();
  }
}

package dev.lethe.command.snapshot;

import dev.lethe.shared.platform.SettingDefinition;
import dev.lethe.shared.snapshot.Reading;
import dev.lethe.shared.snapshot.Reading.Origin;
import dev.lethe.shared.value.JsonValues;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the settings of a platform, and says of each value where it comes from and whether it
 * protects.
 */
final class SettingReader {

  private SettingReader() {}

  /** Reads every defined setting from the platform's document. */
  static List<Reading> fromDocument(
      RawDocument document, Collection<SettingDefinition> definitions) {
    return definitions.stream()
        .map(
            definition ->
                document
                    .read(definition.path())
                    .map(value -> reading(definition, Origin.CHOSEN, value))
                    .orElseGet(() -> notInDocument(definition)))
        .sorted(Comparator.comparing(Reading::setting))
        .toList();
  }

  private static Reading notInDocument(SettingDefinition definition) {
    JsonNode byDefault = definition.defaultValue();
    return byDefault == null
        ? reading(definition, Origin.ABSENT, null)
        : reading(definition, Origin.DEFAULT, byDefault);
  }

  /**
   * Takes settings that are named already; those the platform does not define are kept without a
   * judgement.
   */
  static List<Reading> named(
      Map<String, JsonNode> settings, Collection<SettingDefinition> definitions) {
    Map<String, SettingDefinition> byName =
        definitions.stream()
            .collect(Collectors.toMap(SettingDefinition::name, Function.identity()));
    return settings.entrySet().stream()
        .map(
            setting -> {
              SettingDefinition definition = byName.get(setting.getKey());
              return definition == null
                  ? new Reading(
                      setting.getKey(), Origin.STATED, setting.getValue(), null, null, null)
                  : reading(definition, Origin.STATED, setting.getValue());
            })
        .sorted(Comparator.comparing(Reading::setting))
        .toList();
  }

  private static Reading reading(
      SettingDefinition definition, Origin origin, @Nullable JsonNode value) {
    Boolean protective = null;
    if (value != null && !definition.protectiveValues().isEmpty()) {
      protective = JsonValues.contains(definition.protectiveValues(), value);
    }
    return new Reading(
        definition.name(),
        origin,
        value,
        protective,
        definition.severity(),
        definition.defaultValue());
  }
}

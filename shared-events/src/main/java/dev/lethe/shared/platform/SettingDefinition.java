package dev.lethe.shared.platform;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is known of one privacy setting of a platform.
 *
 * @param name unique within the platform
 * @param path where it is in the platform's raw document, as JSONPath (RFC 9535)
 * @param protectiveValues the values that protect the person; empty where it is not known
 * @param severity how much a departure from them matters
 * @param defaultValue what the platform uses where the person chose nothing, or null where it is
 *     not known
 */
public record SettingDefinition(
    String name,
    String path,
    @Nullable String description,
    List<JsonNode> protectiveValues,
    Severity severity,
    @Nullable JsonNode defaultValue) {

  public SettingDefinition {
    protectiveValues = List.copyOf(protectiveValues);
  }
}

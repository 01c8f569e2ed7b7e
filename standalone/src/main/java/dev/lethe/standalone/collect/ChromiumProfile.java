package dev.lethe.standalone.collect;

import dev.lethe.standalone.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A profile of Chromium: {@code Preferences}, and over it {@code Secure Preferences}, where the
 * browser keeps those that other programs must not change. Only what differs from the defaults is
 * in either.
 */
final class ChromiumProfile {

  private static final JsonMapper JSON = new JsonMapper();

  private ChromiumProfile() {}

  /**
   * Reads the profile in this folder.
   *
   * @throws CannotStart if there is none, or it cannot be read
   */
  static ObjectNode read(Path profile) {
    Path preferences = profile.resolve("Preferences");
    if (!Files.isReadable(preferences)) {
      throw new CannotStart(
          "%s is not a readable Chromium profile: chrome://version shows the path of yours"
              .formatted(profile));
    }
    ObjectNode document = object(preferences);
    Path secure = profile.resolve("Secure Preferences");
    if (Files.isReadable(secure)) {
      merge(document, object(secure));
    }
    return document;
  }

  private static ObjectNode object(Path file) {
    try {
      return JSON.readValue(Files.readAllBytes(file), ObjectNode.class);
    } catch (IOException | JacksonException e) {
      throw new CannotStart(
          "%s cannot be read as JSON: close the browser and try again".formatted(file));
    }
  }

  private static void merge(ObjectNode into, ObjectNode over) {
    over.properties()
        .forEach(
            entry -> {
              if (into.get(entry.getKey()) instanceof ObjectNode inner
                  && entry.getValue() instanceof ObjectNode outer) {
                merge(inner, outer);
              } else {
                into.set(entry.getKey(), entry.getValue());
              }
            });
  }
}

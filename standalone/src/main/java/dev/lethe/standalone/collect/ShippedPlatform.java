package dev.lethe.standalone.collect;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A platform and its privacy settings as they ship with the program, in {@code
 * resources/platforms}.
 *
 * @param checkedAgainst the version whose paths and defaults these are, and how they were seen
 */
record ShippedPlatform(String slug, String name, String checkedAgainst, List<Setting> settings) {

  ShippedPlatform {
    settings = List.copyOf(settings);
  }

  /** A setting, with the fields of {@code DefinePrivacySetting}. */
  record Setting(
      String name,
      String path,
      String description,
      List<JsonNode> protectiveValues,
      String severity,
      @Nullable JsonNode defaultValue) {

    Setting {
      protectiveValues = List.copyOf(protectiveValues);
    }
  }

  static ShippedPlatform named(String slug) {
    String file = "/platforms/" + slug + ".json";
    try (InputStream in = ShippedPlatform.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is part of the program");
      }
      return new JsonMapper().readValue(in, ShippedPlatform.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

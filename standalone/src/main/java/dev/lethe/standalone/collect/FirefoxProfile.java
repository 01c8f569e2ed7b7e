package dev.lethe.standalone.collect;

import dev.lethe.standalone.CannotStart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A profile of Firefox: {@code prefs.js}, a line for each preference that differs from its default.
 * The document has one member a preference, under its whole name.
 */
final class FirefoxProfile {

  private static final JsonMapper JSON = new JsonMapper();

  /** The value is a string, a whole number or a boolean, all written as JSON writes them. */
  private static final Pattern PREFERENCE =
      Pattern.compile("^user_pref\\((\"(?:[^\"\\\\]|\\\\.)*\"),\\s*(.*)\\);\\s*$");

  private FirefoxProfile() {}

  /**
   * Reads the profile in this folder.
   *
   * @throws CannotStart if there is none, or it cannot be read
   */
  static ObjectNode read(Path profile) {
    Path preferences = profile.resolve("prefs.js");
    ObjectNode document = JSON.createObjectNode();
    try {
      for (String line : Files.readAllLines(preferences, StandardCharsets.UTF_8)) {
        Matcher preference = PREFERENCE.matcher(line);
        if (preference.matches()) {
          document.set(
              JSON.readValue(preference.group(1), String.class),
              JSON.readTree(preference.group(2)));
        }
      }
    } catch (IOException e) {
      throw new CannotStart(
          "%s is not a readable Firefox profile: about:profiles shows the path of yours"
              .formatted(profile));
    } catch (JacksonException e) {
      throw new CannotStart("%s has a line that is not a preference".formatted(preferences));
    }
    return document;
  }
}

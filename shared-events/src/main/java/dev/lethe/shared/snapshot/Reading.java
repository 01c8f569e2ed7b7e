package dev.lethe.shared.snapshot;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lethe.shared.platform.Severity;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The state of one setting in a privacy snapshot.
 *
 * @param setting its name within the platform
 * @param value null where it is absent
 * @param protective whether the value protects the person, or null where that is not known
 * @param severity how much it matters if it does not, or null where the platform does not define
 *     the setting
 * @param platformDefault the platform's own default when the snapshot was taken, or null where it
 *     is not known
 */
public record Reading(
    String setting,
    Origin origin,
    @Nullable JsonNode value,
    @Nullable Boolean protective,
    @Nullable Severity severity,
    @Nullable JsonNode platformDefault) {

  /** Where the value comes from. */
  public enum Origin {
    /** It is in the platform's document, so somebody chose it. */
    @JsonProperty("chosen")
    CHOSEN,
    /** It is not in the document, so the platform's default holds. */
    @JsonProperty("default")
    DEFAULT,
    /** It is not in the document and the platform's default is not known. */
    @JsonProperty("absent")
    ABSENT,
    /** It was named by whoever recorded the snapshot. */
    @JsonProperty("stated")
    STATED
  }
}

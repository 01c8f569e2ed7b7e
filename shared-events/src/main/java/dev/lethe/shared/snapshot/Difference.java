package dev.lethe.shared.snapshot;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lethe.shared.platform.Severity;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How one setting differs between two snapshots.
 *
 * @param from null where it was not there before
 * @param to null where it is there no longer
 * @param severity of a departure from what is protective, or null where it is not known
 */
public record Difference(
    String setting,
    Kind kind,
    @Nullable JsonNode from,
    @Nullable JsonNode to,
    @Nullable Severity severity,
    Protection protection,
    Cause cause) {

  /** What happened to the setting. */
  public enum Kind {
    @JsonProperty("added")
    ADDED,
    @JsonProperty("removed")
    REMOVED,
    @JsonProperty("changed")
    CHANGED
  }

  /** What became of the person's protection. */
  public enum Protection {
    @JsonProperty("raised")
    RAISED,
    @JsonProperty("lowered")
    LOWERED,
    @JsonProperty("unchanged")
    UNCHANGED,
    @JsonProperty("unknown")
    UNKNOWN
  }

  /** Whose change it was. */
  public enum Cause {
    /** The person chose another value, or went back to the platform's default. */
    @JsonProperty("person")
    PERSON,
    /** The person chose nothing, before and after; the platform changed its own default. */
    @JsonProperty("platform")
    PLATFORM,
    /** The platform's default is not known on both sides. */
    @JsonProperty("unknown")
    UNKNOWN
  }
}

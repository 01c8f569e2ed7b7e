package dev.lethe.shared.team;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a team has subscribed to. */
public enum TeamPlan {
  @JsonProperty("free")
  FREE,
  @JsonProperty("team")
  TEAM
}

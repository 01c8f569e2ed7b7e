package dev.lethe.shared.platform;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How much it matters that a setting departs from what is protective. */
public enum Severity {
  @JsonProperty("low")
  LOW,
  @JsonProperty("medium")
  MEDIUM,
  @JsonProperty("high")
  HIGH,
  @JsonProperty("critical")
  CRITICAL
}

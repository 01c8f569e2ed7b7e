package dev.lethe.shared.user;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a user has subscribed to. */
public enum SubscriptionTier {
  @JsonProperty("free")
  FREE,
  @JsonProperty("personal")
  PERSONAL,
  @JsonProperty("pro")
  PRO,
  @JsonProperty("team")
  TEAM
}

package dev.lethe.shared.team;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a member may do in a team. */
public enum TeamRole {
  /** Everything; there is one owner. */
  @JsonProperty("owner")
  OWNER,
  /** Everything but what changes the owner or the plan. */
  @JsonProperty("admin")
  ADMIN,
  /** Sees the team. */
  @JsonProperty("member")
  MEMBER
}

package dev.lethe.shared.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What an actor may do in the whole installation. */
public enum Role {
  /** Works on what is their own. */
  @JsonProperty("user")
  USER,
  /** Administers the installation. */
  @JsonProperty("admin")
  ADMIN;

  /** As it stands in tokens and in {@code app.role}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads {@link #text()}. */
  public static Role of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}

package dev.lethe.shared.vault;

import java.util.Locale;

/** Kinds of personal data that are kept for different reasons, and each under keys of its own. */
public enum DataCategory {
  /** Who a person is and how they are reached. */
  IDENTITY,
  /** How a person has set up their accounts, here and on other platforms. */
  PREFERENCES,
  /** How a person proves who they are. */
  SECURITY,
  /** From where, with what and why somebody did something; may be kept for a while only. */
  ACTIVITY,
  /** What was seen of a person's accounts elsewhere at one time; may be kept for a while only. */
  OBSERVATION;

  private final String text = name().toLowerCase(Locale.ROOT);

  /** As it is stored. */
  String text() {
    return text;
  }

  static DataCategory of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}

package dev.lethe.shared.vault;

import java.util.Locale;

/** Kinds of personal data that are kept for different reasons, and each under keys of its own. */
public enum DataCategory {
  /** Who a person is and how they are reached. */
  IDENTITY,
  /** How a person has set up their accounts, here and on other platforms. */
  PREFERENCES,
  /** From where and with what a person logs in, and how they prove who they are. */
  SECURITY;

  private final String text = name().toLowerCase(Locale.ROOT);

  /** As it is stored. */
  String text() {
    return text;
  }

  static DataCategory of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}

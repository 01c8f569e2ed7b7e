package dev.lethe.query.record;

import org.jspecify.annotations.Nullable;

/** Keeps spreadsheets from taking what people wrote for a formula. */
public final class Spreadsheets {

  private Spreadsheets() {}

  /** The text, with an apostrophe before it where it would be a formula. */
  public static @Nullable String harmless(@Nullable String text) {
    return text != null && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0
        ? "'" + text
        : text;
  }
}

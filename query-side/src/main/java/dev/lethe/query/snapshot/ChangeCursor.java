package dev.lethe.query.snapshot;

import dev.lethe.shared.problem.ProblemType;
import dev.lethe.shared.problem.Refusal;
import org.jspecify.annotations.Nullable;

/** Where a page of changes ended: several changes share the position of their snapshot. */
record ChangeCursor(long position, String setting) {

  static ChangeCursor parse(@Nullable String cursor) {
    if (cursor == null) {
      return new ChangeCursor(Long.MAX_VALUE, "");
    }
    String[] parts = cursor.split("~", 2);
    if (parts.length != 2 || !parts[0].matches("[0-9]{1,18}")) {
      throw new Refusal(
          ProblemType.INVALID_REQUEST, "cursor is the nextCursor of the page before, or left out");
    }
    return new ChangeCursor(Long.parseLong(parts[0]), parts[1]);
  }

  @Override
  public String toString() {
    return position + "~" + setting;
  }
}

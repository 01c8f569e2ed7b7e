package dev.lethe.query.projection;

import dev.lethe.shared.problem.ProblemType;
import dev.lethe.shared.problem.Refusal;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a longer list.
 *
 * @param nextCursor asks for the next page, or null after the last
 */
public record Page<T>(
    List<T> items,
    @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED) @Nullable String nextCursor) {

  /** The longest page. */
  public static final int MOST = 500;

  public Page {
    items = List.copyOf(items);
  }

  /**
   * Makes a page of rows, of which one more than the limit was asked for.
   *
   * @param cursor of the last row on the page
   */
  public static <R, T> Page<T> of(
      List<R> rows, int limit, Function<R, Object> cursor, Function<R, T> view) {
    boolean more = rows.size() > limit;
    List<R> shown = more ? rows.subList(0, limit) : rows;
    return new Page<>(
        shown.stream().map(view).toList(),
        more ? String.valueOf(cursor.apply(shown.getLast())) : null);
  }

  /**
   * Checks a limit that a client asked for.
   *
   * @throws Refusal if it is not from 1 to {@link #MOST}
   */
  public static int limit(int asked) {
    if (asked < 1 || asked > MOST) {
      throw new Refusal(
          ProblemType.INVALID_REQUEST, "limit is from 1 to %d, not %d".formatted(MOST, asked));
    }
    return asked;
  }

  /**
   * Reads a cursor that is a position.
   *
   * @throws Refusal if it is none that we gave
   */
  public static long position(@Nullable String cursor, long first) {
    if (cursor == null) {
      return first;
    }
    if (!cursor.matches("[0-9]{1,18}")) {
      throw new Refusal(
          ProblemType.INVALID_REQUEST, "cursor is the nextCursor of the page before, or left out");
    }
    return Long.parseLong(cursor);
  }
}

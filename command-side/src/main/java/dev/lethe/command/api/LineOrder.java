package dev.lethe.command.api;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps lines that touch the same aggregate in their order while others overtake each other: a line
 * that changes it waits for all before it, a line that only depends on it waits for the last that
 * changed it. Used by one thread.
 */
final class LineOrder {

  private static final int TIDY_EVERY = 512;

  private final Map<UUID, Lane> lanes = new HashMap<>();
  private int started;

  /** The lines under way that touch one aggregate. */
  private static final class Lane {
    private @Nullable CompletableFuture<?> change;
    private final List<CompletableFuture<?>> dependents = new ArrayList<>();

    boolean isIdle() {
      dependents.removeIf(CompletableFuture::isDone);
      return dependents.isEmpty() && (change == null || change.isDone());
    }
  }

  /**
   * Starts a line when those it must wait for are finished.
   *
   * @param start makes the line's future out of the one that tells it may begin
   */
  <T> CompletableFuture<T> start(
      Command command, Function<CompletableFuture<?>, CompletableFuture<T>> start) {
    List<CompletableFuture<?>> before = new ArrayList<>();
    for (UUID id : command.dependsOn()) {
      addChange(lane(id), before);
    }
    Lane target = lane(command.target());
    addChange(target, before);
    before.addAll(target.dependents);

    CompletableFuture<T> line =
        start.apply(CompletableFuture.allOf(before.toArray(CompletableFuture[]::new)));
    command.dependsOn().forEach(id -> lane(id).dependents.add(line));
    target.change = line;
    target.dependents.clear();
    if (++started % TIDY_EVERY == 0) {
      lanes.values().removeIf(Lane::isIdle);
    }
    return line;
  }

  private Lane lane(UUID id) {
    return lanes.computeIfAbsent(id, key -> new Lane());
  }

  private static void addChange(Lane lane, List<CompletableFuture<?>> before) {
    if (lane.change != null) {
      before.add(lane.change);
    }
  }
}

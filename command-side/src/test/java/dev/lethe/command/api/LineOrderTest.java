package dev.lethe.command.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Which lines of a bulk request wait for which. */
class LineOrderTest {

  private static final UUID PLATFORM = new UUID(0, 1);
  private static final UUID USER = new UUID(0, 2);

  private final LineOrder order = new LineOrder();
  private final List<String> begun = new ArrayList<>();

  record Line(UUID target, List<UUID> dependsOn) implements Command {}

  @Test
  void linesForOneAggregateFollowEachOther() {
    CompletableFuture<String> first = start("first", new Line(USER, List.of()));
    start("second", new Line(USER, List.of()));

    assertThat(begun).containsExactly("first");
    first.complete("");
    assertThat(begun).containsExactly("first", "second");
  }

  @Test
  void linesForDifferentAggregatesOvertake() {
    start("user", new Line(USER, List.of()));
    start("platform", new Line(PLATFORM, List.of()));

    assertThat(begun).containsExactly("user", "platform");
  }

  @Test
  void linesThatOnlyDependOnAnAggregateRunTogetherAfterItsChange() {
    CompletableFuture<String> change = start("change", new Line(PLATFORM, List.of()));
    start("one", new Line(new UUID(1, 1), List.of(PLATFORM)));
    start("other", new Line(new UUID(1, 2), List.of(PLATFORM)));

    assertThat(begun).containsExactly("change");
    change.complete("");
    assertThat(begun).containsExactlyInAnyOrder("change", "one", "other");
  }

  @Test
  void aChangeWaitsForThoseThatDependOnWhatWasBefore() {
    CompletableFuture<String> dependent =
        start("dependent", new Line(new UUID(1, 1), List.of(PLATFORM)));
    start("change", new Line(PLATFORM, List.of()));

    assertThat(begun).containsExactly("dependent");
    dependent.complete("");
    assertThat(begun).containsExactly("dependent", "change");
  }

  private CompletableFuture<String> start(String name, Line line) {
    var finished = new CompletableFuture<String>();
    order.start(
        line,
        ready ->
            ready.thenCompose(
                nothing -> {
                  begun.add(name);
                  return finished;
                }));
    return finished;
  }
}

package dev.lethe.query.projection;

import dev.lethe.shared.problem.ProblemType;
import dev.lethe.shared.problem.Refusal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Knows how far the read tables are, in whichever process their projections run. */
public final class ProjectionPositions {

  private static final Duration PAUSE = Duration.ofMillis(3);

  private final JdbcClient jdbc;
  private final Duration longest;

  /** Waits at most this long for a position. */
  ProjectionPositions(DataSource reader, Duration longest) {
    this.jdbc = JdbcClient.create(reader);
    this.longest = longest;
  }

  /** The position that every projection has reached; 0 where one has not begun. */
  public long reached() {
    return jdbc.sql("select coalesce(min(position), 0) from read.projection_position")
        .query(Long.class)
        .single();
  }

  /**
   * Returns when the read tables hold everything up to the position.
   *
   * @throws Refusal if they do not in time
   */
  public void await(long position) {
    long deadline = System.nanoTime() + longest.toNanos();
    long reached = reached();
    while (reached < position) {
      if (System.nanoTime() > deadline) {
        throw new Refusal(
            ProblemType.NOT_CAUGHT_UP,
            "the read tables are at position %d, not at %d yet: ask again, or leave Lethe-After out"
                .formatted(reached, position),
            Map.of("position", reached));
      }
      LockSupport.parkNanos(PAUSE.toNanos());
      reached = reached();
    }
  }
}

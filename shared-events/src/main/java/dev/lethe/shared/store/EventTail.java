package dev.lethe.shared.store;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/**
 * Follows the log in position order, a large page at a time, and wakes its readers when something
 * was appended.
 */
public final class EventTail implements StreamableMessageSource<TrackedEventMessage<?>> {

  private static final int PAGE = 2_000;

  private final EventReader reader;
  private final AppendSignal signal;

  /** A tail that reads when the signal says so. */
  public EventTail(EventReader reader, AppendSignal signal) {
    this.reader = reader;
    this.signal = signal;
  }

  @Override
  public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken trackingToken) {
    return new Tail(EventReader.position(trackingToken));
  }

  @Override
  public TrackingToken createTailToken() {
    return reader.tail();
  }

  @Override
  public TrackingToken createHeadToken() {
    return reader.head();
  }

  @Override
  public TrackingToken createTokenAt(Instant dateTime) {
    return reader.at(dateTime);
  }

  private final class Tail implements BlockingStream<TrackedEventMessage<?>> {
    private final Deque<TrackedEventMessage<?>> page = new ArrayDeque<>();
    private long read;
    private long seenSignals = -1;
    private @Nullable Runnable callback;

    Tail(long after) {
      this.read = after;
    }

    /** Reads a page unless the last look found the end and nothing was appended since. */
    private boolean fill() {
      if (page.isEmpty() && seenSignals != signal.count()) {
        long signals = signal.count();
        page.addAll(reader.page(read, PAGE));
        if (page.size() < PAGE) {
          seenSignals = signals;
        }
        if (!page.isEmpty()) {
          read = EventReader.position(page.getLast().trackingToken());
        }
      }
      return !page.isEmpty();
    }

    @Override
    public Optional<TrackedEventMessage<?>> peek() {
      return fill() ? Optional.of(page.getFirst()) : Optional.empty();
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
      long deadline = System.nanoTime() + unit.toNanos(timeout);
      while (!fill()) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        signal.await(seenSignals, left);
      }
      return true;
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
      while (!hasNextAvailable(1, TimeUnit.MINUTES)) {
        // the log may be quiet for as long as it likes
      }
      return page.removeFirst();
    }

    @Override
    public boolean setOnAvailableCallback(Runnable onAvailable) {
      callback = onAvailable;
      signal.add(onAvailable);
      return true;
    }

    @Override
    public void close() {
      if (callback != null) {
        signal.remove(callback);
      }
    }
  }
}

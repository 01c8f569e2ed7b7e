package dev.lethe.query.delivery;

import dev.lethe.query.delivery.Sink.DeliveryFailed;
import dev.lethe.query.record.AuditRecord;
import dev.lethe.shared.store.DomainEvent;
import dev.lethe.shared.store.EventReader;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Delivers the audit log to each sink, from where it was. What is delivered holds no personal data:
 * no erasure could call it back.
 */
@Component
class DeliveryRunner {

  private static final Logger log = LoggerFactory.getLogger(DeliveryRunner.class);
  private static final int PAGE = 500;

  private final Webhooks webhooks;
  private final List<Sink> others;
  private final Deliveries deliveries;
  private final EventReader reader;
  private final Set<String> busy = ConcurrentHashMap.newKeySet();
  private final Map<String, Long> resumed = new ConcurrentHashMap<>();
  private volatile boolean closing;

  DeliveryRunner(
      Webhooks webhooks,
      ObjectProvider<Sink> others,
      Deliveries deliveries,
      @Qualifier("queryEventReader") EventReader reader) {
    this.webhooks = webhooks;
    this.others = others.stream().toList();
    this.deliveries = deliveries;
    this.reader = reader;
  }

  @EventListener(ContextClosedEvent.class)
  void close() {
    closing = true;
  }

  @Scheduled(fixedDelay = 500, timeUnit = TimeUnit.MILLISECONDS)
  void run() {
    try {
      for (Webhook webhook : webhooks.active()) {
        Long before = resumed.put(webhook.name(), webhook.resumedPosition());
        if (before != null && before < webhook.resumedPosition()) {
          deliveries.hurry(webhook);
        }
        start(webhook, webhook::wants);
      }
      others.forEach(sink -> start(sink, told -> true));
    } catch (RuntimeException e) {
      log.warn("deliveries wait: {}", e.toString());
    }
  }

  /** A slow one does not hold up the others. */
  private void start(Sink sink, Predicate<AuditRecord> wanted) {
    if (busy.add(sink.name())) {
      Thread.startVirtualThread(
          () -> {
            try {
              deliver(sink, wanted);
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
              log.warn("deliveries to {} wait: {}", sink.name(), e.toString());
            } finally {
              busy.remove(sink.name());
            }
          });
    }
  }

  private void deliver(Sink sink, Predicate<AuditRecord> wanted) throws InterruptedException {
    OptionalLong claimed = deliveries.claim(sink);
    if (claimed.isEmpty()) {
      return;
    }
    try {
      long after = claimed.getAsLong();
      List<TrackedEventMessage<?>> page = reader.page(after, PAGE);
      while (!page.isEmpty() && !closing) {
        after = deliver(sink, page, wanted);
        page = reader.page(after, PAGE);
      }
    } catch (DeliveryFailed e) {
      log.info("a delivery to {} failed, it is tried again: {}", sink.name(), e.getMessage());
      deliveries.failed(sink, String.valueOf(e.getMessage()));
    } finally {
      deliveries.release(sink);
    }
  }

  private long deliver(Sink sink, List<TrackedEventMessage<?>> page, Predicate<AuditRecord> wanted)
      throws InterruptedException {
    List<AuditRecord> records =
        page.stream()
            .flatMap(
                event ->
                    event.getPayload() instanceof DomainEvent fact
                        ? Stream.of(AuditRecord.withoutPersonalData(fact, event))
                        : Stream.empty())
            .filter(wanted)
            .toList();
    long end = EventReader.position(page.getLast().trackingToken());
    if (records.isEmpty()) {
      deliveries.passed(sink, end);
      return end;
    }
    long delivered = sink.deliver(records);
    deliveries.delivered(sink, delivered);
    if (delivered == records.getLast().position()) {
      deliveries.passed(sink, end);
      return end;
    }
    return delivered;
  }
}

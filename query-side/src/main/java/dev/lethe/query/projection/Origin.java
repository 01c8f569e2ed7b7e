package dev.lethe.query.projection;

import dev.lethe.shared.store.EventCodec;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/**
 * Where a row's latest change comes from.
 *
 * @param position of the event
 * @param at when the event was recorded
 * @param sequenceNumber of the event in its stream
 * @param actor who sent the command
 */
public record Origin(
    long position,
    long sequenceNumber,
    Instant at,
    @Nullable UUID actor,
    @Nullable String correlationId) {

  /** The origin of the event that is being projected. */
  public static Origin of(EventMessage<?> message) {
    if (!(message instanceof TrackedEventMessage<?> tracked)) {
      throw new IllegalArgumentException("only events from the store are projected");
    }
    return new Origin(
        tracked.trackingToken().position().orElseThrow(),
        message instanceof DomainEventMessage<?> event ? event.getSequenceNumber() : 0,
        message.getTimestamp(),
        message.getMetaData().get("actor") instanceof String actor ? UUID.fromString(actor) : null,
        message.getMetaData().get("correlationId") instanceof String id ? id : null);
  }

  /** The period for which an event's data of a category is kept; null for ever. */
  public static @Nullable String period(EventMessage<?> message, String category) {
    return message.getMetaData().get(EventCodec.PERIOD + category) instanceof String period
        ? period
        : null;
  }
}

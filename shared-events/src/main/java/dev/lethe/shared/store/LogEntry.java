package dev.lethe.shared.store;

import java.util.UUID;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/**
 * An event as it is stored, of which anybody can derive the leaf hash, and as it reads.
 *
 * @param recordedMicros microseconds since 1970
 * @param metadata the stored JSON, what is personal in it sealed
 * @param payload the stored JSON, its personal fields sealed
 * @param message the same event, opened as far as its keys live
 */
public record LogEntry(
    long position,
    UUID stream,
    long sequenceNumber,
    String aggregateType,
    UUID eventId,
    String type,
    int revision,
    long recordedMicros,
    @Nullable UUID tenant,
    @Nullable UUID subject,
    String metadata,
    String payload,
    TrackedEventMessage<?> message) {}

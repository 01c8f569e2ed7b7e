package dev.lethe.command.api;

import dev.lethe.shared.access.Actor;
import dev.lethe.shared.store.IdempotencyKey;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One command on its way.
 *
 * @param idempotencyKey null where the client gave none
 * @param expectedSequenceNumber where the client said at which sequence number it knows the
 *     aggregate
 */
public record CommandCall(
    CommandType type,
    Command command,
    Actor actor,
    Trace trace,
    @Nullable IdempotencyKey idempotencyKey,
    OptionalLong expectedSequenceNumber) {}

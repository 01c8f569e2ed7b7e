/**
 * The event store: an append-only, gap-free, ordered log of events on PostgreSQL, as an Axon {@code
 * EventStorageEngine}. Both sides may use its public types; it depends on no feature.
 */
@NullMarked
package dev.lethe.shared.store;

import org.jspecify.annotations.NullMarked;

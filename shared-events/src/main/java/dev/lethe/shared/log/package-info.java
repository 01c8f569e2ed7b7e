/**
 * The Merkle log over the event store: an RFC 6962 tree in position order, published as C2SP
 * tlog-tiles with signed checkpoints. It reads leaf hashes and nothing else of the events; it
 * depends on the store's signal and on no feature.
 */
@NullMarked
package dev.lethe.shared.log;

import org.jspecify.annotations.NullMarked;

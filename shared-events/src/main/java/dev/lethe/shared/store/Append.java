package dev.lethe.shared.store;

import dev.lethe.shared.vault.NewKeys;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one caller wants stored, whole or not at all.
 *
 * @param events each stream's in order; empty where only an answer is to be kept
 * @param leaves the leaf hash of each event
 * @param answer kept with the events so that a retry finds it, or null
 * @param keys that the events are sealed under and that must be stored before them
 */
record Append(
    List<StoredEvent> events,
    List<byte[]> leaves,
    List<ClaimHash> claims,
    @Nullable KeptAnswer answer,
    NewKeys keys) {

  /** Hashes the leaves here, on the caller's thread, and not on the one that all wait for. */
  Append(
      List<StoredEvent> events, List<ClaimHash> claims, @Nullable KeptAnswer answer, NewKeys keys) {
    this(events, events.stream().map(StoredEvent::leafHash).toList(), claims, answer, keys);
  }

  /** A claim (or release) with its value hashed. */
  record ClaimHash(boolean release, String scope, String hash, UUID holder) {}

  /**
   * The answer to a command that carried an idempotency key.
   *
   * @param position null where it is that of the last event appended
   */
  record KeptAnswer(
      IdempotencyKey key,
      UUID id,
      long sequenceNumber,
      @Nullable Long position,
      List<String> events) {}
}

package dev.lethe.shared.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event as its row holds it, apart from its position, which the database gives.
 *
 * @param recordedAt to the microsecond, which is what PostgreSQL keeps
 * @param metadata JSON object of strings
 * @param payload JSON object
 */
record StoredEvent(
    UUID stream,
    long sequenceNumber,
    String aggregateType,
    UUID eventId,
    String type,
    int revision,
    Instant recordedAt,
    @Nullable UUID tenant,
    @Nullable UUID subject,
    String metadata,
    String payload) {

  StoredEvent {
    recordedAt = recordedAt.truncatedTo(ChronoUnit.MICROS);
  }

  /** Microseconds since 1970. */
  long recordedMicros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, recordedAt);
  }

  /**
   * The Merkle tree's leaf hash of this event: SHA-256 over a zero byte and the entry (RFC 6962,
   * section 2.1).
   *
   * <p>The entry is the line {@code lethe/event/v1}, then one line each for stream, sequence
   * number, aggregate type, event id, event type, revision, microseconds since 1970, tenant and
   * subject ({@code -} where there is none), then metadata and payload, each as its length in bytes
   * on a line and the bytes themselves.
   */
  byte[] leafHash() {
    byte[] meta = metadata.getBytes(StandardCharsets.UTF_8);
    byte[] data = payload.getBytes(StandardCharsets.UTF_8);
    String head =
        "lethe/event/v1\n%s\n%d\n%s\n%s\n%s\n%d\n%d\n%s\n%s\n"
            .formatted(
                stream,
                sequenceNumber,
                aggregateType,
                eventId,
                type,
                revision,
                recordedMicros(),
                tenant == null ? "-" : tenant,
                subject == null ? "-" : subject);
    MessageDigest sha256 = sha256();
    sha256.update((byte) 0);
    sha256.update(head.getBytes(StandardCharsets.UTF_8));
    sha256.update((meta.length + "\n").getBytes(StandardCharsets.UTF_8));
    sha256.update(ByteBuffer.wrap(meta));
    sha256.update((data.length + "\n").getBytes(StandardCharsets.UTF_8));
    sha256.update(ByteBuffer.wrap(data));
    return sha256.digest();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

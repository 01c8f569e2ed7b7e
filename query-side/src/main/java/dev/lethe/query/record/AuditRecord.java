package dev.lethe.query.record;

import dev.lethe.query.projection.AboutPerson;
import dev.lethe.query.projection.Origin;
import dev.lethe.shared.store.DomainEvent;
import dev.lethe.shared.store.EventCodec;
import dev.lethe.shared.store.EventReader;
import dev.lethe.shared.store.EventType;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What somebody did; also a row of {@code read.audit_logs}.
 *
 * @param id of the event
 * @param tenantId whose data it was
 * @param subjectId whom it was about
 * @param actorRole as it was then
 * @param credentialId the session or API key that was used
 * @param address from where; null where that is not known, or no longer kept
 * @param reason why, as the actor said
 * @param action type of the event
 * @param changes fields of the event, those that changed as from and to; null once the person is
 *     erased
 * @param leafHash of the event in the Merkle log, in hexadecimal; {@code /log/proofs/inclusion}
 *     proves that it is there
 */
@Schema(name = "AuditView")
public record AuditRecord(
    long position,
    UUID id,
    @Nullable UUID tenantId,
    @Nullable UUID subjectId,
    @Nullable UUID actorId,
    @Nullable String actorRole,
    @Nullable UUID credentialId,
    @Nullable String address,
    @Nullable String reason,
    String action,
    String entityType,
    String entityId,
    @Schema(type = "object", implementation = Object.class) @Nullable JsonNode changes,
    @Nullable String command,
    @Nullable UUID commandId,
    @Nullable String correlationId,
    String leafHash,
    Instant createdAt)
    implements AboutPerson {

  /** The record of an event that was read by position. */
  public static AuditRecord of(DomainEvent event, EventMessage<?> message) {
    return of(event, message, Changes.of(event));
  }

  /**
   * The same for whoever may not see personal data: instead of a value that changed it says that it
   * did, and neither address nor reason.
   */
  public static AuditRecord withoutPersonalData(DomainEvent event, EventMessage<?> message) {
    return of(event, message.andMetaData(WITHOUT), Changes.withoutPersonalData(event));
  }

  private static final MetaData WITHOUT =
      MetaData.with(EventCodec.ADDRESS, null).and(EventCodec.REASON, null);

  private static AuditRecord of(
      DomainEvent event, EventMessage<?> message, @Nullable JsonNode changes) {
    if (!(message instanceof DomainEventMessage<?> stored)) {
      throw new IllegalArgumentException("only events from the store are on record");
    }
    Origin origin = Origin.of(message);
    MetaData metadata = message.getMetaData();
    return new AuditRecord(
        origin.position(),
        UUID.fromString(message.getIdentifier()),
        uuid(metadata.get(EventCodec.TENANT)),
        event.dataSubject(),
        origin.actor(),
        text(metadata.get("actorRole")),
        uuid(metadata.get("credential")),
        text(metadata.get(EventCodec.ADDRESS)),
        text(metadata.get(EventCodec.REASON)),
        event.getClass().getAnnotation(EventType.class).value(),
        stored.getType(),
        stored.getAggregateIdentifier(),
        changes,
        text(metadata.get("command")),
        uuid(metadata.get("commandId")),
        origin.correlationId(),
        String.valueOf(metadata.get(EventReader.LEAF)),
        origin.at());
  }

  @Override
  public @Nullable UUID dataSubject() {
    return changes == null ? null : subjectId;
  }

  private static @Nullable UUID uuid(@Nullable Object value) {
    return value instanceof String text ? UUID.fromString(text) : null;
  }

  private static @Nullable String text(@Nullable Object value) {
    return value instanceof String text ? text : null;
  }
}

package dev.lethe.query.audit;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What somebody did.
 *
 * @param id of the event
 * @param tenantId whose data it was
 * @param subjectId whom it was about
 * @param actorRole as it was then
 * @param credentialId the session or API key that was used
 * @param action type of the event
 * @param changes fields of the event, those that changed as from and to; null once the person is
 *     erased
 * @param leafHash of the event in the Merkle log, in hexadecimal; {@code /log/proofs/inclusion}
 *     proves that it is there
 */
record AuditView(
    long position,
    UUID id,
    @Nullable UUID tenantId,
    @Nullable UUID subjectId,
    @Nullable UUID actorId,
    @Nullable String actorRole,
    @Nullable UUID credentialId,
    String action,
    String entityType,
    String entityId,
    @Schema(type = "object", implementation = Object.class) @Nullable JsonNode changes,
    @Nullable String command,
    @Nullable UUID commandId,
    @Nullable String correlationId,
    String leafHash,
    Instant createdAt) {}

package dev.lethe.shared.audit;

import io.swagger.v3.oas.annotations.Parameter;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is looked for in the audit log; what is null does not matter.
 *
 * @param action type of the event, such as {@code user.email-changed}
 * @param q words that all occur in action or changes
 */
public record SearchTerms(
    @Nullable UUID tenantId,
    @Nullable UUID actorId,
    @Nullable UUID subjectId,
    @Nullable UUID credentialId,
    @Nullable String action,
    @Nullable String entityType,
    @Nullable String entityId,
    @Nullable String command,
    @Nullable UUID commandId,
    @Nullable String correlationId,
    @Nullable String address,
    @Nullable String leafHash,
    @Parameter(example = "2026-05-01T00:00:00Z") @Nullable Instant from,
    @Parameter(example = "2026-06-01T00:00:00Z") @Nullable Instant to,
    @Nullable String q) {

  /** These, and those of another search where these say nothing. */
  public SearchTerms over(SearchTerms other) {
    return new SearchTerms(
        tenantId == null ? other.tenantId : tenantId,
        actorId == null ? other.actorId : actorId,
        subjectId == null ? other.subjectId : subjectId,
        credentialId == null ? other.credentialId : credentialId,
        action == null ? other.action : action,
        entityType == null ? other.entityType : entityType,
        entityId == null ? other.entityId : entityId,
        command == null ? other.command : command,
        commandId == null ? other.commandId : commandId,
        correlationId == null ? other.correlationId : correlationId,
        address == null ? other.address : address,
        leafHash == null ? other.leafHash : leafHash,
        from == null ? other.from : from,
        to == null ? other.to : to,
        q == null ? other.q : q);
  }
}

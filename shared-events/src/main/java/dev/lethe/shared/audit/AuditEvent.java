package dev.lethe.shared.audit;

import dev.lethe.shared.store.DomainEvent;
import dev.lethe.shared.store.EventType;
import dev.lethe.shared.vault.NotPersonal;
import java.util.UUID;

/** What was tried or looked at. Each is a stream of its own. */
public sealed interface AuditEvent extends DomainEvent {

  /**
   * Somebody sent a command that was refused or failed, and nothing was changed.
   *
   * @param actorId who sent it
   * @param target the aggregate it was for
   * @param problem last part of the problem's type, such as {@code forbidden}
   */
  @EventType("audit.command-refused")
  record CommandRefused(
      UUID actorId,
      @NotPersonal("a name of ours") String command,
      UUID target,
      @NotPersonal("a name of ours") String problem)
      implements AuditEvent {
    @Override
    public UUID dataSubject() {
      return actorId;
    }
  }

  /**
   * Somebody else was shown personal data of a person.
   *
   * @param subjectId whose data
   * @param readerId who was shown it
   * @param query the query's name in the API's description
   */
  @EventType("audit.personal-data-read")
  record PersonalDataRead(
      UUID subjectId, UUID readerId, @NotPersonal("a name of ours") String query)
      implements AuditEvent {
    @Override
    public UUID dataSubject() {
      return subjectId;
    }
  }
}

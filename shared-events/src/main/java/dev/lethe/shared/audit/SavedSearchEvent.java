package dev.lethe.shared.audit;

import dev.lethe.shared.store.DomainEvent;
import dev.lethe.shared.store.EventType;
import dev.lethe.shared.value.Ids;
import dev.lethe.shared.vault.DataCategory;
import dev.lethe.shared.vault.PersonalData;
import java.util.UUID;

/** What has happened to the searches that a person has saved. */
public sealed interface SavedSearchEvent extends DomainEvent {

  /** Whose search it is. */
  UUID userId();

  /** The search. */
  UUID searchId();

  @Override
  default UUID dataSubject() {
    return userId();
  }

  /** The stream of a person's saved searches. */
  static UUID searchesOf(UUID userId) {
    return Ids.named("saved searches of " + userId);
  }

  /** A search is saved, or saved otherwise. */
  @EventType("audit-search.saved")
  record AuditSearchSaved(
      UUID userId,
      UUID searchId,
      @PersonalData(DataCategory.PREFERENCES) String name,
      @PersonalData(DataCategory.PREFERENCES) SearchTerms terms)
      implements SavedSearchEvent {}

  /** A search is no longer kept. */
  @EventType("audit-search.deleted")
  record AuditSearchDeleted(UUID userId, UUID searchId) implements SavedSearchEvent {}
}

package dev.lethe.shared.snapshot;

import dev.lethe.shared.store.DomainEvent;
import dev.lethe.shared.store.EventType;
import dev.lethe.shared.value.Ids;
import dev.lethe.shared.vault.DataCategory;
import dev.lethe.shared.vault.PersonalData;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What has happened to the privacy settings of one person on one platform. */
public sealed interface SnapshotEvent extends DomainEvent {

  /** The person. */
  UUID userId();

  /** The platform. */
  UUID platformId();

  /** The snapshot that holds from now on. */
  UUID snapshotId();

  /** When the settings were read from the platform. */
  Instant scrapedAt();

  @Override
  default UUID dataSubject() {
    return userId();
  }

  /** The stream of one person's snapshots on one platform. */
  static UUID series(UUID userId, UUID platformId) {
    return Ids.named("privacy snapshots of %s on %s".formatted(userId, platformId));
  }

  /**
   * The settings are other than they were, or are known for the first time.
   *
   * @param differences to the snapshot before; empty for the first
   */
  @EventType("snapshot.recorded")
  record PrivacySnapshotRecorded(
      UUID userId,
      UUID platformId,
      UUID snapshotId,
      Instant scrapedAt,
      @PersonalData(DataCategory.OBSERVATION) List<Reading> readings,
      @PersonalData(DataCategory.OBSERVATION) List<Difference> differences)
      implements SnapshotEvent {
    public PrivacySnapshotRecorded {
      readings = List.copyOf(readings);
      differences = List.copyOf(differences);
    }
  }

  /** The settings were read again and are still those of the last snapshot. */
  @EventType("snapshot.seen-again")
  record PrivacySnapshotSeenAgain(UUID userId, UUID platformId, UUID snapshotId, Instant scrapedAt)
      implements SnapshotEvent {}
}

package dev.lethe.query.snapshot;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Reads {@code read.privacy_snapshots} as far as row-level security lets. */
interface SnapshotRows extends Repository<SnapshotRow, UUID> {

  Optional<SnapshotRow> findById(UUID id);

  /** The newest that was taken at or before the instant. */
  @Query(
      """
      select s
      from SnapshotRow s
      where s.userId = :userId and s.platformId = :platformId and s.scrapedAt <= :at
      order by s.scrapedAt desc, s.position desc
      limit 1
      """)
  Optional<SnapshotRow> asOf(UUID userId, UUID platformId, Instant at);

  /** Newest first. */
  @Query(
      """
      select s
      from SnapshotRow s
      where s.userId = :userId and s.platformId = :platformId and s.position < :before
        and s.scrapedAt >= :from and s.scrapedAt < :to
      order by s.scrapedAt desc, s.position desc
      """)
  List<SnapshotRow> series(
      UUID userId, UUID platformId, Instant from, Instant to, long before, Limit limit);
}

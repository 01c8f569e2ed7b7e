package dev.lethe.query.snapshot;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Reads {@code read.privacy_differences} as far as row-level security lets. */
interface DifferenceRows extends Repository<DifferenceRow, DifferenceRow.Key> {

  List<DifferenceRow> findBySnapshotIdOrderBySetting(UUID snapshotId);

  /** Newest first; of one snapshot, by the setting's name. */
  @Query(
      """
      select d
      from DifferenceRow d
      where d.userId = :userId and d.platformId = :platformId
        and (:setting is null or d.setting = :setting)
        and (d.position < :position or d.position = :position and d.setting > :after)
      order by d.position desc, d.setting
      """)
  List<DifferenceRow> series(
      UUID userId,
      UUID platformId,
      @Nullable String setting,
      long position,
      String after,
      Limit limit);
}

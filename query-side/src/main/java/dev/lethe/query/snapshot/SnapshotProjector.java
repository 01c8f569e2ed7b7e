package dev.lethe.query.snapshot;

import dev.lethe.query.projection.JsonColumns;
import dev.lethe.query.projection.Origin;
import dev.lethe.query.projection.ReadTable;
import dev.lethe.query.projection.ReadTables;
import dev.lethe.query.projection.RowBatch;
import dev.lethe.shared.erasure.ErasureEvent.KeysDestroyed;
import dev.lethe.shared.platform.Severity;
import dev.lethe.shared.retention.RetentionEvent;
import dev.lethe.shared.retention.RetentionEvent.RetentionApplied;
import dev.lethe.shared.snapshot.Difference;
import dev.lethe.shared.snapshot.Reading;
import dev.lethe.shared.snapshot.SnapshotEvent;
import dev.lethe.shared.snapshot.SnapshotEvent.PrivacySnapshotRecorded;
import dev.lethe.shared.snapshot.SnapshotEvent.PrivacySnapshotSeenAgain;
import dev.lethe.shared.store.DomainEvent;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Keeps {@code read.privacy_snapshots} and {@code read.privacy_differences}. */
@Component
@ProcessingGroup("privacy")
class SnapshotProjector {

  private final ReadTable<Row> snapshots;
  private final ReadTable<DifferenceRow> differences;

  SnapshotProjector(ReadTables tables) {
    snapshots = tables.table(Row.class, "privacy_snapshots", "id");
    differences =
        tables.table(DifferenceRow.class, "privacy_differences", "snapshot_id", "setting_name");
  }

  private record Row(
      UUID id,
      UUID userId,
      UUID platformId,
      @Nullable JsonNode settingsData,
      @Nullable JsonNode readings,
      Instant scrapedAt,
      Instant lastSeenAt,
      int timesSeen,
      @Nullable UUID recordedBy,
      Instant recordedAt,
      @Nullable String observationPeriod,
      long position) {

    static Row of(PrivacySnapshotRecorded event, @Nullable String period, Origin origin) {
      return new Row(
          event.snapshotId(),
          event.userId(),
          event.platformId(),
          values(event.readings()),
          JsonColumns.read(JsonColumns.write(event.readings())),
          event.scrapedAt(),
          event.scrapedAt(),
          1,
          origin.actor(),
          origin.at(),
          period,
          origin.position());
    }

    /** What is absent has no entry; that it was looked for is in the readings. */
    private static @Nullable JsonNode values(List<Reading> readings) {
      Map<String, JsonNode> values = new TreeMap<>();
      for (Reading reading : readings) {
        if (reading.value() != null) {
          values.put(reading.setting(), reading.value());
        }
      }
      return JsonColumns.read(JsonColumns.write(values));
    }

    Row seenAgain(Instant at) {
      return new Row(
          id,
          userId,
          platformId,
          settingsData,
          readings,
          scrapedAt,
          at,
          timesSeen + 1,
          recordedBy,
          recordedAt,
          observationPeriod,
          position);
    }
  }

  private record DifferenceRow(
      UUID snapshotId,
      String settingName,
      UUID userId,
      UUID platformId,
      Difference.Kind kind,
      @Nullable JsonNode fromValue,
      @Nullable JsonNode toValue,
      @Nullable Severity severity,
      Difference.Protection protection,
      Difference.Cause cause,
      Instant scrapedAt,
      @Nullable UUID recordedBy,
      Instant recordedAt,
      @Nullable String correlationId,
      long position) {

    static DifferenceRow of(Difference difference, PrivacySnapshotRecorded event, Origin origin) {
      return new DifferenceRow(
          event.snapshotId(),
          difference.setting(),
          event.userId(),
          event.platformId(),
          difference.kind(),
          difference.from(),
          difference.to(),
          difference.severity(),
          difference.protection(),
          difference.cause(),
          event.scrapedAt(),
          origin.actor(),
          origin.at(),
          origin.correlationId(),
          origin.position());
    }
  }

  /**
   * Events of others move the token on with the batch; a projection that ignored them would lag
   * behind Lethe-After.
   */
  @EventHandler
  void pass(DomainEvent event) {}

  @EventHandler
  void on(KeysDestroyed event) {
    ReadTables.rows(snapshots).removeWhere("user_id", event.userId());
    ReadTables.rows(differences).removeWhere("user_id", event.userId());
  }

  @EventHandler
  void on(RetentionApplied event) {
    if (event.category() == RetentionEvent.Category.OBSERVATION) {
      Set<UUID> gone = new HashSet<>();
      RowBatch<Row> rows = ReadTables.rows(snapshots);
      rows.removeWhere(
          "user_id",
          event.subjectId(),
          row -> event.period().equals(row.observationPeriod()) && gone.add(row.id()));
      ReadTables.rows(differences)
          .removeWhere("user_id", event.subjectId(), row -> gone.contains(row.snapshotId()));
    }
  }

  @EventHandler
  void on(SnapshotEvent event, EventMessage<?> message) {
    Origin origin = Origin.of(message);
    RowBatch<Row> rows = ReadTables.rows(snapshots);
    switch (event) {
      case PrivacySnapshotRecorded recorded -> {
        rows.put(
            recorded.snapshotId(),
            Row.of(
                recorded,
                Origin.period(message, RetentionEvent.Category.OBSERVATION.text()),
                origin));
        RowBatch<DifferenceRow> differenceRows = ReadTables.rows(differences);
        for (Difference difference : recorded.differences()) {
          differenceRows.put(
              List.of(recorded.snapshotId(), difference.setting()),
              DifferenceRow.of(difference, recorded, origin));
        }
      }
      case PrivacySnapshotSeenAgain again ->
          rows.changeIfThere(again.snapshotId(), row -> row.seenAgain(again.scrapedAt()));
    }
  }
}

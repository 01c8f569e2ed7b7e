package dev.lethe.query.snapshot;

import dev.lethe.query.projection.AboutPerson;
import dev.lethe.query.projection.JsonColumns;
import dev.lethe.shared.snapshot.Difference;
import dev.lethe.shared.snapshot.Reading;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Privacy snapshots and differences as queries show them. */
final class SnapshotViews {

  private SnapshotViews() {}

  /** One setting in a snapshot. */
  record ReadingView(
      String setting,
      Reading.Origin origin,
      @Schema(implementation = Object.class) @Nullable JsonNode value,
      @Schema(description = "Whether the value protects the person; null where that is not known")
          @Nullable Boolean protective,
      @Nullable String severity,
      @Schema(implementation = Object.class) @Nullable JsonNode platformDefault) {

    static ReadingView of(Reading reading) {
      return new ReadingView(
          reading.setting(),
          reading.origin(),
          reading.value(),
          reading.protective(),
          reading.severity() == null ? null : reading.severity().name().toLowerCase(Locale.ROOT),
          reading.platformDefault());
    }
  }

  /** A privacy snapshot. */
  record SnapshotView(
      UUID id,
      UUID userId,
      UUID platformId,
      @Schema(type = "object", implementation = Object.class, description = "Value by setting name")
          @Nullable JsonNode settings,
      List<ReadingView> readings,
      Instant scrapedAt,
      @Schema(description = "When the same settings were last read again") Instant lastSeenAt,
      int timesSeen,
      @Schema(description = "Who recorded it") @Nullable UUID recordedBy,
      Instant recordedAt,
      long position)
      implements AboutPerson.OfUser {

    static SnapshotView of(SnapshotRow row) {
      return new SnapshotView(
          row.id,
          row.userId,
          row.platformId,
          JsonColumns.read(row.settingsData),
          readings(row).stream().map(ReadingView::of).toList(),
          row.scrapedAt,
          row.lastSeenAt,
          row.timesSeen,
          row.recordedBy,
          row.recordedAt,
          row.position);
    }

    static List<Reading> readings(SnapshotRow row) {
      return Arrays.asList(JsonColumns.read(row.readings, Reading[].class));
    }
  }

  /** How one setting differs between two snapshots. */
  record DifferenceView(
      String setting,
      String kind,
      @Schema(implementation = Object.class) @Nullable JsonNode from,
      @Schema(implementation = Object.class) @Nullable JsonNode to,
      @Nullable String severity,
      @Schema(description = "raised, lowered, unchanged or unknown") String protection,
      @Schema(description = "person, platform (it changed its own default) or unknown")
          String cause) {

    static DifferenceView of(Difference difference) {
      return new DifferenceView(
          difference.setting(),
          text(difference.kind()),
          difference.from(),
          difference.to(),
          difference.severity() == null ? null : text(difference.severity()),
          text(difference.protection()),
          text(difference.cause()));
    }

    private static String text(Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT);
    }
  }

  /** What differs between two snapshots of one person on one platform. */
  record ComparisonView(SnapshotView from, SnapshotView to, List<DifferenceView> differences)
      implements AboutPerson {

    @Override
    public UUID dataSubject() {
      return to.userId();
    }
  }

  /** A change of one setting: what, from, to, when and by whom. */
  record ChangeView(
      UUID snapshotId,
      UUID userId,
      UUID platformId,
      String setting,
      String kind,
      @Schema(implementation = Object.class) @Nullable JsonNode from,
      @Schema(implementation = Object.class) @Nullable JsonNode to,
      @Nullable String severity,
      @Schema(description = "raised, lowered, unchanged or unknown") String protection,
      @Schema(description = "person, platform (it changed its own default) or unknown")
          String cause,
      Instant scrapedAt,
      @Schema(description = "Who recorded the snapshot that shows it") @Nullable UUID recordedBy,
      Instant recordedAt,
      @Nullable String correlationId,
      long position)
      implements AboutPerson.OfUser {

    static ChangeView of(DifferenceRow row) {
      return new ChangeView(
          row.snapshotId,
          row.userId,
          row.platformId,
          row.setting,
          row.kind,
          JsonColumns.read(row.from),
          JsonColumns.read(row.to),
          row.severity,
          row.protection,
          row.cause,
          row.scrapedAt,
          row.recordedBy,
          row.recordedAt,
          row.correlationId,
          row.position);
    }
  }
}

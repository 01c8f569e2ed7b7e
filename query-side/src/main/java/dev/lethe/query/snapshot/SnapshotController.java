package dev.lethe.query.snapshot;

import dev.lethe.query.projection.Page;
import dev.lethe.query.snapshot.SnapshotViews.ChangeView;
import dev.lethe.query.snapshot.SnapshotViews.ComparisonView;
import dev.lethe.query.snapshot.SnapshotViews.DifferenceView;
import dev.lethe.query.snapshot.SnapshotViews.SnapshotView;
import dev.lethe.shared.problem.ProblemType;
import dev.lethe.shared.problem.Refusal;
import dev.lethe.shared.snapshot.Differences;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Queries of privacy snapshots: administrators see all, everybody else their own. */
@RestController
@Tag(name = "snapshots")
@Transactional(readOnly = true)
class SnapshotController {

  private static final Instant BEGINNING = Instant.EPOCH;

  private final SnapshotRows snapshots;
  private final DifferenceRows differences;
  private final Clock clock;

  SnapshotController(SnapshotRows snapshots, DifferenceRows differences, Clock clock) {
    this.snapshots = snapshots;
    this.differences = differences;
    this.clock = clock;
  }

  @GetMapping("/snapshots/{id}")
  @PreAuthorize("isAuthenticated()")
  @Operation(operationId = "snapshot", summary = "One privacy snapshot")
  SnapshotView snapshot(@PathVariable UUID id) {
    return SnapshotView.of(require(id));
  }

  @GetMapping("/snapshots/latest")
  @PreAuthorize("isAuthenticated()")
  @Operation(
      operationId = "latestSnapshot",
      summary = "The privacy settings of a user on a platform as they are now")
  SnapshotView latest(@RequestParam UUID userId, @RequestParam UUID platformId) {
    return asOf(userId, platformId, clock.instant().plus(1, ChronoUnit.DAYS));
  }

  @GetMapping("/snapshots/as-of")
  @PreAuthorize("isAuthenticated()")
  @Operation(
      operationId = "snapshotAsOf",
      summary = "The privacy settings of a user on a platform as they were at an instant")
  SnapshotView asOf(
      @RequestParam UUID userId,
      @RequestParam UUID platformId,
      @Parameter(example = "2026-05-03T12:00:00Z") @RequestParam Instant at) {
    return snapshots
        .asOf(userId, platformId, at)
        .map(SnapshotView::of)
        .orElseThrow(
            () ->
                new Refusal(
                    ProblemType.NOT_FOUND,
                    "there is no snapshot of user %s on platform %s at or before %s for you"
                        .formatted(userId, platformId, at)));
  }

  @GetMapping("/snapshots")
  @PreAuthorize("isAuthenticated()")
  @Operation(
      operationId = "snapshots",
      summary = "The privacy snapshots of a user on a platform over time, newest first")
  Page<SnapshotView> series(
      @RequestParam UUID userId,
      @RequestParam UUID platformId,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant to,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    List<SnapshotRow> rows =
        snapshots.series(
            userId,
            platformId,
            from == null ? BEGINNING : from,
            to == null ? clock.instant().plus(1, ChronoUnit.DAYS) : to,
            Page.position(cursor, Long.MAX_VALUE),
            Limit.of(Page.limit(limit) + 1));
    return Page.of(rows, limit, row -> row.position, SnapshotView::of);
  }

  @GetMapping("/snapshots/{id}/differences")
  @PreAuthorize("isAuthenticated()")
  @Operation(
      operationId = "compareSnapshots",
      summary = "What differs between two privacy snapshots of one user on one platform")
  ComparisonView compare(@PathVariable UUID id, @RequestParam UUID from) {
    SnapshotRow after = require(id);
    SnapshotRow before = require(from);
    if (!after.userId.equals(before.userId) || !after.platformId.equals(before.platformId)) {
      throw new Refusal(
          ProblemType.REFUSED, "the two snapshots are not of the same user on the same platform");
    }
    return new ComparisonView(
        SnapshotView.of(before),
        SnapshotView.of(after),
        Differences.between(SnapshotView.readings(before), SnapshotView.readings(after)).stream()
            .map(DifferenceView::of)
            .toList());
  }

  @GetMapping("/snapshots/{id}/changes")
  @PreAuthorize("isAuthenticated()")
  @Operation(
      operationId = "snapshotChanges",
      summary = "What a privacy snapshot changed against the one before, and who recorded it")
  List<ChangeView> changes(@PathVariable UUID id) {
    require(id);
    return differences.findBySnapshotIdOrderBySetting(id).stream().map(ChangeView::of).toList();
  }

  @GetMapping("/snapshots/changes")
  @PreAuthorize("isAuthenticated()")
  @Operation(
      operationId = "settingChanges",
      summary =
          "Who changed what, when, and what it was before: the changes of a user's settings on a"
              + " platform, newest first")
  Page<ChangeView> changes(
      @RequestParam UUID userId,
      @RequestParam UUID platformId,
      @Parameter(description = "Only of this setting") @RequestParam(required = false)
          @Nullable String setting,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    ChangeCursor after = ChangeCursor.parse(cursor);
    List<DifferenceRow> rows =
        differences.series(
            userId,
            platformId,
            setting,
            after.position(),
            after.setting(),
            Limit.of(Page.limit(limit) + 1));
    return Page.of(rows, limit, row -> new ChangeCursor(row.position, row.setting), ChangeView::of);
  }

  private SnapshotRow require(UUID id) {
    return snapshots
        .findById(id)
        .orElseThrow(
            () ->
                new Refusal(
                    ProblemType.NOT_FOUND, "there is no snapshot %s for you".formatted(id)));
  }
}

package dev.lethe.command.snapshot;

import dev.lethe.command.api.Accounts;
import dev.lethe.command.snapshot.SnapshotCommand.RecordPrivacySnapshot;
import dev.lethe.shared.platform.SettingDefinition;
import dev.lethe.shared.problem.ProblemType;
import dev.lethe.shared.problem.Refusal;
import dev.lethe.shared.snapshot.Difference;
import dev.lethe.shared.snapshot.Differences;
import dev.lethe.shared.snapshot.Reading;
import dev.lethe.shared.snapshot.SnapshotEvent;
import dev.lethe.shared.snapshot.SnapshotEvent.PrivacySnapshotRecorded;
import dev.lethe.shared.snapshot.SnapshotEvent.PrivacySnapshotSeenAgain;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** The privacy snapshots of one person on one platform, of which the last is remembered. */
@Aggregate(cache = "aggregateCache", snapshotTriggerDefinition = "aggregateSnapshots")
class SnapshotSeries {

  /** Clocks differ; a snapshot may be dated this far ahead of ours. */
  private static final long MINUTES_AHEAD = 5;

  @SuppressWarnings("UnusedVariable") // Axon reads it
  @AggregateIdentifier
  private UUID id;

  private @Nullable UUID lastSnapshot;
  private Instant lastScrapedAt = Instant.MIN;
  private List<Reading> lastReadings = List.of();

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(
      RecordPrivacySnapshot command, SettingCatalog catalog, Accounts accounts, Clock clock) {
    accounts.requireUsable(command.userId());
    Collection<SettingDefinition> definitions = catalog.of(command.platformId());
    Instant scrapedAt = scrapedAt(command, clock.instant());
    List<Reading> readings =
        command.document() != null
            ? SettingReader.fromDocument(new RawDocument(command.document()), definitions)
            : SettingReader.named(
                command.settings() == null ? Map.of() : command.settings(), definitions);
    List<Difference> differences = Differences.between(lastReadings, readings);
    if (lastSnapshot != null && differences.isEmpty()) {
      AggregateLifecycle.apply(
          new PrivacySnapshotSeenAgain(
              command.userId(), command.platformId(), lastSnapshot, scrapedAt));
    } else {
      AggregateLifecycle.apply(
          new PrivacySnapshotRecorded(
              command.userId(),
              command.platformId(),
              command.snapshotId(),
              scrapedAt,
              readings,
              lastSnapshot == null ? List.of() : differences));
    }
  }

  private Instant scrapedAt(RecordPrivacySnapshot command, Instant now) {
    Instant scrapedAt =
        (command.scrapedAt() == null ? now : command.scrapedAt()).truncatedTo(ChronoUnit.MICROS);
    if (scrapedAt.isAfter(now.plus(MINUTES_AHEAD, ChronoUnit.MINUTES))) {
      throw new Refusal(
          ProblemType.REFUSED,
          "scrapedAt %s is in the future, it is %s now".formatted(scrapedAt, now));
    }
    if (scrapedAt.isBefore(lastScrapedAt)) {
      throw new Refusal(
          ProblemType.REFUSED,
          "scrapedAt %s is before the last snapshot, %s: send snapshots in the order they were taken"
              .formatted(scrapedAt, lastScrapedAt));
    }
    return scrapedAt;
  }

  @EventSourcingHandler
  void on(SnapshotEvent event) {
    id = SnapshotEvent.series(event.userId(), event.platformId());
    lastScrapedAt = event.scrapedAt();
    switch (event) {
      case PrivacySnapshotRecorded recorded -> {
        lastSnapshot = recorded.snapshotId();
        lastReadings = recorded.readings();
      }
      case PrivacySnapshotSeenAgain _ -> {}
    }
  }
}

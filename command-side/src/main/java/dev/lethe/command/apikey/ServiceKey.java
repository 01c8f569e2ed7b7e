package dev.lethe.command.apikey;

import dev.lethe.command.api.ApiKeys.ApiKey;
import dev.lethe.command.apikey.ApiKeyCommand.IssueApiKey;
import dev.lethe.command.apikey.ApiKeyCommand.RevokeApiKey;
import dev.lethe.command.apikey.ApiKeyCommand.RotateApiKey;
import dev.lethe.shared.access.Secrets;
import dev.lethe.shared.apikey.ApiKeyEvent;
import dev.lethe.shared.apikey.ApiKeyEvent.ApiKeyIssued;
import dev.lethe.shared.apikey.ApiKeyEvent.ApiKeyRevoked;
import dev.lethe.shared.apikey.ApiKeyEvent.ApiKeyRotated;
import dev.lethe.shared.apikey.ApiKeyEvent.ApiKeyUsed;
import dev.lethe.shared.problem.ProblemType;
import dev.lethe.shared.problem.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** A key with which a service acts for a user. While it is rotated, it has two secrets. */
@Aggregate(cache = "aggregateCache", snapshotTriggerDefinition = "aggregateSnapshots")
class ServiceKey {

  private static final Duration DEFAULT_LIFE = Duration.ofDays(90);
  private static final Duration LONGEST_LIFE = Duration.ofDays(366 * 100);
  private static final Duration DEFAULT_OVERLAP = Duration.ofDays(1);
  private static final Duration BETWEEN_NOTES = Duration.ofHours(1);

  @AggregateIdentifier private UUID id;
  private UUID userId;
  private UUID tenantId;
  private Set<String> scopes;
  private Hashed current;
  private @Nullable Hashed before;
  private Instant lastUse = Instant.MIN;
  private boolean revoked;

  /** A secret's hash, and until when the secret is good. */
  record Hashed(String hash, Instant until) {}

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.ALWAYS)
  void handle(IssueApiKey command, TenantsOfUsers tenants, Clock clock) {
    UUID tenant = command.tenantId() == null ? command.userId() : command.tenantId();
    tenants.require(command.userId(), tenant);
    AggregateLifecycle.apply(
        new ApiKeyIssued(
            command.keyId(),
            command.userId(),
            tenant,
            command.name(),
            command.scopes().stream().distinct().sorted().toList(),
            Secrets.hash(command.secret().value()),
            expiry(command.expiresAt(), clock.instant())));
  }

  @CommandHandler
  void handle(RotateApiKey command, Clock clock) {
    requireOf(command.userId());
    Instant now = clock.instant();
    Duration overlap =
        command.overlapSeconds() == null
            ? DEFAULT_OVERLAP
            : Duration.ofSeconds(command.overlapSeconds());
    AggregateLifecycle.apply(
        new ApiKeyRotated(
            id,
            userId,
            Secrets.hash(command.secret().value()),
            expiry(command.expiresAt(), now),
            now.plus(overlap),
            before == null ? null : before.hash()));
  }

  @CommandHandler
  void handle(RevokeApiKey command) {
    if (!command.userId().equals(userId)) {
      throw unknown();
    }
    if (!revoked) {
      AggregateLifecycle.apply(
          new ApiKeyRevoked(
              id,
              userId,
              Stream.of(current, before).flatMap(Stream::ofNullable).map(Hashed::hash).toList()));
    }
  }

  @CommandHandler
  Optional<ApiKey> handle(UseApiKey step, Clock clock) {
    Instant now = clock.instant();
    boolean good =
        !revoked
            && Stream.of(current, before)
                .flatMap(Stream::ofNullable)
                .anyMatch(
                    secret ->
                        Secrets.same(secret.hash(), step.secretHash())
                            && now.isBefore(secret.until()));
    if (!good) {
      return Optional.empty();
    }
    if (lastUse.plus(BETWEEN_NOTES).isBefore(now)) {
      AggregateLifecycle.apply(new ApiKeyUsed(id, userId));
    }
    return Optional.of(new ApiKey(id, userId, tenantId, scopes));
  }

  private void requireOf(UUID user) {
    if (!user.equals(userId)) {
      throw unknown();
    }
    if (revoked) {
      throw new Refusal(ProblemType.REFUSED, "the key is revoked: issue another one");
    }
  }

  private Refusal unknown() {
    return new Refusal(ProblemType.NOT_FOUND, "the user has no API key %s".formatted(id));
  }

  private static Instant expiry(@Nullable Instant asked, Instant now) {
    Instant expiry =
        (asked == null ? now.plus(DEFAULT_LIFE) : asked).truncatedTo(ChronoUnit.MICROS);
    if (!expiry.isAfter(now) || expiry.isAfter(now.plus(LONGEST_LIFE))) {
      throw new Refusal(
          ProblemType.REFUSED, "expiresAt %s is not in the next hundred years".formatted(expiry));
    }
    return expiry;
  }

  @EventSourcingHandler
  void on(ApiKeyIssued event) {
    id = event.keyId();
    userId = event.userId();
    tenantId = event.tenantId();
    scopes = Set.copyOf(event.scopes());
    current = new Hashed(event.secretHash(), event.expiresAt());
  }

  @EventSourcingHandler
  void on(ApiKeyEvent event, @Timestamp Instant at) {
    switch (event) {
      case ApiKeyIssued _ -> {} // has a handler of its own
      case ApiKeyRotated rotated -> {
        Instant overlap = rotated.overlapEndsAt();
        before =
            new Hashed(
                current.hash(), overlap.isBefore(current.until()) ? overlap : current.until());
        current = new Hashed(rotated.secretHash(), rotated.expiresAt());
      }
      case ApiKeyUsed _ -> lastUse = at;
      case ApiKeyRevoked _ -> revoked = true;
    }
  }
}

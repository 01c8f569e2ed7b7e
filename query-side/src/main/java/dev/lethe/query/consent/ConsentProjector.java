package dev.lethe.query.consent;

import dev.lethe.query.projection.Origin;
import dev.lethe.query.projection.ReadTable;
import dev.lethe.query.projection.ReadTables;
import dev.lethe.shared.consent.ProcessingEvent;
import dev.lethe.shared.consent.ProcessingEvent.ConsentGiven;
import dev.lethe.shared.consent.ProcessingEvent.ConsentWithdrawn;
import dev.lethe.shared.consent.ProcessingEvent.ObjectionDecided;
import dev.lethe.shared.consent.ProcessingEvent.ObjectionRaised;
import dev.lethe.shared.consent.ProcessingEvent.ProcessingRestricted;
import dev.lethe.shared.consent.ProcessingEvent.RestrictionLifted;
import dev.lethe.shared.erasure.ErasureEvent.KeysDestroyed;
import dev.lethe.shared.store.DomainEvent;
import java.time.Instant;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps {@code read.consents}, {@code read.objections} and {@code read.restrictions}. */
@Component
@ProcessingGroup("identity")
class ConsentProjector {

  private final ReadTable<Consent> consents;
  private final ReadTable<Objection> objections;
  private final ReadTable<Restriction> restrictions;

  ConsentProjector(ReadTables tables) {
    consents = tables.table(Consent.class, "consents", "id");
    objections = tables.table(Objection.class, "objections", "id");
    restrictions = tables.table(Restriction.class, "restrictions", "id");
  }

  private record Consent(
      UUID id,
      UUID userId,
      String purpose,
      String textVersion,
      String channel,
      Instant givenAt,
      @Nullable UUID givenBy,
      long givenPosition,
      @Nullable Instant expiresAt,
      @Nullable Instant withdrawnAt,
      @Nullable String withdrawnChannel,
      @Nullable Long withdrawnPosition,
      long position) {

    Consent withdrawn(String how, Origin origin) {
      return new Consent(
          id,
          userId,
          purpose,
          textVersion,
          channel,
          givenAt,
          givenBy,
          givenPosition,
          expiresAt,
          origin.at(),
          how,
          origin.position(),
          origin.position());
    }
  }

  private record Objection(
      UUID id,
      UUID userId,
      String purpose,
      @Nullable String grounds,
      Instant raisedAt,
      @Nullable Boolean upheld,
      @Nullable String reason,
      @Nullable Instant decidedAt,
      long position) {

    Objection decided(ObjectionDecided decision, Origin origin) {
      return new Objection(
          id,
          userId,
          purpose,
          grounds,
          raisedAt,
          decision.upheld(),
          decision.reason(),
          origin.at(),
          origin.position());
    }

    Objection erased(Origin origin) {
      return new Objection(
          id, userId, purpose, null, raisedAt, upheld, reason, decidedAt, origin.position());
    }
  }

  private record Restriction(
      UUID id,
      UUID userId,
      ProcessingEvent.Ground ground,
      String reason,
      Instant placedAt,
      @Nullable Instant liftedAt,
      @Nullable String liftedReason,
      long position) {

    Restriction lifted(String why, Origin origin) {
      return new Restriction(
          id, userId, ground, reason, placedAt, origin.at(), why, origin.position());
    }
  }

  /** Events of others move the token on with the batch. */
  @EventHandler
  void pass(DomainEvent event) {}

  @EventHandler
  void on(KeysDestroyed event, EventMessage<?> message) {
    Origin origin = Origin.of(message);
    ReadTables.rows(objections)
        .changeWhere("user_id", event.userId(), objection -> objection.erased(origin));
  }

  @EventHandler
  void on(ProcessingEvent event, EventMessage<?> message) {
    Origin origin = Origin.of(message);
    UUID userId = event.userId();
    switch (event) {
      case ConsentGiven given ->
          ReadTables.rows(consents)
              .put(
                  given.consentId(),
                  new Consent(
                      given.consentId(),
                      userId,
                      given.purpose(),
                      given.textVersion(),
                      given.channel(),
                      origin.at(),
                      origin.actor(),
                      origin.position(),
                      given.expiresAt(),
                      null,
                      null,
                      null,
                      origin.position()));
      case ConsentWithdrawn withdrawn ->
          ReadTables.rows(consents)
              .change(withdrawn.consentId(), row -> row.withdrawn(withdrawn.channel(), origin));
      case ObjectionRaised raised ->
          ReadTables.rows(objections)
              .put(
                  raised.objectionId(),
                  new Objection(
                      raised.objectionId(),
                      userId,
                      raised.purpose(),
                      raised.grounds(),
                      origin.at(),
                      null,
                      null,
                      null,
                      origin.position()));
      case ObjectionDecided decided ->
          ReadTables.rows(objections)
              .change(decided.objectionId(), row -> row.decided(decided, origin));
      case ProcessingRestricted restricted ->
          ReadTables.rows(restrictions)
              .put(
                  restricted.restrictionId(),
                  new Restriction(
                      restricted.restrictionId(),
                      userId,
                      restricted.ground(),
                      restricted.reason(),
                      origin.at(),
                      null,
                      null,
                      origin.position()));
      case RestrictionLifted lifted ->
          ReadTables.rows(restrictions)
              .change(lifted.restrictionId(), row -> row.lifted(lifted.reason(), origin));
    }
  }
}

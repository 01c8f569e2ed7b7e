package dev.lethe.command.consent;

import dev.lethe.command.consent.ConsentCommand.DecideObjection;
import dev.lethe.command.consent.ConsentCommand.GiveConsent;
import dev.lethe.command.consent.ConsentCommand.LiftRestriction;
import dev.lethe.command.consent.ConsentCommand.ObjectToProcessing;
import dev.lethe.command.consent.ConsentCommand.RestrictProcessing;
import dev.lethe.command.consent.ConsentCommand.WithdrawConsent;
import dev.lethe.command.testing.Fixtures;
import dev.lethe.command.testing.TestAccounts;
import dev.lethe.shared.consent.ProcessingEvent.ConsentGiven;
import dev.lethe.shared.consent.ProcessingEvent.ConsentWithdrawn;
import dev.lethe.shared.consent.ProcessingEvent.Ground;
import dev.lethe.shared.consent.ProcessingEvent.ObjectionDecided;
import dev.lethe.shared.consent.ProcessingEvent.ObjectionRaised;
import dev.lethe.shared.consent.ProcessingEvent.ProcessingRestricted;
import dev.lethe.shared.consent.ProcessingEvent.RestrictionLifted;
import dev.lethe.shared.problem.Refusal;
import dev.lethe.shared.value.Ids;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProcessingTest {

  private static final UUID ADA = Ids.named("ada");
  private static final UUID ONE = Ids.named("one");
  private static final UUID OTHER = Ids.named("other");
  private static final Instant NOW = Instant.parse("2026-05-03T12:00:00Z");
  private static final ConsentGiven GIVEN =
      new ConsentGiven(ADA, ONE, "newsletter", "1", "form", null);
  private static final ProcessingRestricted RESTRICTED =
      new ProcessingRestricted(ADA, ONE, Ground.UNLAWFUL, "letter");

  private AggregateTestFixture<Processing> processing;

  @BeforeEach
  void fixture() {
    processing = Fixtures.of(Processing.class);
    processing.registerInjectableResource(new TestAccounts(Map.of(ADA, "ada@e.example")));
    processing.registerInjectableResource(Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @Test
  void aConsentIsGivenOnceAndNotForThePast() {
    processing
        .givenNoPriorActivity()
        .when(new GiveConsent(ADA, ONE, "newsletter", "1", "form", null))
        .expectEvents(GIVEN);
    processing
        .given(GIVEN)
        .when(new GiveConsent(ADA, ONE, "newsletter", "2", "form", null))
        .expectException(Refusal.class);
    processing
        .givenNoPriorActivity()
        .when(new GiveConsent(ADA, ONE, "newsletter", "1", "form", NOW))
        .expectException(Refusal.class);
  }

  @Test
  void aConsentIsOfSomebodyWhoIsThere() {
    processing
        .givenNoPriorActivity()
        .when(new GiveConsent(OTHER, ONE, "newsletter", "1", "form", null))
        .expectException(Refusal.class);
  }

  @Test
  void aConsentIsWithdrawnOnceAndOnlyWhereItWasGiven() {
    var withdrawn = new ConsentWithdrawn(ADA, ONE, "page");
    processing.given(GIVEN).when(new WithdrawConsent(ADA, ONE, "page")).expectEvents(withdrawn);
    processing.given(GIVEN, withdrawn).when(new WithdrawConsent(ADA, ONE, "page")).expectNoEvents();
    processing
        .given(GIVEN)
        .when(new WithdrawConsent(ADA, OTHER, "page"))
        .expectException(Refusal.class);
  }

  @Test
  void anObjectionIsDecidedOnce() {
    var raised = new ObjectionRaised(ADA, ONE, "profiling", "mine");
    var decided = new ObjectionDecided(ADA, ONE, false, "legal claims");
    processing
        .givenNoPriorActivity()
        .when(new ObjectToProcessing(ADA, ONE, "profiling", "mine"))
        .expectEvents(raised);
    processing
        .given(raised)
        .when(new DecideObjection(ADA, ONE, false, "legal claims"))
        .expectEvents(decided);
    processing
        .given(raised, decided)
        .when(new DecideObjection(ADA, ONE, true, "after all"))
        .expectException(Refusal.class);
  }

  @Test
  void oneRestrictionStandsAtATimeUntilItIsLifted() {
    processing
        .givenNoPriorActivity()
        .when(new RestrictProcessing(ADA, ONE, Ground.UNLAWFUL, "letter"))
        .expectEvents(RESTRICTED);
    processing
        .given(RESTRICTED)
        .when(new RestrictProcessing(ADA, OTHER, Ground.UNLAWFUL, "letter"))
        .expectException(Refusal.class);
    processing
        .given(RESTRICTED)
        .when(new LiftRestriction(ADA, OTHER, "x"))
        .expectException(Refusal.class);
    processing
        .given(RESTRICTED)
        .when(new LiftRestriction(ADA, ONE, "settled"))
        .expectEvents(new RestrictionLifted(ADA, ONE, "settled"));
    processing
        .given(RESTRICTED, new RestrictionLifted(ADA, ONE, "settled"))
        .when(new RestrictProcessing(ADA, OTHER, Ground.LEGAL_CLAIMS, "again"))
        .expectEvents(new ProcessingRestricted(ADA, OTHER, Ground.LEGAL_CLAIMS, "again"));
  }
}

package dev.lethe.command.request;

import dev.lethe.command.request.RequestCommand.CompleteRectification;
import dev.lethe.command.request.RequestCommand.ExtendRequest;
import dev.lethe.command.request.RequestCommand.RefuseRequest;
import dev.lethe.command.request.RequestCommand.RequestAccess;
import dev.lethe.command.request.RequestCommand.RequestRectification;
import dev.lethe.command.testing.Fixtures;
import dev.lethe.command.testing.TestAccounts;
import dev.lethe.shared.problem.Refusal;
import dev.lethe.shared.request.RequestEvent.AccessGiven;
import dev.lethe.shared.request.RequestEvent.Kind;
import dev.lethe.shared.request.RequestEvent.Rectified;
import dev.lethe.shared.request.RequestEvent.RequestExtended;
import dev.lethe.shared.request.RequestEvent.RequestMade;
import dev.lethe.shared.request.RequestEvent.RequestRefused;
import dev.lethe.shared.value.Ids;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DataRequestTest {

  private static final UUID REQUEST = Ids.named("request");
  private static final UUID ADA = Ids.named("ada");
  private static final UUID CLERK = Ids.named("clerk");
  private static final Instant NOW = Instant.parse("2026-05-03T12:00:00Z");
  private static final Instant DUE = Instant.parse("2026-06-02T12:00:00Z");

  private AggregateTestFixture<DataRequest> request;

  @BeforeEach
  void fixture() {
    request = Fixtures.of(DataRequest.class);
    request.registerInjectableResource(new TestAccounts(Map.of(ADA, "ada@e.example")));
    request.registerInjectableResource(Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static RequestMade made(Kind kind) {
    return new RequestMade(
        REQUEST, ADA, kind, DUE, "logged in", kind == Kind.ACCESS ? null : "I am a countess");
  }

  private static Map<String, String> as(UUID actor) {
    return Map.of("actor", actor.toString());
  }

  @Test
  void isDueInThirtyDaysForWhoHasLoggedIn() {
    request
        .givenNoPriorActivity()
        .when(new RequestAccess(REQUEST, ADA, null), as(ADA))
        .expectEvents(made(Kind.ACCESS));
    request
        .givenNoPriorActivity()
        .when(new RequestRectification(REQUEST, ADA, "I am a countess", null), as(ADA))
        .expectEvents(made(Kind.RECTIFICATION));
  }

  @Test
  void anybodyElseSaysHowIdentityWasChecked() {
    request
        .givenNoPriorActivity()
        .when(new RequestAccess(REQUEST, ADA, null), as(CLERK))
        .expectException(Refusal.class);
    request
        .givenNoPriorActivity()
        .when(new RequestAccess(REQUEST, ADA, "passport"), as(CLERK))
        .expectEvents(new RequestMade(REQUEST, ADA, Kind.ACCESS, DUE, "passport", null));
  }

  @Test
  void isForSomebodyWhoIsThere() {
    request
        .givenNoPriorActivity()
        .when(new RequestAccess(REQUEST, CLERK, "passport"), as(CLERK))
        .expectException(Refusal.class);
  }

  @Test
  void isExtendedOnceByTwoMonths() {
    var extended = new RequestExtended(REQUEST, ADA, Instant.parse("2026-08-01T12:00:00Z"), "much");
    request
        .given(made(Kind.ACCESS))
        .when(new ExtendRequest(REQUEST, ADA, "much"))
        .expectEvents(extended);
    request
        .given(made(Kind.ACCESS), extended)
        .when(new ExtendRequest(REQUEST, ADA, "more"))
        .expectException(Refusal.class);
  }

  @Test
  void isAnsweredOnce() {
    request
        .given(made(Kind.RECTIFICATION))
        .when(new CompleteRectification(REQUEST, ADA, "done"))
        .expectEvents(new Rectified(REQUEST, ADA, "done"));
    request
        .given(made(Kind.RECTIFICATION), new Rectified(REQUEST, ADA, "done"))
        .when(new RefuseRequest(REQUEST, ADA, "no"))
        .expectException(Refusal.class);
    request
        .given(made(Kind.ACCESS))
        .when(new RefuseRequest(REQUEST, ADA, "asked last week"))
        .expectEvents(new RequestRefused(REQUEST, ADA, "asked last week"));
  }

  @Test
  void aCopyAnswersARequestForAccessAndNoOther() {
    request
        .given(made(Kind.ACCESS))
        .when(new GiveAccess(REQUEST, "5f"))
        .expectEvents(new AccessGiven(REQUEST, ADA, "5f"));
    request
        .given(made(Kind.ACCESS), new AccessGiven(REQUEST, ADA, "5f"))
        .when(new GiveAccess(REQUEST, "5f"))
        .expectNoEvents();
    request
        .given(made(Kind.ACCESS))
        .when(new CompleteRectification(REQUEST, ADA, "done"))
        .expectException(Refusal.class);
  }

  @Test
  void isOnlyFoundUnderItsOwnPerson() {
    request
        .given(made(Kind.ACCESS))
        .when(new RefuseRequest(REQUEST, CLERK, "no"))
        .expectException(Refusal.class);
  }
}

package dev.lethe.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lethe.shared.testing.TestClient;
import dev.lethe.shared.testing.TestClient.Response;
import dev.lethe.standalone.People.Person;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Consent, objection and restriction (GDPR articles 7, 21 and 18). */
class RightsTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir Path folder;

  private static TestLethe lethe;
  private static People people;
  private static TestClient admin;

  @BeforeAll
  static void start() {
    lethe = TestLethe.start();
    people = new People(lethe);
    admin = people.admin();
  }

  @AfterAll
  static void stop() {
    lethe.close();
  }

  @Test
  void aConsentIsGivenAndWithdrawnAndItsReceiptIsProven() throws Exception {
    Person person = people.named("consenting@example.com");
    String about = "{\"userId\": \"%s\"%s}";
    String consent = "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d1e";
    person.does(
        "GiveConsent",
        about,
        person.id(),
        ", \"consentId\": \"%s\", \"purpose\": \"newsletter\", \"textVersion\": \"2026-03\", \"channel\": \"form\""
            .formatted(consent));
    assertThat(receipt(person, consent).at("/dpv:hasConsentStatus/@id").asString())
        .isEqualTo("dpv:ConsentGiven");
    Response withdrawn =
        person.does(
            "WithdrawConsent",
            about,
            person.id(),
            ", \"consentId\": \"%s\", \"channel\": \"settings\"".formatted(consent));
    Response again =
        person.does(
            "WithdrawConsent",
            about,
            person.id(),
            ", \"consentId\": \"%s\", \"channel\": \"settings\"".formatted(consent));
    assertThat(again.position()).as("nothing more happened").isEqualTo(withdrawn.position());

    person.client().get("/consents", "Lethe-After", String.valueOf(withdrawn.position()));
    JsonNode receipt = receipt(person, consent);
    assertThat(receipt.at("/dpv:hasConsentStatus/@id").asString())
        .isEqualTo("dpv:ConsentWithdrawn");
    assertThat(receipt.at("/dpv:hasNotice/dct:hasVersion").asString()).isEqualTo("2026-03");
    assertThat(receipt.at("/dpv:hasDataSubject/@id").asString()).contains(person.id());
    Path proof =
        Files.writeString(
            folder.resolve("proof.json"), receipt.get("lethe:withdrawnProof").toString());
    assertThat(Verifier.verify(proof.toString(), "--key", admin.get("/log/keys").body().strip()))
        .startsWith("verified: position " + withdrawn.position());
    Person other = people.named("other@example.com");
    assertThat(other.client().get("/consents/" + consent).status()).isEqualTo(404);
    assertThat(
            person
                .client()
                .command(
                    "WithdrawConsent",
                    about.formatted(
                        person.id(),
                        ", \"consentId\": \"%s\", \"channel\": \"x\"".formatted(other.id())))
                .status())
        .isEqualTo(404);
  }

  @Test
  void anObjectionIsRaisedAndDecidedOnce() {
    Person person = people.named("objecting@example.com");
    String objection = "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d1f";
    person.does(
        "ObjectToProcessing",
        "{\"userId\": \"%s\", \"objectionId\": \"%s\", \"purpose\": \"profiling\", \"grounds\":"
            + " \"mine\"}",
        person.id(),
        objection);
    String decision =
        "{\"userId\": \"%s\", \"objectionId\": \"%s\", \"upheld\": true, \"reason\": \"it ends\"}"
            .formatted(person.id(), objection);
    assertThat(person.client().command("DecideObjection", decision).status()).isEqualTo(403);
    Response decided = People.done(admin.command("DecideObjection", decision));
    assertThat(admin.command("DecideObjection", decision).status()).isEqualTo(404);

    JsonNode view =
        person
            .client()
            .get("/objections", "Lethe-After", String.valueOf(decided.position()))
            .json()
            .get("items")
            .get(0);
    assertThat(view.get("upheld").asBoolean()).isTrue();
    assertThat(view.get("grounds").asString()).isEqualTo("mine");
  }

  @Test
  void whatIsRestrictedOnlyThePersonChanges() {
    Person person = people.named("restricted@example.com");
    String rename = "{\"userId\": \"%s\", \"name\": \"%s\"}";
    String restriction = "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d20";
    person.does(
        "RestrictProcessing",
        "{\"userId\": \"%s\", \"restrictionId\": \"%s\", \"ground\": \"accuracy-contested\","
            + " \"reason\": \"letter\"}",
        person.id(),
        restriction);

    assertThat(admin.command("ChangeUserProfile", rename.formatted(person.id(), "Admin")).problem())
        .isEqualTo("refused");
    person.does("ChangeUserProfile", rename, person.id(), "Self");
    assertThat(
            admin
                .command(
                    "RequestAccess",
                    "{\"userId\": \"%s\", \"identityCheck\": \"passport\"}".formatted(person.id()))
                .status())
        .as("their rights are not restricted")
        .isEqualTo(200);
    People.done(
        admin.command(
            "LiftRestriction",
            "{\"userId\": \"%s\", \"restrictionId\": \"%s\", \"reason\": \"right now\"}"
                .formatted(person.id(), restriction)));
    Response last =
        People.done(admin.command("ChangeUserProfile", rename.formatted(person.id(), "Admin")));
    assertThat(
            person
                .client()
                .get("/restrictions", "Lethe-After", String.valueOf(last.position()))
                .json()
                .at("/items/0/liftedReason")
                .asString())
        .isEqualTo("right now");
  }

  private static JsonNode receipt(Person person, String consent) {
    Response receipt =
        await()
            .atMost(SOON)
            .until(
                () -> person.client().get("/consents/%s/receipt".formatted(consent)),
                answer -> answer.status() == 200);
    assertThat(receipt.raw().headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/ld+json");
    return receipt.json();
  }
}

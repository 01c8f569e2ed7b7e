package dev.lethe.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.lethe.shared.database.DatabaseRole;
import dev.lethe.shared.database.DatabaseUrl;
import dev.lethe.shared.testing.TestClient;
import dev.lethe.shared.testing.TestClient.Response;
import dev.lethe.standalone.People.Person;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Accounts, tenants, teams, sessions and keys, over HTTP and in the contract views. */
@ExtendWith(OutputCaptureExtension.class)
class IdentityTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration SOON = Duration.ofSeconds(20);

  private static TestLethe lethe;
  private static People people;
  private static TestClient admin;

  @BeforeAll
  static void start() {
    lethe = TestLethe.start(Map.of("LETHE_READER_CONNECTIONS", 5));
    people = new People(lethe);
    admin = people.admin();
  }

  @AfterAll
  static void stop() {
    lethe.close();
  }

  // users and settings

  @Test
  void aUserIsInEveryContractWithAllItsColumns() throws Exception {
    Person ada = people.named("ada@example.com");
    String self = "{\"userId\": \"%s\"%s}";
    ada.does(
        "ChangeUserProfile",
        """
        {"userId": "%s", "name": "Ada Lovelace", "givenName": "Ada", "familyName": "Lovelace",
         "picture": "https://example.com/ada.png", "profileType": "developer"}
        """,
        ada.id());
    ada.does("CompleteOnboarding", self, ada.id(), "");
    People.done(
        admin.command(
            "VerifyUserEmail", self.formatted(ada.id(), ", \"email\": \"ada@example.com\"")));
    People.done(
        admin.command("LinkGoogleAccount", self.formatted(ada.id(), ", \"googleId\": \"1132\"")));
    People.done(
        admin.command(
            "SetStripeIds",
            self.formatted(
                ada.id(),
                ", \"stripeCustomerId\": \"cus_1\", \"stripeSubscriptionId\": \"sub_1\"")));
    Response last =
        People.done(
            admin.command(
                "StartTrial", self.formatted(ada.id(), ", \"endsAt\": \"2099-01-01T00:00:00Z\"")));
    caughtUp(last);

    assertThat(row("productify.users", "id", ada.id()))
        .containsEntry("email", "ada@example.com")
        .containsEntry("name", "Ada Lovelace")
        .containsEntry("avatar_url", "https://example.com/ada.png")
        .containsEntry("plan", "free")
        .containsEntry("stripe_customer_id", "cus_1")
        .containsEntry("stripe_subscription_id", "sub_1")
        .containsEntry("trial_ends_at", "2099-01-01 00:00:00+00")
        .containsEntry("is_trial_active", "t")
        .containsEntry("is_active", "t")
        .containsEntry("is_admin", "f")
        .containsEntry("email_verified", "t")
        .containsEntry("google_id", "1132")
        .containsEntry("onboarding_completed", "t")
        .containsEntry("profile_type", "developer")
        .hasEntrySatisfying("hashed_password", hash -> assertThat(hash).startsWith("$2"))
        .hasEntrySatisfying("last_login_at", at -> assertThat(at).isNotNull());
    assertThat(row("penguinmails.users", "id", ada.id()))
        .containsEntry("given_name", "Ada")
        .containsEntry("family_name", "Lovelace")
        .containsEntry("deleted", null)
        .hasEntrySatisfying("email_verified", at -> assertThat(at).isNotNull());
    assertThat(row("confer.users", "id", ada.id()))
        .containsEntry("version", String.valueOf(last.json().get("sequenceNumber").longValue()))
        .hasEntrySatisfying("created_by", by -> assertThat(by).isNotEqualTo(ada.id()));
    assertThat(row("productify.user_settings", "user_id", ada.id()))
        .containsEntry("theme", "system")
        .containsEntry("screenshots_enabled", "f")
        .containsEntry("data_retention_days", "90");
    JsonNode me = ada.client().get("/users/me").json();
    assertThat(me.get("name").asString()).isEqualTo("Ada Lovelace");
    assertThat(me.toString()).doesNotContain("$2");
  }

  @Test
  void settingsChangeOneByOneWithinTheirRanges() {
    Person person = people.named("settings@example.com");
    Response changed =
        person.does("ChangeUserSettings", "{\"userId\": \"%s\", \"theme\": \"dark\"}", person.id());

    JsonNode settings = after(person.client(), "/settings", changed).json();
    assertThat(settings.get("theme").asString()).isEqualTo("dark");
    assertThat(settings.get("language").asString()).isEqualTo("en");
    for (String wrong :
        List.of(
            "\"theme\": \"pink\"",
            "\"language\": \"xx\"",
            "\"screenshotInterval\": 9",
            "\"dataRetentionDays\": 0",
            "\"idleTimeout\": 86401",
            "\"screenshotQuality\": \"best\"")) {
      assertThat(
              person
                  .client()
                  .command(
                      "ChangeUserSettings",
                      "{\"userId\": \"%s\", %s}".formatted(person.id(), wrong))
                  .status())
          .as(wrong)
          .isEqualTo(400);
    }
  }

  @Test
  void anOpenAiKeyGoesInAndNeverComesOut() throws Exception {
    Person person = people.named("openai@example.com");
    String secret = "sk-proj-9aF3kQ27xLmZ";
    Response set =
        person.does(
            "SetOpenAiKey", "{\"userId\": \"%s\", \"openAiKey\": \"%s\"}", person.id(), secret);

    Response settings = after(person.client(), "/settings", set);
    assertThat(settings.json().get("hasOpenAiKey").booleanValue()).isTrue();
    assertThat(settings.body()).doesNotContain(secret);
    assertThat(row("productify.user_settings", "user_id", person.id()).get("openai_api_key"))
        .isNotBlank()
        .doesNotContain(secret);
    assertThat(count("select count(*) from events.event where payload like '%" + secret + "%'"))
        .isZero();
  }

  @Test
  void aDeletedUserIsOutAtOnceAndCanReturn() {
    Person person = people.named("leaver@example.com");
    person.does("DeleteUser", "{\"userId\": \"%s\"}", person.id());

    assertThat(person.client().get("/users/me").status()).isEqualTo(401);
    assertThat(logIn("leaver@example.com").status()).isEqualTo(401);
    assertThat(
            admin
                .command(
                    "RegisterUser",
                    "{\"email\": \"Leaver@example.com\", \"subscriptionTier\": \"free\"}")
                .problem())
        .isEqualTo("taken");

    People.done(admin.command("RestoreUser", "{\"userId\": \"%s\"}".formatted(person.id())));
    assertThat(person.client().get("/users/me").status()).isEqualTo(200);
  }

  @Test
  void administrationEndsAtOnceToo() {
    Person person = people.named("helper@example.com");
    String self = "{\"userId\": \"%s\"}".formatted(person.id());
    People.done(admin.command("MakeUserAdministrator", self));
    assertThat(person.client().command("EndTrial", self).status()).isEqualTo(200);

    People.done(admin.command("RevokeUserAdministrator", self));

    assertThat(person.client().command("EndTrial", self).status()).isEqualTo(403);
  }

  // tenants

  @Test
  void aTenantHasMembersInItsContract() throws Exception {
    Person owner = people.named("owner@example.com");
    Person member = people.named("member@example.com");
    String tenant = owner.does("CreateTenant", "{\"name\": \"Acme\"}").text("id");
    Response added =
        owner.does(
            "AddTenantMember",
            "{\"tenantId\": \"%s\", \"userId\": \"%s\", \"roles\": [\"member\", \"billing\"]}",
            tenant,
            member.id());
    caughtUp(added);

    assertThat(row("penguinmails.tenants", "id", tenant))
        .containsEntry("name", "Acme")
        .containsEntry("deleted", null);
    assertThat(
            row(
                "penguinmails.tenant_users",
                "user_id",
                member.id() + "' and tenant_id = '" + tenant))
        .containsEntry("roles", "{billing,member}")
        .containsEntry("email", "member@example.com");
    assertThat(row("penguinmails.tenants", "id", member.id())).containsEntry("name", "Personal");
    assertThat(member.client().get("/tenants").json().get("items")).hasSize(2);

    Person onBehalf = people.again(owner, ", \"tenantId\": \"%s\"".formatted(tenant));
    assertThat(onBehalf.client().get("/tenants/%s/members".formatted(tenant)).json().get("items"))
        .hasSize(2);
    assertThat(member.client().get("/tenants/%s/members".formatted(tenant)).json().get("items"))
        .hasSize(1);

    Response moved =
        People.done(
            admin.command(
                "ChangeUserEmail",
                "{\"userId\": \"%s\", \"email\": \"moved@example.com\"}".formatted(member.id())));
    caughtUp(moved);
    assertThat(
            row(
                "penguinmails.tenant_users",
                "user_id",
                member.id() + "' and tenant_id = '" + tenant))
        .containsEntry("email", "moved@example.com");
  }

  @Test
  void whoIsRemovedSeesAndActsNoMore() {
    Person owner = people.named("owner2@example.com");
    Person member = people.named("member2@example.com");
    String tenant = owner.does("CreateTenant", "{\"name\": \"Apex\"}").text("id");
    String both = "{\"tenantId\": \"%s\", \"userId\": \"%s\"%s}";
    owner.does("AddTenantMember", both, tenant, member.id(), ", \"roles\": [\"admin\"]");
    Person acting = people.again(member, ", \"tenantId\": \"%s\"".formatted(tenant));
    acting.does("RenameTenant", "{\"tenantId\": \"%s\", \"name\": \"Apex 2\"}", tenant);

    Response removed = owner.does("RemoveTenantMember", both, tenant, member.id(), "");

    assertThat(after(acting.client(), "/tenants/" + tenant, removed).status()).isEqualTo(404);
    assertThat(
            acting
                .client()
                .command(
                    "RenameTenant", "{\"tenantId\": \"%s\", \"name\": \"Mine\"}".formatted(tenant))
                .status())
        .isEqualTo(404);
    assertThat(
            people
                .anonymous()
                .post(
                    "/sessions",
                    "{\"email\": \"%s\", \"password\": \"%s\", \"tenantId\": \"%s\"}"
                        .formatted(member.email(), People.PASSWORD, tenant))
                .status())
        .isEqualTo(404);
  }

  @Test
  void whoHadAccessIsKnownForEveryInstantWithTheEventsThatGaveAndTookIt() {
    Person owner = people.named("owner3@example.com");
    Person member = people.named("member3@example.com");
    String tenant = owner.does("CreateTenant", "{\"name\": \"Past\"}").text("id");
    String both = "{\"tenantId\": \"%s\", \"userId\": \"%s\"%s}";
    Instant before = Instant.now();
    Response given =
        owner.does("AddTenantMember", both, tenant, member.id(), ", \"roles\": [\"member\"]");
    Instant during = Instant.now();
    Response taken = owner.does("RemoveTenantMember", both, tenant, member.id(), "");
    String query = "/access?organisationId=" + tenant + "&at=";

    assertThat(after(owner.client(), query + before, taken).json().get("items")).hasSize(1);
    JsonNode then = owner.client().get(query + during).json().get("items");
    JsonNode grant =
        then.valueStream()
            .filter(one -> one.get("userId").asString().equals(member.id()))
            .findFirst()
            .orElseThrow();
    assertThat(grant.get("role").asString()).isEqualTo("member");
    assertThat(grant.get("grantedPosition").longValue()).isEqualTo(given.position());
    assertThat(grant.get("revokedPosition").longValue()).isEqualTo(taken.position());
    assertThat(grant.get("grantedBy").asString()).isEqualTo(owner.id());
    assertThat(owner.client().get("/access?organisationId=" + tenant).json().get("items"))
        .hasSize(1);
  }

  // teams

  @Test
  void anInvitedPersonJoinsATeamOnceWithTheTokenOfTheAnswer() throws Exception {
    Person owner = people.named("captain@example.com");
    Person guest = people.named("guest@example.com");
    String team =
        owner
            .does(
                "CreateTeam",
                "{\"name\": \"Owls\", \"plan\": \"team\", \"maxMembers\": 3, \"settings\": {\"a\":"
                    + " 1}}")
            .text("id");
    Response invitation =
        owner.does(
            "InviteToTeam",
            "{\"teamId\": \"%s\", \"email\": \"Guest@example.com\", \"role\": \"admin\"}",
            team);
    String token = invitation.text("secret");
    String accept = "{\"teamId\": \"%s\", \"token\": \"%s\"}".formatted(team, token);
    assertThat(token).startsWith("lethe_invite_");
    caughtUp(invitation);
    assertThat(row("productify.team_invites", "team_id", team).get("token")).doesNotContain(token);
    assertThat(guest.client().get("/teams/invitations").json().get("items")).hasSize(1);

    assertThat(owner.client().command("AcceptTeamInvitation", accept).status()).isEqualTo(404);
    Response joined = guest.does("AcceptTeamInvitation", accept);
    assertThat(guest.client().command("AcceptTeamInvitation", accept).status()).isEqualTo(404);

    caughtUp(joined);
    assertThat(row("productify.teams", "id", team))
        .containsEntry("owner_id", owner.id())
        .containsEntry("max_members", "3")
        .containsEntry("settings", "{\"a\": 1}");
    assertThat(row("productify.team_members", "user_id", guest.id()))
        .containsEntry("role", "admin")
        .containsEntry("invited_by", owner.id())
        .containsEntry("is_active", "t");
    assertThat(guest.client().get("/teams/%s/members".formatted(team)).json().get("items"))
        .hasSize(2);
    Response transferred =
        owner.does(
            "TransferTeamOwnership", "{\"teamId\": \"%s\", \"userId\": \"%s\"}", team, guest.id());
    caughtUp(transferred);
    assertThat(row("productify.teams", "id", team)).containsEntry("owner_id", guest.id());
    assertThat(
            owner
                .client()
                .command("DeactivateTeam", "{\"teamId\": \"%s\"}".formatted(team))
                .status())
        .isEqualTo(403);
  }

  @Test
  void twoAcceptOneInvitationAndOneJoins() throws Exception {
    Person owner = people.named("racer@example.com");
    Person guest = people.named("raced@example.com");
    String team =
        owner
            .does("CreateTeam", "{\"name\": \"Race\", \"plan\": \"free\", \"maxMembers\": 3}")
            .text("id");
    String token =
        owner
            .does(
                "InviteToTeam",
                "{\"teamId\": \"%s\", \"email\": \"raced@example.com\", \"role\": \"member\"}",
                team)
            .text("secret");
    String accept = "{\"teamId\": \"%s\", \"token\": \"%s\"}".formatted(team, token);

    List<Integer> statuses = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> calls =
          IntStream.range(0, 8)
              .mapToObj(
                  n ->
                      threads.submit(
                          () -> guest.client().command("AcceptTeamInvitation", accept).status()))
              .toList();
      for (Future<Integer> call : calls) {
        statuses.add(call.get());
      }
    }

    assertThat(statuses).containsOnlyOnce(200);
  }

  // sessions

  @Test
  void aSessionIsRefreshedListedAndRevoked() throws Exception {
    Person phone = people.named("sessions@example.com");
    Person laptop = people.again(phone, "");
    Response refreshed = refresh(phone.session().text("refreshToken"));
    assertThat(refreshed.status()).isEqualTo(200);
    TestClient renewed = people.anonymous().with(refreshed.text("accessToken"));

    await()
        .atMost(SOON)
        .until(() -> renewed.get("/sessions").json().get("items").size(), size -> size == 2);
    Response revoked = phone.does("RevokeOtherSessions", "{\"userId\": \"%s\"}", phone.id());

    assertThat(laptop.client().get("/users/me").status()).isEqualTo(401);
    assertThat(laptop.client().command("CreateTenant", "{\"name\": \"x\"}").status())
        .isEqualTo(401);
    assertThat(refresh(laptop.session().text("refreshToken")).status()).isEqualTo(401);
    assertThat(after(renewed, "/sessions", revoked).json().get("items")).hasSize(1);
    assertThat(row("confer.sessions", "id", laptop.session().text("sessionId")))
        .hasEntrySatisfying("deleted_at", at -> assertThat(at).isNotNull())
        .hasEntrySatisfying(
            "token",
            token -> assertThat(laptop.session().text("refreshToken")).doesNotContain(token));
  }

  @Test
  void aRefreshTokenThatComesASecondTimeEndsTheSession() {
    Person person = people.named("stolen@example.com");
    String first = person.session().text("refreshToken");
    Response second = refresh(first);

    assertThat(refresh(first).status()).isEqualTo(401);
    assertThat(refresh(second.text("refreshToken")).status()).isEqualTo(401);
    assertThat(people.anonymous().with(second.text("accessToken")).get("/users/me").status())
        .isEqualTo(401);
  }

  @Test
  void logInsThatFailAreEventsAndAreSlowedDownForUnknownAccountsToo() throws Exception {
    people.named("guessed@example.com");
    for (String email : List.of("guessed@example.com", "nobody.at.all@example.com")) {
      List<Integer> statuses =
          IntStream.range(0, 7)
              .mapToObj(
                  n ->
                      people
                          .anonymous()
                          .post(
                              "/sessions",
                              "{\"email\": \"%s\", \"password\": \"guess %d\"}"
                                  .formatted(email, n)))
              .map(
                  answer -> {
                    if (answer.status() == 429) {
                      assertThat(answer.raw().headers().firstValue("Retry-After")).isPresent();
                    }
                    return answer.status();
                  })
              .toList();

      assertThat(statuses.subList(0, 5)).containsOnly(401);
      assertThat(statuses).contains(429);
    }
    assertThat(logIn("guessed@example.com").status()).as("the right password too").isEqualTo(429);
    assertThat(count("select count(*) from events.event where type = 'log-in.failed'"))
        .isGreaterThanOrEqualTo(10);
    assertThat(count("select count(*) from events.event where payload like '%nobody.at.all%'"))
        .isZero();
  }

  // tokens and keys

  @Test
  void tokensThatWereTamperedWithAreNone() throws Exception {
    Person person = people.named("tampered@example.com");
    SignedJWT good = SignedJWT.parse(person.session().text("accessToken"));
    JWTClaimsSet claims = good.getJWTClaimsSet();
    ECKey ownKey = new ECKeyGenerator(Curve.P_256).keyID(good.getHeader().getKeyID()).generate();
    String published = people.anonymous().get("/.well-known/jwks.json").body();
    assertThat(published).contains(good.getHeader().getKeyID()).doesNotContain("\"d\"");
    String[] parts = good.serialize().split("\\.");
    String otherUser =
        JSON.writeValueAsString(
            ((ObjectNode) JSON.readTree(Base64.getUrlDecoder().decode(parts[1])))
                .put("sub", UUID.randomUUID().toString()));

    List<String> tampered =
        List.of(
            new PlainJWT(claims).serialize(),
            signed(claims, JWSAlgorithm.ES256, good, new ECDSASigner(ownKey)),
            signed(claims, JWSAlgorithm.HS256, good, new MACSigner(published.getBytes())),
            signed(
                new JWTClaimsSet.Builder(claims).claim("operator", true).build(),
                JWSAlgorithm.ES256,
                good,
                new ECDSASigner(ownKey)),
            parts[0]
                + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(otherUser.getBytes())
                + "."
                + parts[2],
            good.serialize().substring(0, good.serialize().length() - 4) + "AAAA",
            "lethe_key_guess",
            "x.y.z");

    assertThat(person.client().get("/users/me").status()).isEqualTo(200);
    for (String token : tampered) {
      assertThat(people.anonymous().with(token).get("/users/me").status()).isEqualTo(401);
      assertThat(
              people.anonymous().with(token).command("CreateTenant", "{\"name\": \"x\"}").status())
          .isEqualTo(401);
    }
  }

  @Test
  void anApiKeyReachesAsFarAsItsScopesAndIsRotatedWithAnOverlap() {
    Person person = people.named("service@example.com");
    Response issued =
        person.does(
            "IssueApiKey",
            """
            {"userId": "%s", "name": "collector", "scopes": ["queries", "commands:ChangeUserSettings"]}
            """,
            person.id());
    TestClient key = people.anonymous().with(issued.text("secret"));
    String settings = "{\"userId\": \"%s\", \"theme\": \"light\"}".formatted(person.id());

    assertThat(after(key, "/users/me", issued).json().get("id").asString()).isEqualTo(person.id());
    assertThat(key.command("ChangeUserSettings", settings).status()).isEqualTo(200);
    assertThat(key.command("CreateTenant", "{\"name\": \"x\"}").status()).isEqualTo(403);

    Response rotated =
        person.does(
            "RotateApiKey",
            "{\"keyId\": \"%s\", \"userId\": \"%s\", \"overlapSeconds\": 1}",
            issued.text("id"),
            person.id());
    TestClient next = people.anonymous().with(rotated.text("secret"));
    assertThat(next.get("/users/me").status()).isEqualTo(200);
    await().atMost(SOON).until(() -> key.get("/users/me").status(), status -> status == 401);
    JsonNode shown = after(person.client(), "/api-keys", rotated).json().get("items").get(0);
    assertThat(shown.get("lastUsedAt").isNull()).isFalse();
    assertThat(shown.toString()).doesNotContain(issued.text("secret"));

    person.does(
        "RevokeApiKey", "{\"keyId\": \"%s\", \"userId\": \"%s\"}", issued.text("id"), person.id());
    assertThat(next.get("/users/me").status()).isEqualTo(401);
  }

  @Test
  void aSecretIsMadeHereShownOnceAndNotToARetry() {
    Person person = people.named("once@example.com");
    String issue = "{\"userId\": \"%s\", \"name\": \"k\", \"scopes\": [\"queries\"]%s}";

    Response first =
        person
            .client()
            .command("IssueApiKey", issue.formatted(person.id(), ""), "Idempotency-Key", "k1");
    Response retry =
        person
            .client()
            .command("IssueApiKey", issue.formatted(person.id(), ""), "Idempotency-Key", "k1");

    assertThat(first.text("secret")).startsWith("lethe_key_");
    assertThat(retry.text("id")).isEqualTo(first.text("id"));
    assertThat(retry.json().has("secret")).isFalse();
    assertThat(
            person
                .client()
                .command("IssueApiKey", issue.formatted(person.id(), ", \"secret\": \"mine\""))
                .status())
        .isEqualTo(400);
  }

  // the outside

  @Test
  void answersCarrySecurityHeadersAndCorsIsClosed() {
    Response answer = people.anonymous().get("/log/keys", "Origin", "https://evil.example");

    assertThat(answer.raw().headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.raw().headers().firstValue("X-Frame-Options")).contains("DENY");
    assertThat(answer.raw().headers().firstValue("Content-Security-Policy")).isPresent();
    assertThat(answer.raw().headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void stringsThatInjectAreKeptOrRefusedButNeverRun() throws Exception {
    Person person = people.named("injected@example.com");
    List<String> strings =
        List.of(
            "'; drop table read.users; --",
            "\" or 1=1 --",
            "{\"$ne\": null}",
            "${jndi:ldap://x}",
            "%s%n\\\\",
            "../../etc/passwd");
    JsonNode paths = people.anonymous().get("/openapi.json").json().get("paths");
    long before = count("select count(*) from events.event");
    for (var path : paths.properties()) {
      if (!path.getKey().startsWith("/commands/")) {
        continue;
      }
      JsonNode example = path.getValue().at("/post/requestBody/content/application~1json/example");
      for (var field : example.properties()) {
        if (field.getValue().isString()) {
          for (String string : strings) {
            ObjectNode payload = ((ObjectNode) example.deepCopy()).put(field.getKey(), string);
            assertThat(person.client().post(path.getKey(), payload.toString()).status())
                .as("%s %s", path.getKey(), payload)
                .isLessThan(500);
            assertThat(admin.post(path.getKey(), payload.toString()).status())
                .as("%s %s", path.getKey(), payload)
                .isLessThan(500);
          }
        }
      }
    }
    for (String string : strings) {
      String encoded = URLEncoder.encode(string, StandardCharsets.UTF_8);
      for (String query :
          List.of(
              "/users?email=", "/users?cursor=", "/tenants?limit=", "/access?userId=", "/users/")) {
        assertThat(person.client().get(query + encoded).status()).isLessThan(500);
      }
    }
    assertThat(count("select count(*) from events.event")).isGreaterThan(before);
    assertThat(count("select count(*) from read.migration")).isPositive();
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              long head = count("select max(position) from events.event");
              assertThat(admin.get("/users?limit=1", "Lethe-After", String.valueOf(head)).status())
                  .isEqualTo(200);
            });
  }

  @Test
  void tenThousandInterleavedRequestsOfFiftyTenantsOverFiveConnectionsDoNotCross()
      throws Exception {
    List<Person> owners = new ArrayList<>();
    List<String> tenants = new ArrayList<>();
    Response last = null;
    for (int n = 0; n < 50; n++) {
      Person owner = people.named("tenant%d.owner@example.com".formatted(n));
      last = owner.does("CreateTenant", "{\"name\": \"Tenant %d\"}", n);
      tenants.add(last.text("id"));
      owners.add(people.again(owner, ", \"tenantId\": \"%s\"".formatted(last.text("id"))));
    }
    caughtUp(last);

    try (ExecutorService threads = Executors.newFixedThreadPool(64, Thread.ofVirtual().factory())) {
      List<Future<String>> calls = new ArrayList<>();
      for (int n = 0; n < 10_000; n++) {
        int whose = n % 50;
        String path =
            n / 50 % 2 == 0 ? "/tenants" : "/tenants/%s/members".formatted(tenants.get(whose));
        calls.add(threads.submit(() -> owners.get(whose).client().get(path).body()));
      }
      for (int n = 0; n < calls.size(); n++) {
        String body = calls.get(n).get();
        int whose = n % 50;
        if (n / 50 % 2 == 0) {
          assertThat(body).contains("\"Tenant %d\"".formatted(whose));
          assertThat(JSON.readTree(body).get("items")).hasSize(2);
        } else {
          assertThat(JSON.readTree(body).get("items")).hasSize(1);
          assertThat(body).contains("tenant%d.owner@example.com".formatted(whose));
        }
      }
    }
  }

  @Test
  void noSecretIsInTheLog(CapturedOutput output) {
    Person person = people.named("logged@example.com");
    Response key =
        person.does(
            "IssueApiKey",
            "{\"userId\": \"%s\", \"name\": \"k\", \"scopes\": [\"queries\"]}",
            person.id());
    person.does(
        "SetOpenAiKey",
        "{\"userId\": \"%s\", \"openAiKey\": \"sk-should-not-be-logged\"}",
        person.id());
    person.client().command("SetOpenAiKey", "{\"openAiKey\": \"sk-should-not-be-logged\"");
    refresh(person.session().text("refreshToken"));
    people.anonymous().with(key.text("secret")).get("/users/me");
    people.anonymous().post("/sessions", "{\"email\": 7, \"password\": \"pw-not-logged\"}");

    assertThat(output.getAll())
        .doesNotContain(
            People.PASSWORD,
            TestLethe.PASSWORD,
            key.text("secret"),
            person.session().text("accessToken"),
            person.session().text("refreshToken"),
            "sk-should-not-be-logged",
            "pw-not-logged");
  }

  private static String signed(
      JWTClaimsSet claims, JWSAlgorithm algorithm, SignedJWT like, JWSSigner signer)
      throws Exception {
    var token =
        new SignedJWT(
            new JWSHeader.Builder(algorithm)
                .type(JOSEObjectType.JWT)
                .keyID(like.getHeader().getKeyID())
                .build(),
            new JWTClaimsSet.Builder(claims).expirationTime(new Date(4_000_000_000_000L)).build());
    token.sign(signer);
    return token.serialize();
  }

  private static Response logIn(String email) {
    return people
        .anonymous()
        .post(
            "/sessions",
            "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, People.PASSWORD));
  }

  private static Response refresh(String token) {
    return people
        .anonymous()
        .post("/sessions/refresh", "{\"refreshToken\": \"%s\"}".formatted(token));
  }

  private static Response after(TestClient client, String path, Response write) {
    return client.get(path, "Lethe-After", String.valueOf(write.position()));
  }

  private static void caughtUp(Response write) {
    People.done(after(admin, "/users?limit=1", write));
  }

  private static Connection owner() throws Exception {
    DatabaseUrl owner = DatabaseUrl.parse(lethe.database().libpq());
    return DriverManager.getConnection(owner.jdbc(), owner.user(), owner.password());
  }

  private static long count(String sql) throws Exception {
    try (Connection connection = owner();
        ResultSet row = connection.createStatement().executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** The one row of a contract view, as an administrator of the reading role sees it. */
  private static Map<String, String> row(String view, String column, String value)
      throws Exception {
    DatabaseUrl reader = DatabaseRole.READER.url(lethe.database());
    try (Connection connection =
        DriverManager.getConnection(reader.jdbc(), reader.user(), reader.password())) {
      connection.createStatement().execute("set app.role = 'admin'");
      connection.createStatement().execute("set time zone 'UTC'");
      ResultSet row =
          connection
              .createStatement()
              .executeQuery("select * from %s where %s = '%s'".formatted(view, column, value));
      assertThat(row.next()).as(view + " has the row").isTrue();
      Map<String, String> values = new HashMap<>();
      for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
        values.put(row.getMetaData().getColumnName(i), row.getString(i));
      }
      assertThat(row.next()).as(view + " has it once").isFalse();
      return values;
    }
  }
}

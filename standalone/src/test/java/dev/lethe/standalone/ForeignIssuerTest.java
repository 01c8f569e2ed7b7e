package dev.lethe.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.lethe.command.user.FirstAdmin;
import dev.lethe.shared.access.AccessTokens;
import dev.lethe.shared.testing.TestClient;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** People log in with another issuer (OpenID Connect); requests are bounded. */
class ForeignIssuerTest {

  private static final String AUDIENCE = "lethe-test";

  private static RSAKey key;
  private static HttpServer issuer;
  private static String url;
  private static TestLethe lethe;
  private static TestClient admin;

  @BeforeAll
  static void start() throws Exception {
    key = new RSAKeyGenerator(2048).keyID("k1").generate();
    issuer = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    url = "http://127.0.0.1:" + issuer.getAddress().getPort();
    serve(
        "/.well-known/openid-configuration",
        """
        {"issuer": "%1$s", "jwks_uri": "%1$s/keys", "subject_types_supported": ["public"],
         "id_token_signing_alg_values_supported": ["RS256"], "authorization_endpoint": "%1$s/a",
         "response_types_supported": ["code"]}
        """
            .formatted(url));
    serve("/keys", new JWKSet(key.toPublicJWK()).toString());
    issuer.start();
    lethe =
        TestLethe.start(
            Map.of(
                "LETHE_OIDC_ISSUER", url,
                "LETHE_OIDC_AUDIENCE", AUDIENCE,
                "LETHE_RATE_PER_KEY", 20));
    admin =
        TestClient.anonymous(lethe.url())
            .with(lethe.component(AccessTokens.class).issueToOperator(FirstAdmin.ID));
    People.done(
        admin.command(
            "RegisterUser",
            """
            {"userId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d13", "email": "ada@example.com",
             "subscriptionTier": "free", "googleId": "subject-of-ada"}
            """));
    People.done(
        admin.command(
            "RegisterUser", "{\"email\": \"grace@example.com\", \"subscriptionTier\": \"free\"}"));
  }

  @AfterAll
  static void stop() {
    lethe.close();
    issuer.stop(0);
  }

  @Test
  void theSubjectLinkedToAnAccountIsItsUser() throws Exception {
    assertThat(
            as(claims("subject-of-ada").build())
                .command("CreateTenant", "{\"name\": \"x\"}")
                .status())
        .isEqualTo(200);
  }

  @Test
  void anAddressThatTheIssuerHasVerifiedIsItsUserAndAnotherIsNot() throws Exception {
    JWTClaimsSet.Builder grace = claims("somebody").claim("email", "Grace@example.com");

    assertThat(as(grace.claim("email_verified", true).build()).get("/users/me").status())
        .isEqualTo(200);
    assertThat(as(grace.claim("email_verified", false).build()).get("/users/me").status())
        .isEqualTo(401);
    assertThat(as(claims("nobody").build()).get("/users/me").status()).isEqualTo(401);
  }

  @Test
  void tokensForOtherServicesOrOfOtherIssuersAreRefused() throws Exception {
    assertThat(as(claims("subject-of-ada").audience("other").build()).get("/users/me").status())
        .isEqualTo(401);
    assertThat(
            as(claims("subject-of-ada").issuer("http://evil.example").build())
                .get("/users/me")
                .status())
        .isEqualTo(401);
    assertThat(
            as(claims("subject-of-ada").expirationTime(new Date(1_000)).build())
                .get("/users/me")
                .status())
        .isEqualTo(401);
  }

  @Test
  void nobodyLogsInWithAPasswordHere() {
    assertThat(
            TestClient.anonymous(lethe.url())
                .post(
                    "/sessions",
                    "{\"email\": \"%s\", \"password\": \"%s\"}"
                        .formatted(TestLethe.ADMIN, TestLethe.PASSWORD))
                .problem())
        .isEqualTo("refused");
  }

  @Test
  void whoAsksTooOftenIsToldWhenToTryAgain() throws Exception {
    People.done(
        admin.command(
            "RegisterUser",
            "{\"email\": \"greedy@example.com\", \"subscriptionTier\": \"free\", \"googleId\":"
                + " \"greedy\"}"));
    TestClient greedy = as(claims("greedy").build());

    var refused =
        IntStream.range(0, 200)
            .mapToObj(n -> greedy.get("/users/me"))
            .filter(answer -> answer.status() == 429)
            .findFirst()
            .orElseThrow();

    assertThat(refused.problem()).isEqualTo("too-many-requests");
    assertThat(refused.raw().headers().firstValue("Retry-After")).isPresent();
    assertThat(admin.get("/users/me").status()).isEqualTo(200);
  }

  private static JWTClaimsSet.Builder claims(String subject) {
    return new JWTClaimsSet.Builder()
        .issuer(url)
        .subject(subject)
        .audience(AUDIENCE)
        .expirationTime(new Date(System.currentTimeMillis() + 60_000));
  }

  private static TestClient as(JWTClaimsSet claims) throws Exception {
    var token =
        new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").build(), claims);
    token.sign(new RSASSASigner(key));
    return TestClient.anonymous(lethe.url()).with(token.serialize());
  }

  private static void serve(String path, String json) {
    issuer.createContext(
        path,
        exchange -> {
          byte[] body = json.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }
}

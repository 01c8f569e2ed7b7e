package dev.lethe.standalone;

import dev.lethe.shared.testing.TestClient;
import dev.lethe.shared.testing.TestClient.Response;

/** Makes people who can log in. */
final class People {

  static final String PASSWORD = "battery staple horse";

  private final TestLethe lethe;
  private final TestClient admin;

  People(TestLethe lethe) {
    this.lethe = lethe;
    this.admin = lethe.admin();
  }

  /** Somebody with an account and a session. */
  record Person(String id, String email, TestClient client, Response session) {

    /** Sends a command that must succeed. */
    Response does(String command, String payload, Object... values) {
      return done(client.command(command, payload.formatted(values)));
    }
  }

  TestClient admin() {
    return admin;
  }

  /** Registers somebody under this address, and logs them in. */
  Person named(String email) {
    String id =
        done(admin.command(
                "RegisterUser",
                "{\"email\": \"%s\", \"subscriptionTier\": \"free\"}".formatted(email)))
            .text("id");
    done(
        admin.command(
            "SetUserPassword",
            "{\"userId\": \"%s\", \"password\": \"%s\"}".formatted(id, PASSWORD)));
    Response session = logIn(email, "");
    return new Person(id, email, anonymous().with(session.text("accessToken")), session);
  }

  /** The same person in another session; {@code more} are further members of the request. */
  Person again(Person person, String more) {
    Response session = logIn(person.email(), more);
    return new Person(
        person.id(), person.email(), anonymous().with(session.text("accessToken")), session);
  }

  TestClient anonymous() {
    return TestClient.anonymous(lethe.url());
  }

  private Response logIn(String email, String more) {
    return done(
        anonymous()
            .post(
                "/sessions",
                "{\"email\": \"%s\", \"password\": \"%s\"%s}".formatted(email, PASSWORD, more)));
  }

  static Response done(Response response) {
    if (response.status() != 200) {
      throw new AssertionError(response.status() + " " + response.body());
    }
    return response;
  }
}

package dev.lethe.shared.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks HTTP to a Lethe under test, as one user. */
public final class TestClient {

  private static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final String base;
  private final String token;

  private TestClient(String base, String token) {
    this.base = base;
    this.token = token;
  }

  /** What came back. */
  public record Response(int status, String body, HttpResponse<String> raw) {
    /** The body as JSON. */
    public JsonNode json() {
      return JSON.readTree(body);
    }

    /** A member of the body as text. */
    public String text(String field) {
      return json().path(field).asString();
    }

    /** The position in a command's answer. */
    public long position() {
      return json().get("position").longValue();
    }

    /** The last part of a problem's type. */
    public String problem() {
      return text("type").replaceFirst("^urn:lethe:problem:", "");
    }
  }

  /** A client that has not logged in. */
  public static TestClient anonymous(String base) {
    return new TestClient(base, "");
  }

  /** The same place with a token. */
  public TestClient with(String otherToken) {
    return new TestClient(base, otherToken);
  }

  /** Logs in and returns a client with the token. */
  public TestClient login(String email, String password) {
    Response session =
        post("/sessions", JSON.writeValueAsString(Map.of("email", email, "password", password)));
    if (session.status() != 200) {
      throw new IllegalStateException("login failed: " + session.body());
    }
    return with(session.text("accessToken"));
  }

  /** The token it sends. */
  public String token() {
    return token;
  }

  /** Sends a command; headers are given as name, value, name, value. */
  public Response command(String name, String payload, String... headers) {
    return exchange(request("/commands/" + name, headers), "application/json", payload);
  }

  /** Sends JSON Lines. */
  public Response bulk(String lines) {
    return exchange(request("/commands"), "application/jsonl", lines);
  }

  /** Posts JSON. */
  public Response post(String path, String body) {
    return exchange(request(path), "application/json", body);
  }

  /** Asks a query; headers are given as name, value, name, value. */
  public Response get(String path, String... headers) {
    return send(request(path, headers).GET().build());
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request;
  }

  private static Response exchange(HttpRequest.Builder request, String type, String body) {
    return send(
        request
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private static Response send(HttpRequest request) {
    try {
      HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
      return new Response(response.statusCode(), response.body(), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}

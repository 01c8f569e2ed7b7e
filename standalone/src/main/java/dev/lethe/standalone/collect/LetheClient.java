package dev.lethe.standalone.collect;

import dev.lethe.standalone.CannotStart;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends commands and queries to a running Lethe. */
public final class LetheClient {

  private static final JsonMapper JSON = new JsonMapper();

  private final URI base;
  private final String token;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  /** A client of the Lethe at this URL, with this access token. */
  public LetheClient(String url, String token) {
    this.base = URI.create(url.replaceFirst("/+$", ""));
    this.token = token;
  }

  /** Answer of a command. */
  public record Answered(String id, long sequenceNumber, long position, List<String> events) {}

  /**
   * Sends a command.
   *
   * @throws CannotStart if it is refused
   */
  public Answered command(String name, Object payload) {
    return JSON.readValue(
        send("/commands/" + name, "application/json", JSON.writeValueAsString(payload)),
        Answered.class);
  }

  /**
   * Sends commands, a line each, and returns the highest position.
   *
   * @throws CannotStart if one is refused
   */
  public long commands(List<String> lines) {
    String results =
        send("/commands", "application/jsonl", lines.stream().collect(Collectors.joining("\n")));
    return results
        .lines()
        .map(JSON::readTree)
        .mapToLong(
            result -> {
              if (result.get("status").intValue() != 200) {
                throw new CannotStart(
                    "line %s: %s"
                        .formatted(result.get("line"), result.at("/problem/detail").asString()));
              }
              return result.get("position").longValue();
            })
        .max()
        .orElse(0);
  }

  private String send(String path, String type, String body) {
    return exchange(
        HttpRequest.newBuilder(base.resolve(path))
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /**
   * Asks a query that sees everything up to a position.
   *
   * @throws CannotStart if it is refused
   */
  public JsonNode query(String path, long after) {
    return JSON.readTree(
        exchange(
            HttpRequest.newBuilder(base.resolve(path))
                .header("Lethe-After", String.valueOf(after))
                .GET()));
  }

  private String exchange(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          http.send(
              request.header("Authorization", "Bearer " + token).build(),
              HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      if (response.statusCode() != 200) {
        throw new CannotStart(
            "%s answers %d: %s"
                .formatted(
                    base,
                    response.statusCode(),
                    response.body().startsWith("{")
                        ? JSON.readTree(response.body()).path("detail").asString()
                        : ""));
      }
      return response.body();
    } catch (IOException e) {
      throw new CannotStart(
          "no Lethe answers at %s: start ./lethe, or say where with --url".formatted(base));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotStart("interrupted");
    }
  }
}

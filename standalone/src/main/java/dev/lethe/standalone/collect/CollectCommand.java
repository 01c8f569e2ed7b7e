package dev.lethe.standalone.collect;

import dev.lethe.command.user.FirstAdmin;
import dev.lethe.standalone.CannotStart;
import dev.lethe.standalone.DataFolder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Records the privacy settings of a browser profile on this machine. */
@Command(
    name = "collect",
    description = "Records the privacy settings of a browser profile as a snapshot.",
    mixinStandardHelpOptions = true,
    subcommands = {CollectCommand.Chromium.class, CollectCommand.Firefox.class})
public final class CollectCommand implements Callable<Integer> {

  private static final JsonMapper JSON = new JsonMapper();

  @Override
  public Integer call() {
    throw new CannotStart("say which browser: ./lethe collect chromium --profile DIR, or firefox");
  }

  /** Reads a profile of Chromium, or of a browser made from it. */
  @Command(
      name = "chromium",
      description = "Reads Preferences and Secure Preferences of a Chromium profile.",
      mixinStandardHelpOptions = true)
  static final class Chromium extends Browser {
    Chromium() {
      super("chromium", ChromiumProfile::read);
    }
  }

  /** Reads a profile of Firefox. */
  @Command(
      name = "firefox",
      description = "Reads prefs.js of a Firefox profile.",
      mixinStandardHelpOptions = true)
  static final class Firefox extends Browser {
    Firefox() {
      super("firefox", FirefoxProfile::read);
    }
  }

  /** What is the same for every browser. */
  abstract static class Browser implements Callable<Integer> {

    @Option(
        names = "--profile",
        paramLabel = "DIR",
        required = true,
        description = "Folder of the browser profile.")
    Path profile = Path.of(".");

    @Option(
        names = "--user",
        paramLabel = "EMAIL",
        description = "Whose settings they are (default: the first administrator's).")
    @Nullable String user;

    @Option(
        names = "--url",
        paramLabel = "URL",
        description = "Where Lethe is (default: what runs on the data folder).")
    @Nullable String url;

    @Option(
        names = "--token",
        paramLabel = "TOKEN",
        defaultValue = "${env:LETHE_TOKEN}",
        description =
            "Access token from POST /sessions (LETHE_TOKEN; default: one made with the data"
                + " folder's keys).")
    @Nullable String token;

    @Option(
        names = "--data",
        paramLabel = "DIR",
        defaultValue = "${env:LETHE_DATA:-data}",
        description = "Data folder of the running Lethe (LETHE_DATA; default: ${DEFAULT-VALUE}).")
    Path data = Path.of("data");

    private final String slug;
    private final Function<Path, ObjectNode> reader;

    Browser(String slug, Function<Path, ObjectNode> reader) {
      this.slug = slug;
      this.reader = reader;
    }

    @Override
    public Integer call() {
      ObjectNode document = reader.apply(profile);
      LetheClient client = client();
      ShippedPlatform shipped = ShippedPlatform.named(slug);
      String platformId = bringUpToDate(client, shipped);
      String userId = userId(client);
      var snapshot =
          client.command(
              "RecordPrivacySnapshot",
              Map.of("userId", userId, "platformId", platformId, "document", document));
      report(client, shipped, userId, platformId, snapshot);
      return 0;
    }

    private LetheClient client() {
      var folder = new DataFolder(data);
      String where =
          url != null
              ? url
              : folder.running().map(DataFolder.Running::url).orElse("http://localhost:8080");
      return new LetheClient(
          where, token == null || token.isEmpty() ? OperatorToken.of(folder) : token);
    }

    private String userId(LetheClient client) {
      if (user == null) {
        return token == null || token.isEmpty()
            ? FirstAdmin.ID.toString()
            : client.query("/users/me", 0).get("id").asString();
      }
      JsonNode found =
          client.query("/users?email=" + URLEncoder.encode(user, StandardCharsets.UTF_8), 0);
      if (found.get("items").isEmpty()) {
        throw new CannotStart(
            "there is no user %s: register one with the command RegisterUser".formatted(user));
      }
      return found.at("/items/0/id").asString();
    }

    /**
     * Adds the platform, or defines and revises what the program knows better than the
     * installation.
     */
    private static String bringUpToDate(LetheClient client, ShippedPlatform shipped) {
      JsonNode known = client.query("/platforms?slug=" + shipped.slug(), 0).get("items");
      if (known.isEmpty()) {
        var added =
            client.command("AddPlatform", Map.of("name", shipped.name(), "slug", shipped.slug()));
        define(client, added.id(), shipped.settings(), Map.of());
        return added.id();
      }
      String platformId = known.at("/0/id").asString();
      Map<String, JsonNode> settings = new HashMap<>();
      client
          .query("/platforms/%s/privacy-settings".formatted(platformId), 0)
          .forEach(setting -> settings.put(setting.get("name").asString(), setting));
      define(client, platformId, shipped.settings(), settings);
      return platformId;
    }

    private static void define(
        LetheClient client,
        String platformId,
        List<ShippedPlatform.Setting> shipped,
        Map<String, JsonNode> known) {
      List<String> lines = new ArrayList<>();
      for (ShippedPlatform.Setting setting : shipped) {
        ObjectNode payload = JSON.valueToTree(setting);
        JsonNode before = known.get(setting.name());
        if (before == null) {
          lines.add(line("DefinePrivacySetting", payload.put("platformId", platformId)));
        } else if (!sameAs(payload, before)) {
          lines.add(
              line(
                  "RevisePrivacySetting",
                  payload
                      .put("platformId", platformId)
                      .put("settingId", before.get("id").asString())));
        }
      }
      if (!lines.isEmpty()) {
        client.commands(lines);
      }
    }

    private static boolean sameAs(ObjectNode shipped, JsonNode known) {
      return shipped.properties().stream()
          .allMatch(field -> field.getValue().equals(known.get(field.getKey())));
    }

    private static String line(String command, ObjectNode payload) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("command", command);
      line.put("payload", payload);
      return JSON.writeValueAsString(line);
    }

    private static void report(
        LetheClient client,
        ShippedPlatform shipped,
        String userId,
        String platformId,
        LetheClient.Answered answer) {
      JsonNode latest =
          client.query(
              "/snapshots/latest?userId=%s&platformId=%s".formatted(userId, platformId),
              answer.position());
      System.out.printf(
          "%s: %d settings read, snapshot %s at position %d%n",
          shipped.name(),
          latest.get("readings").size(),
          latest.get("id").asString(),
          answer.position());
      if (answer.events().contains("snapshot.seen-again")) {
        System.out.println("Nothing has changed since " + latest.get("scrapedAt").asString());
        return;
      }
      JsonNode changes =
          client.query(
              "/snapshots/%s/changes".formatted(latest.get("id").asString()), answer.position());
      for (JsonNode change : changes) {
        System.out.printf(
            "  %s: %s -> %s (%s severity, protection %s, by %s)%n",
            change.get("setting").asString(),
            change.get("from"),
            change.get("to"),
            change.path("severity").asString("unknown"),
            change.get("protection").asString(),
            change.get("cause").asString());
      }
    }
  }
}

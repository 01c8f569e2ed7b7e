package dev.lethe.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.lethe.command.jsonpath.JsonPath;
import dev.lethe.shared.testing.TestClient;
import dev.lethe.shared.testing.TestClient.Response;
import dev.lethe.standalone.collect.CollectCommand;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A profile made and changed by the real browser, where it is installed. */
class ChromiumTest {

  private static final Path BROWSER = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

  @TempDir static Path profile;
  private static TestLethe lethe;

  @BeforeAll
  static void start() {
    assumeThat(BROWSER).as("Debian's package chromium").isExecutable();
    assumeThat(DRIVER).as("Debian's package chromium-driver").isExecutable();
    lethe = TestLethe.start();
  }

  @AfterAll
  static void stop() {
    if (lethe != null) {
      lethe.close();
    }
  }

  @Test
  void aSettingThatIsChangedInTheBrowserIsTheDifferenceBetweenTwoCollections() {
    browse(browser -> {});
    collect();
    browse(
        browser -> {
          browser.get("chrome://settings/cookies");
          set(browser, "enable_do_not_track", "true");
          set(browser, "profile.cookie_controls_mode", "2");
        });
    collect();

    TestClient admin = lethe.admin();
    String user = admin.get("/users/me").text("id");
    String platform = admin.get("/platforms?slug=chromium").json().at("/items/0/id").asString();
    Response changes =
        admin.get("/snapshots/changes?userId=%s&platformId=%s".formatted(user, platform));

    assertThat(changes.json().get("items"))
        .extracting(
            change -> change.get("setting").asString(),
            change -> change.get("from").toString(),
            change -> change.get("to").toString(),
            change -> change.get("protection").asString(),
            change -> change.get("cause").asString())
        .containsExactlyInAnyOrder(
            tuple("cookie_controls", "1", "2", "raised", "person"),
            tuple("do_not_track", "false", "true", "raised", "person"));
  }

  @Test
  void everyShippedPathIsAPreferenceOfTheBrowserAndEveryShippedDefaultItsDefault()
      throws IOException {
    JsonNode[] preferences = new JsonNode[1];
    browse(
        browser -> {
          browser.get("chrome://prefs-internals");
          String text = browser.findElement(By.tagName("body")).getText();
          preferences[0] = JsonMapper.shared().readTree(text);
        });

    for (JsonNode setting : shipped().get("settings")) {
      List<JsonNode> found = JsonPath.parse(setting.get("path").asString()).select(preferences[0]);
      assertThat(found).as(setting.toString()).hasSize(1);
      JsonNode preference = found.getFirst();
      if (preference.at("/metadata/0").asString().equals("default")) {
        assertThat(preference.get("value"))
            .as(setting.toString())
            .isEqualTo(setting.get("defaultValue"));
      }
    }
  }

  private static JsonNode shipped() throws IOException {
    try (InputStream in = ChromiumTest.class.getResourceAsStream("/platforms/chromium.json")) {
      return JsonMapper.shared().readTree(in);
    }
  }

  private static void collect() {
    int status =
        new CommandLine(new CollectCommand())
            .execute(
                "chromium",
                "--profile",
                profile.resolve("Default").toString(),
                "--url",
                lethe.url(),
                "--token",
                lethe.admin().token());
    assertThat(status).isZero();
  }

  private interface Session {
    void use(ChromeDriver browser);
  }

  /** The browser writes its preferences when it ends. */
  private static void browse(Session session) {
    var options = new ChromeOptions();
    options.setBinary(BROWSER.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--user-data-dir=" + profile);
    var service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(new File(DRIVER.toString()))
            .usingAnyFreePort()
            .build();
    var browser = new ChromeDriver(service, options);
    try {
      session.use(browser);
    } finally {
      browser.quit();
    }
    assertThat(Files.exists(profile.resolve("Default/Preferences"))).isTrue();
  }

  /** Sets a preference as the browser's own settings page does. */
  private static void set(ChromeDriver browser, String preference, String value) {
    Object done =
        browser.executeAsyncScript(
            "const end = arguments[arguments.length - 1];"
                + "chrome.settingsPrivate.setPref('%s', %s, '', end)".formatted(preference, value));
    assertThat(done).isEqualTo(true);
    new WebDriverWait(browser, Duration.ofSeconds(10))
        .until(
            waiting ->
                String.valueOf(
                        browser.executeAsyncScript(
                            "const end = arguments[arguments.length - 1];"
                                + "chrome.settingsPrivate.getPref('%s', pref => end(String(pref.value)))"
                                    .formatted(preference)))
                    .equals(value));
  }
}

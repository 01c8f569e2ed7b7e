package dev.lethe.standalone.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.command.jsonpath.JsonPath;
import dev.lethe.standalone.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What ships for browsers, and how their profiles are read. */
class ShippedPlatformTest {

  @TempDir Path profile;

  @ParameterizedTest
  @ValueSource(strings = {"chromium", "firefox"})
  void everyBrowserHasAtLeastTwentyFiveSettingsWithPathDefaultAndJudgement(String slug) {
    ShippedPlatform platform = ShippedPlatform.named(slug);

    assertThat(platform.settings()).hasSizeGreaterThanOrEqualTo(25);
    assertThat(platform.settings())
        .allSatisfy(
            setting -> {
              JsonPath.parse(setting.path());
              assertThat(setting.defaultValue()).isNotNull();
              assertThat(setting.protectiveValues()).isNotEmpty();
              assertThat(setting.description()).isNotBlank();
            });
    assertThat(platform.settings().stream().map(ShippedPlatform.Setting::name))
        .doesNotHaveDuplicates();
    assertThat(platform.settings().stream().map(ShippedPlatform.Setting::path))
        .doesNotHaveDuplicates();
  }

  @Test
  void firefoxPreferencesAreReadUnderTheirWholeNames() throws IOException {
    Files.writeString(
        profile.resolve("prefs.js"),
        """
        // Mozilla User Preferences
        user_pref("network.cookie.cookieBehavior", 1);
        user_pref("privacy.trackingprotection.enabled", true);
        user_pref("browser.startup.homepage", "https://a.example/?q=\\"x\\");");
        user_pref("intl.accept_languages", "d\\u00e9");
        """);

    assertThat(FirefoxProfile.read(profile))
        .isEqualTo(
            new JsonMapper()
                .readTree(
                    """
                    {"network.cookie.cookieBehavior": 1, "privacy.trackingprotection.enabled": true,
                     "browser.startup.homepage": "https://a.example/?q=\\"x\\");", "intl.accept_languages": "dé"}
                    """));
  }

  @Test
  void chromiumsSecurePreferencesAreLaidOverTheOthers() throws IOException {
    Files.writeString(
        profile.resolve("Preferences"),
        "{\"a\": {\"b\": 1, \"c\": 2}, \"safebrowsing\": {\"enabled\": true}}");
    Files.writeString(
        profile.resolve("Secure Preferences"),
        "{\"safebrowsing\": {\"enabled\": false}, \"a\": {\"c\": 3}}");

    assertThat(ChromiumProfile.read(profile))
        .isEqualTo(
            new JsonMapper()
                .readTree("{\"a\": {\"b\": 1, \"c\": 3}, \"safebrowsing\": {\"enabled\": false}}"));
  }

  @Test
  void aFolderThatIsNoProfileIsToldWithWhereToFindOne() throws IOException {
    assertThatThrownBy(() -> ChromiumProfile.read(profile))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("chrome://version");
    assertThatThrownBy(() -> FirefoxProfile.read(profile))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("about:profiles");
    Files.writeString(profile.resolve("Preferences"), "{\"cut off");
    assertThatThrownBy(() -> ChromiumProfile.read(profile)).isInstanceOf(CannotStart.class);
  }
}

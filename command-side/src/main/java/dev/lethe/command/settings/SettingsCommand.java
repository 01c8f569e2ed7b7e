package dev.lethe.command.settings;

import dev.lethe.command.api.AllowedTo;
import dev.lethe.command.api.AllowedTo.Who;
import dev.lethe.command.api.Command;
import dev.lethe.command.api.CommandExample;
import dev.lethe.command.api.Secret;
import dev.lethe.shared.settings.SettingsEvent;
import dev.lethe.shared.settings.UserSettings;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can be asked of a user's settings. */
public sealed interface SettingsCommand extends Command.AboutUser {

  @Override
  default UUID target() {
    return SettingsEvent.settingsOf(userId());
  }

  @Override
  default List<UUID> dependsOn() {
    return List.of(userId());
  }

  @AllowedTo({Who.ADMIN, Who.SELF})
  @CommandExample(
      does = "Changes settings of a user; what is left out stays as it is",
      json =
          """
          {"userId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d13", "theme": "dark", "screenshotsEnabled": false,
           "dataRetentionDays": 30}
          """)
  record ChangeUserSettings(
      @NotNull UUID userId,
      @Pattern(regexp = "dark|light|system", message = "dark, light or system is expected")
          @Nullable String theme,
      @Pattern(regexp = "en|es|fr|de|ja", message = "en, es, fr, de or ja is expected")
          @Nullable String language,
      @Nullable Boolean startOnBoot,
      @Nullable Boolean trackingEnabled,
      @Nullable Boolean screenshotsEnabled,
      @Schema(description = "Seconds between captures") @Min(10) @Max(86_400)
          @Nullable Integer screenshotInterval,
      @Pattern(regexp = "low|medium|high", message = "low, medium or high is expected")
          @Nullable String screenshotQuality,
      @Nullable Boolean blurScreenshots,
      @Nullable Boolean incognitoMode,
      @Schema(description = "Days for which activity is kept") @Min(1) @Max(3_650)
          @Nullable Integer dataRetentionDays,
      @Nullable Boolean notificationsEnabled,
      @Nullable Boolean breakReminders,
      @Schema(description = "Seconds after which the user counts as away") @Min(10) @Max(86_400)
          @Nullable Integer idleTimeout,
      @Nullable Boolean trackIdle)
      implements SettingsCommand {

    /** The settings with those that were given. */
    UserSettings over(UserSettings before) {
      return new UserSettings(
          or(theme, before.theme()),
          or(language, before.language()),
          or(startOnBoot, before.startOnBoot()),
          or(trackingEnabled, before.trackingEnabled()),
          or(screenshotsEnabled, before.screenshotsEnabled()),
          or(screenshotInterval, before.screenshotInterval()),
          or(screenshotQuality, before.screenshotQuality()),
          or(blurScreenshots, before.blurScreenshots()),
          or(incognitoMode, before.incognitoMode()),
          or(dataRetentionDays, before.dataRetentionDays()),
          or(notificationsEnabled, before.notificationsEnabled()),
          or(breakReminders, before.breakReminders()),
          or(idleTimeout, before.idleTimeout()),
          or(trackIdle, before.trackIdle()));
    }

    private static <T> T or(@Nullable T given, T before) {
      return given == null ? before : given;
    }
  }

  @AllowedTo({Who.ADMIN, Who.SELF})
  @CommandExample(
      does =
          "Entrusts a user's own OpenAI key to the products; it is encrypted and not shown again",
      json =
          """
          {"userId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d13", "openAiKey": "sk-example-4kR2vT9wLm"}
          """)
  record SetOpenAiKey(@NotNull UUID userId, @NotNull Secret openAiKey) implements SettingsCommand {

    @Schema(hidden = true)
    @AssertTrue(message = "openAiKey has 10 to 200 visible ASCII characters")
    boolean isOpenAiKeyValid() {
      return openAiKey == null || openAiKey.value().matches("[\\x21-\\x7e]{10,200}");
    }
  }

  @AllowedTo({Who.ADMIN, Who.SELF})
  @CommandExample(
      does = "Takes a user's OpenAI key from the products",
      json =
          """
          {"userId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d13"}
          """)
  record RemoveOpenAiKey(@NotNull UUID userId) implements SettingsCommand {}
}

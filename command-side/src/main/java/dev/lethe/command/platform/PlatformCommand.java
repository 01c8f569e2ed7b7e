package dev.lethe.command.platform;

import dev.lethe.command.api.AllowedTo;
import dev.lethe.command.api.AllowedTo.Who;
import dev.lethe.command.api.Command;
import dev.lethe.command.api.CommandExample;
import dev.lethe.command.api.GeneratedId;
import dev.lethe.shared.platform.SettingDefinition;
import dev.lethe.shared.platform.Severity;
import dev.lethe.shared.value.JsonValues;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What can be asked of a platform. */
public sealed interface PlatformCommand extends Command {

  /** The platform. */
  UUID platformId();

  @Override
  default UUID target() {
    return platformId();
  }

  @AllowedTo(Who.ADMIN)
  @CommandExample(
      does = "Adds a platform whose privacy settings are to be watched",
      json =
          """
          {"name": "Chirper", "slug": "chirper", "apiConfig": {"baseUrl": "https://api.chirper.example/v2"}}
          """)
  record AddPlatform(
      @GeneratedId @NotNull UUID platformId,
      @NotBlank @Size(max = 200) String name,
      @NotNull @Slug String slug,
      @Schema(type = "object", implementation = Object.class) @Nullable JsonNode apiConfig,
      @Schema(type = "object", implementation = Object.class) @Nullable JsonNode scrapingConfig)
      implements PlatformCommand {

    public AddPlatform {
      apiConfig = JsonValues.orNone(apiConfig);
      scrapingConfig = JsonValues.orNone(scrapingConfig);
    }
  }

  @AllowedTo(Who.ADMIN)
  @CommandExample(
      does = "Gives a platform another name",
      json =
          """
          {"platformId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d11", "name": "Chirper Social"}
          """)
  record RenamePlatform(@NotNull UUID platformId, @NotBlank @Size(max = 200) String name)
      implements PlatformCommand {}

  @AllowedTo(Who.ADMIN)
  @CommandExample(
      does = "Gives a platform another slug; the old one is free again",
      json =
          """
          {"platformId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d11", "slug": "chirper-social"}
          """)
  record ChangePlatformSlug(@NotNull UUID platformId, @NotNull @Slug String slug)
      implements PlatformCommand {}

  @AllowedTo(Who.ADMIN)
  @CommandExample(
      does = "Replaces how a platform is read; what is left out is removed",
      json =
          """
          {"platformId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d11",
           "scrapingConfig": {"page": "https://chirper.example/settings/privacy"}}
          """)
  record ConfigurePlatform(
      @NotNull UUID platformId,
      @Schema(type = "object", implementation = Object.class) @Nullable JsonNode apiConfig,
      @Schema(type = "object", implementation = Object.class) @Nullable JsonNode scrapingConfig)
      implements PlatformCommand {

    public ConfigurePlatform {
      apiConfig = JsonValues.orNone(apiConfig);
      scrapingConfig = JsonValues.orNone(scrapingConfig);
    }
  }

  @AllowedTo(Who.ADMIN)
  @CommandExample(
      does =
          "Defines a privacy setting of a platform: where it is read, what protects and how much it"
              + " matters",
      json =
          """
          {"platformId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d11", "name": "ad_personalisation",
           "path": "$.privacy.ads.personalised", "description": "Whether ads follow what the person does",
           "protectiveValues": [false], "severity": "high", "defaultValue": true}
          """)
  record DefinePrivacySetting(
      @NotNull UUID platformId,
      @GeneratedId @NotNull UUID settingId,
      @NotNull @SettingName String name,
      @NotNull @JsonPathQuery String path,
      @Size(max = 2_000) @Nullable String description,
      @Schema(implementation = Object[].class) @Size(max = 100) List<JsonNode> protectiveValues,
      @NotNull Severity severity,
      @Schema(implementation = Object.class) @Nullable JsonNode defaultValue)
      implements PlatformCommand {

    public DefinePrivacySetting {
      protectiveValues = protectiveValues == null ? List.of() : List.copyOf(protectiveValues);
      defaultValue = JsonValues.orNone(defaultValue);
    }

    SettingDefinition definition() {
      return new SettingDefinition(
          name, path, description, protectiveValues, severity, defaultValue);
    }
  }

  @AllowedTo(Who.ADMIN)
  @CommandExample(
      does =
          "Replaces what is known of a privacy setting, for example when the platform changes its"
              + " default",
      json =
          """
          {"platformId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d11", "settingId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d12",
           "name": "ad_personalisation", "path": "$.privacy.ads.personalised",
           "protectiveValues": [false], "severity": "critical", "defaultValue": false}
          """)
  record RevisePrivacySetting(
      @NotNull UUID platformId,
      @NotNull UUID settingId,
      @NotNull @SettingName String name,
      @NotNull @JsonPathQuery String path,
      @Size(max = 2_000) @Nullable String description,
      @Schema(implementation = Object[].class) @Size(max = 100) List<JsonNode> protectiveValues,
      @NotNull Severity severity,
      @Schema(implementation = Object.class) @Nullable JsonNode defaultValue)
      implements PlatformCommand {

    public RevisePrivacySetting {
      protectiveValues = protectiveValues == null ? List.of() : List.copyOf(protectiveValues);
      defaultValue = JsonValues.orNone(defaultValue);
    }

    SettingDefinition definition() {
      return new SettingDefinition(
          name, path, description, protectiveValues, severity, defaultValue);
    }
  }

  @AllowedTo(Who.ADMIN)
  @CommandExample(
      does = "Stops watching a privacy setting; what was recorded of it stays",
      json =
          """
          {"platformId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d11", "settingId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d12"}
          """)
  record RemovePrivacySetting(@NotNull UUID platformId, @NotNull UUID settingId)
      implements PlatformCommand {}
}

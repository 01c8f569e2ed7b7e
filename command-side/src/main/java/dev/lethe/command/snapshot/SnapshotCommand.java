package dev.lethe.command.snapshot;

import dev.lethe.command.api.AllowedTo;
import dev.lethe.command.api.AllowedTo.Who;
import dev.lethe.command.api.Command;
import dev.lethe.command.api.CommandExample;
import dev.lethe.command.api.GeneratedId;
import dev.lethe.shared.snapshot.SnapshotEvent;
import dev.lethe.shared.value.JsonValues;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What can be asked of the privacy snapshots of one person on one platform. */
public sealed interface SnapshotCommand extends Command.AboutUser {

  @AllowedTo({Who.ADMIN, Who.SELF})
  @CommandExample(
      does =
          "Records the privacy settings of a person on a platform: named ones, or the platform's"
              + " raw document from which each setting is read by its path. Settings equal to the"
              + " last snapshot are noted as seen again.",
      json =
          """
          {"userId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d13", "platformId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d11",
           "scrapedAt": "2026-05-03T12:00:00Z", "document": {"privacy": {"ads": {"personalised": false}}}}
          """)
  record RecordPrivacySnapshot(
      @NotNull UUID userId,
      @NotNull UUID platformId,
      @GeneratedId @NotNull UUID snapshotId,
      @Schema(
              description =
                  "When the settings were read from the platform; now where it is left out")
          @Nullable Instant scrapedAt,
      @Schema(
              type = "object",
              implementation = Object.class,
              description = "Values by setting name, where they are named already")
          @Size(max = 1_000)
          @Nullable Map<String, JsonNode> settings,
      @Schema(
              type = "object",
              implementation = Object.class,
              description =
                  "The platform's raw document, at most 5 MB; it is not kept. A path that matches"
                      + " nothing is recorded as absent, one that matches several places as an"
                      + " array")
          @Nullable JsonNode document)
      implements SnapshotCommand {

    public RecordPrivacySnapshot {
      document = JsonValues.orNone(document);
    }

    @Override
    public UUID target() {
      return SnapshotEvent.series(userId, platformId);
    }

    @Override
    public List<UUID> dependsOn() {
      return List.of(userId, platformId);
    }

    @Schema(hidden = true)
    @AssertTrue(message = "either settings or document is expected, not both and not neither")
    boolean isEitherSettingsOrDocument() {
      return (settings == null) != (document == null);
    }

    @Override
    public String toString() {
      return "RecordPrivacySnapshot of %s on %s".formatted(userId, platformId);
    }
  }
}

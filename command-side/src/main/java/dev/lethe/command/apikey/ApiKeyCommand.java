package dev.lethe.command.apikey;

import dev.lethe.command.api.AllowedTo;
import dev.lethe.command.api.AllowedTo.Who;
import dev.lethe.command.api.Command;
import dev.lethe.command.api.CommandExample;
import dev.lethe.command.api.GeneratedId;
import dev.lethe.command.api.GeneratedSecret;
import dev.lethe.command.api.Secret;
import dev.lethe.shared.http.BearerAuthentication;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can be asked of an API key, by whom it acts for. */
public sealed interface ApiKeyCommand extends Command.AboutUser {

  /** The key. */
  UUID keyId();

  @Override
  default UUID target() {
    return keyId();
  }

  @AllowedTo({Who.ADMIN, Who.SELF})
  @CommandExample(
      does =
          "Makes a key with which a service acts for a user; the answer's secret is the key, shown"
              + " once. It is sent as Authorization: Bearer",
      json =
          """
          {"userId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d13", "name": "nightly collector",
           "scopes": ["queries", "commands:RecordPrivacySnapshot"], "expiresAt": "2099-01-01T00:00:00Z"}
          """)
  record IssueApiKey(
      @GeneratedId @NotNull UUID keyId,
      @NotNull UUID userId,
      @Schema(description = "On whose behalf; the user's own tenant where it is left out")
          @Nullable UUID tenantId,
      @NotBlank @Size(max = 100) String name,
      @NotEmpty @Size(max = 50) List<@NotNull @Scope String> scopes,
      @Schema(description = "In 90 days where it is left out") @Nullable Instant expiresAt,
      @GeneratedSecret(prefix = BearerAuthentication.API_KEY) @NotNull Secret secret)
      implements ApiKeyCommand {

    public IssueApiKey {
      scopes = scopes == null ? List.of() : List.copyOf(scopes);
    }
  }

  @AllowedTo({Who.ADMIN, Who.SELF})
  @CommandExample(
      does = "Gives an API key another secret; the one before stays good for a while",
      json =
          """
          {"keyId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d15", "userId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d13",
           "overlapSeconds": 3600}
          """)
  record RotateApiKey(
      @NotNull UUID keyId,
      @NotNull UUID userId,
      @Schema(description = "How long the secret before stays good; a day where it is left out")
          @Min(0)
          @Max(2_592_000)
          @Nullable Integer overlapSeconds,
      @Schema(description = "In 90 days where it is left out") @Nullable Instant expiresAt,
      @GeneratedSecret(prefix = BearerAuthentication.API_KEY) @NotNull Secret secret)
      implements ApiKeyCommand {}

  @AllowedTo({Who.ADMIN, Who.SELF})
  @CommandExample(
      does = "Makes an API key good for nothing, at once",
      json =
          """
          {"keyId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d15", "userId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d13"}
          """)
  record RevokeApiKey(@NotNull UUID keyId, @NotNull UUID userId) implements ApiKeyCommand {}
}

package dev.lethe.command.delivery;

import dev.lethe.command.api.AllowedTo;
import dev.lethe.command.api.AllowedTo.Who;
import dev.lethe.command.api.Command;
import dev.lethe.command.api.CommandExample;
import dev.lethe.command.api.GeneratedId;
import dev.lethe.command.api.GeneratedSecret;
import dev.lethe.command.api.Secret;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can be asked of a webhook. */
public sealed interface WebhookCommand extends Command {

  /** The webhook. */
  UUID webhookId();

  @Override
  default UUID target() {
    return webhookId();
  }

  @AllowedTo(Who.ADMIN)
  @CommandExample(
      does =
          "Delivers the audit log, from now on, to a URL as Standard Webhooks, without personal"
              + " data; the answer's secret is what deliveries are signed with, shown once",
      json =
          """
          {"url": "https://siem.example.com/lethe", "actions": ["user.", "audit.command-refused"], "ocsf": true}
          """)
  record AddWebhook(
      @GeneratedId @NotNull UUID webhookId,
      @NotNull
          @Size(max = 2_000)
          @Pattern(
              regexp = "https?://[^/@?#\\s]+(/[^#\\s]*)?",
              message = "a URL of http or https without a name, a password or a fragment in it")
          String url,
      @Schema(description = "Only what is this tenant's; all where it is left out")
          @Nullable UUID ofTenant,
      @Schema(
              description =
                  "Types of events, or their beginnings with a dot at the end; all where it is left"
                      + " out")
          @Size(max = 50)
          @Nullable List<@NotNull @Pattern(regexp = "[a-z-]+\\.[a-z-]*") String> actions,
      @Schema(description = "As OCSF events; as Lethe's own records where it is left out")
          @Nullable Boolean ocsf,
      @GeneratedSecret(prefix = "whsec_", hexadecimal = true) @NotNull Secret secret)
      implements WebhookCommand {}

  @AllowedTo(Who.ADMIN)
  @CommandExample(
      does = "Signs deliveries with a new secret, and for a day with the one before too",
      json =
          """
          {"webhookId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d1d"}
          """)
  record RotateWebhookSecret(
      @NotNull UUID webhookId,
      @GeneratedSecret(prefix = "whsec_", hexadecimal = true) @NotNull Secret secret)
      implements WebhookCommand {}

  @AllowedTo(Who.ADMIN)
  @CommandExample(
      does = "Holds deliveries back until the webhook is resumed",
      json =
          """
          {"webhookId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d1d"}
          """)
  record PauseWebhook(@NotNull UUID webhookId) implements WebhookCommand {}

  @AllowedTo(Who.ADMIN)
  @CommandExample(
      does = "Goes on with deliveries, also where they have failed, at once",
      json =
          """
          {"webhookId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d1d"}
          """)
  record ResumeWebhook(@NotNull UUID webhookId) implements WebhookCommand {}

  @AllowedTo(Who.ADMIN)
  @CommandExample(
      does = "Ends deliveries for good",
      json =
          """
          {"webhookId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d1d"}
          """)
  record RemoveWebhook(@NotNull UUID webhookId) implements WebhookCommand {}
}

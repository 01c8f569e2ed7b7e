package dev.lethe.command.consent;

import dev.lethe.command.api.AllowedTo;
import dev.lethe.command.api.AllowedTo.Who;
import dev.lethe.command.api.Command;
import dev.lethe.command.api.CommandExample;
import dev.lethe.command.api.GeneratedId;
import dev.lethe.shared.consent.ProcessingEvent;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can be asked of the processing of a person's data. */
public sealed interface ConsentCommand extends Command.AboutUser {

  @Override
  default UUID target() {
    return ProcessingEvent.processingOf(userId());
  }

  @Override
  default boolean isAboutRights() {
    return true;
  }

  @AllowedTo({Who.ADMIN, Who.SELF})
  @CommandExample(
      does = "Notes that a person agrees to a purpose (GDPR article 7); see /consents/{id}/receipt",
      json =
          """
          {"userId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d13", "purpose": "newsletter", "textVersion": "2026-03", "channel": "sign-up form"}
          """)
  record GiveConsent(
      @NotNull UUID userId,
      @GeneratedId @NotNull UUID consentId,
      @Schema(description = "What for") @NotBlank @Size(max = 200) String purpose,
      @Schema(description = "Of the text that the person agreed to") @NotBlank @Size(max = 100)
          String textVersion,
      @Schema(description = "Where or how they did") @NotBlank @Size(max = 100) String channel,
      @Schema(description = "When it ends by itself") @Nullable Instant expiresAt)
      implements ConsentCommand {}

  @AllowedTo({Who.ADMIN, Who.SELF})
  @CommandExample(
      does = "Notes that a person no longer agrees",
      json =
          """
          {"userId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d13", "consentId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d1e", "channel": "settings page"}
          """)
  record WithdrawConsent(
      @NotNull UUID userId, @NotNull UUID consentId, @NotBlank @Size(max = 100) String channel)
      implements ConsentCommand {}

  @AllowedTo({Who.ADMIN, Who.SELF})
  @CommandExample(
      does = "Notes that a person objects to a purpose (GDPR article 21)",
      json =
          """
          {"userId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d13", "purpose": "profiling", "grounds": "I am a public figure"}
          """)
  record ObjectToProcessing(
      @NotNull UUID userId,
      @GeneratedId @NotNull UUID objectionId,
      @NotBlank @Size(max = 200) String purpose,
      @NotBlank @Size(max = 2_000) String grounds)
      implements ConsentCommand {}

  @AllowedTo(Who.ADMIN)
  @CommandExample(
      does = "Decides on an objection: it is upheld, or compelling grounds override it",
      json =
          """
          {"userId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d13", "objectionId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d1f", "upheld": true,
           "reason": "profiling has ended"}
          """)
  record DecideObjection(
      @NotNull UUID userId,
      @NotNull UUID objectionId,
      @NotNull Boolean upheld,
      @NotBlank @Size(max = 1_000) String reason)
      implements ConsentCommand {}

  @AllowedTo({Who.ADMIN, Who.SELF})
  @CommandExample(
      does =
          "Restricts the processing of a person's data (GDPR article 18): it is stored, and only"
              + " the person changes it",
      json =
          """
          {"userId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d13", "ground": "accuracy-contested", "reason": "letter of 3 May"}
          """)
  record RestrictProcessing(
      @NotNull UUID userId,
      @GeneratedId @NotNull UUID restrictionId,
      ProcessingEvent.@NotNull Ground ground,
      @NotBlank @Size(max = 1_000) String reason)
      implements ConsentCommand {}

  @AllowedTo(Who.ADMIN)
  @CommandExample(
      does = "Ends a restriction, of which the person was told before",
      json =
          """
          {"userId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d13", "restrictionId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d20", "reason": "the data is right now"}
          """)
  record LiftRestriction(
      @NotNull UUID userId, @NotNull UUID restrictionId, @NotBlank @Size(max = 1_000) String reason)
      implements ConsentCommand {}
}

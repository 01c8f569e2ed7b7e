package dev.lethe.command.request;

import dev.lethe.command.api.AllowedTo;
import dev.lethe.command.api.AllowedTo.Who;
import dev.lethe.command.api.Command;
import dev.lethe.command.api.CommandExample;
import dev.lethe.command.api.GeneratedId;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can be asked of a request for access or rectification. */
public sealed interface RequestCommand extends Command.AboutUser {

  /** The request. */
  UUID requestId();

  @Override
  default UUID target() {
    return requestId();
  }

  @Override
  default boolean isAboutRights() {
    return true;
  }

  @AllowedTo({Who.ADMIN, Who.SELF})
  @CommandExample(
      does =
          "Asks for a copy of all that is held about a person (GDPR articles 15 and 20): a ZIP with"
              + " proofs, see /data-requests/{id}",
      json =
          """
          {"userId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d13", "identityCheck": "letter with a copy of the passport"}
          """)
  record RequestAccess(
      @GeneratedId @NotNull UUID requestId,
      @NotNull UUID userId,
      @Schema(
              description =
                  "How it was made sure that it is the person who asks; whoever asks for themselves"
                      + " has logged in and may leave it out")
          @Size(min = 1, max = 1_000)
          @Nullable String identityCheck)
      implements RequestCommand {

    @Override
    public List<UUID> dependsOn() {
      return List.of(userId);
    }
  }

  @AllowedTo({Who.ADMIN, Who.SELF})
  @CommandExample(
      does = "Asks for data to be corrected (GDPR article 16)",
      json =
          """
          {"userId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d13", "wish": "my family name is Lovelace",
           "identityCheck": "letter with a copy of the passport"}
          """)
  record RequestRectification(
      @GeneratedId @NotNull UUID requestId,
      @NotNull UUID userId,
      @NotBlank @Size(max = 2_000) String wish,
      @Schema(description = "As for RequestAccess") @Size(min = 1, max = 1_000)
          @Nullable String identityCheck)
      implements RequestCommand {

    @Override
    public List<UUID> dependsOn() {
      return List.of(userId);
    }
  }

  @AllowedTo(Who.ADMIN)
  @CommandExample(
      does = "Says that the data is corrected, by the commands that change it",
      json =
          """
          {"requestId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d1b", "userId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d13",
           "note": "the family name is Lovelace now"}
          """)
  record CompleteRectification(
      @NotNull UUID requestId, @NotNull UUID userId, @NotBlank @Size(max = 2_000) String note)
      implements RequestCommand {}

  @AllowedTo(Who.ADMIN)
  @CommandExample(
      does = "Takes two months more for a request that is not answered yet (GDPR article 12(3))",
      json =
          """
          {"requestId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d1b", "userId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d13",
           "reason": "there is much to look through"}
          """)
  record ExtendRequest(
      @NotNull UUID requestId, @NotNull UUID userId, @NotBlank @Size(max = 1_000) String reason)
      implements RequestCommand {}

  @AllowedTo(Who.ADMIN)
  @CommandExample(
      does = "Refuses a request that is not answered yet (GDPR article 12(4) and (5))",
      json =
          """
          {"requestId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d1b", "userId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d13",
           "reason": "the same was asked for and given last week"}
          """)
  record RefuseRequest(
      @NotNull UUID requestId, @NotNull UUID userId, @NotBlank @Size(max = 1_000) String reason)
      implements RequestCommand {}
}

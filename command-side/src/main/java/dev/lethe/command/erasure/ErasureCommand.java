package dev.lethe.command.erasure;

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

/** What can be asked of an erasure. */
public sealed interface ErasureCommand extends Command.AboutUser {

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
          "Forgets a person for good: their keys are destroyed as soon as no legal hold stands"
              + " against it. There is no way back",
      json =
          """
          {"userId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d13", "identityCheck": "letter with a copy of the passport"}
          """)
  record RequestErasure(
      @GeneratedId @NotNull UUID requestId,
      @NotNull UUID userId,
      @Schema(
              description =
                  "How it was made sure that it is the person who asks; whoever asks for themselves"
                      + " has logged in and may leave it out")
          @Size(min = 1, max = 1_000)
          @Nullable String identityCheck)
      implements ErasureCommand {

    @Override
    public List<UUID> dependsOn() {
      return List.of(userId);
    }
  }

  @AllowedTo(Who.ADMIN)
  @CommandExample(
      does = "Takes two months more for an erasure that is not done yet (GDPR article 12(3))",
      json =
          """
          {"requestId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d1b", "userId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d13",
           "reason": "the case is still open"}
          """)
  record ExtendErasure(
      @NotNull UUID requestId, @NotNull UUID userId, @NotBlank @Size(max = 1_000) String reason)
      implements ErasureCommand {}

  @AllowedTo(Who.ADMIN)
  @CommandExample(
      does = "Refuses an erasure that is not done yet, for a reason of GDPR article 17(3)",
      json =
          """
          {"requestId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d1b", "userId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d13",
           "reason": "the data is needed for the defence of legal claims"}
          """)
  record RefuseErasure(
      @NotNull UUID requestId, @NotNull UUID userId, @NotBlank @Size(max = 1_000) String reason)
      implements ErasureCommand {}
}

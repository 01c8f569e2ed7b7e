package dev.lethe.command.hold;

import dev.lethe.command.api.AllowedTo;
import dev.lethe.command.api.AllowedTo.Who;
import dev.lethe.command.api.Command;
import dev.lethe.command.api.CommandExample;
import dev.lethe.command.api.GeneratedId;
import dev.lethe.shared.hold.HoldEvent;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can be asked of the legal holds on a person. */
public sealed interface HoldCommand extends Command {

  /** Whose data. */
  UUID userId();

  @Override
  default UUID target() {
    return HoldEvent.holdsOn(userId());
  }

  @Override
  default UUID tenant() {
    return userId();
  }

  @AllowedTo(Who.ADMIN)
  @CommandExample(
      does = "Keeps a person's data from being erased while it is needed",
      json =
          """
          {"userId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d13", "matter": "case 4711", "reason": "defence of a claim"}
          """)
  record PlaceLegalHold(
      @NotNull UUID userId,
      @GeneratedId @NotNull UUID holdId,
      @NotBlank @Size(max = 200) String matter,
      @NotBlank @Size(max = 1_000) String reason,
      @Schema(description = "When it ends by itself; left out, it is to be lifted")
          @Nullable Instant until)
      implements HoldCommand {}

  @AllowedTo(Who.ADMIN)
  @CommandExample(
      does = "Ends a legal hold; an erasure that waits for it goes on",
      json =
          """
          {"userId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d13", "holdId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d1a",
           "reason": "the case is closed"}
          """)
  record LiftLegalHold(
      @NotNull UUID userId, @NotNull UUID holdId, @NotBlank @Size(max = 1_000) String reason)
      implements HoldCommand {}
}

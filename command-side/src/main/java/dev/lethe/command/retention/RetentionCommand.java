package dev.lethe.command.retention;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lethe.command.api.AllowedTo;
import dev.lethe.command.api.AllowedTo.Who;
import dev.lethe.command.api.Command;
import dev.lethe.command.api.CommandExample;
import dev.lethe.shared.access.Actor;
import dev.lethe.shared.retention.RetentionEvent;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can be asked of the rules of retention. */
public sealed interface RetentionCommand extends Command {

  /** How long. */
  enum Keep {
    /** A month. */
    @JsonProperty("30-days")
    THIRTY_DAYS(30),
    /** A quarter. */
    @JsonProperty("90-days")
    NINETY_DAYS(90),
    /** Until its person is erased. */
    @JsonProperty("permanent")
    PERMANENT(null);

    private final @Nullable Integer days;

    Keep(@Nullable Integer days) {
      this.days = days;
    }

    @Nullable Integer days() {
      return days;
    }
  }

  @AllowedTo(Who.ADMIN)
  @CommandExample(
      does =
          "Says how long a tenant's personal data of a category can be read, from now on; see"
              + " /retention/preview",
      json =
          """
          {"tenantId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d14", "category": "activity", "keep": "90-days"}
          """)
  record SetRetention(
      @Schema(
              description =
                  "An organisation, or a person's own tenant; left out, all that have no rule of"
                      + " their own")
          @Nullable UUID tenantId,
      RetentionEvent.@NotNull Category category,
      @NotNull Keep keep)
      implements RetentionCommand {

    @Override
    public UUID tenant() {
      return tenantId == null ? Actor.SYSTEM.tenant() : tenantId;
    }

    @Override
    public UUID target() {
      return RetentionEvent.rulesOf(tenant());
    }
  }
}

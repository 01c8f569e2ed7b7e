package dev.lethe.command.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lethe.shared.store.Answer;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a command came to.
 *
 * @param id of the aggregate
 * @param sequenceNumber of its last event
 * @param position of that event
 * @param events types of the events that the command led to
 * @param secret that the command made; shown now and never again, not to a retry either
 */
@Schema(name = "Answer")
public record CommandAnswer(
    UUID id,
    long sequenceNumber,
    long position,
    List<String> events,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED)
        @Nullable String secret) {

  static CommandAnswer of(Answer answer, @Nullable String secret) {
    return new CommandAnswer(
        answer.id(), answer.sequenceNumber(), answer.position(), answer.events(), secret);
  }

  @Override
  public String toString() {
    return "answer of " + id;
  }
}

package dev.lethe.command.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.media.Schema;

/** A text that must not be shown: it prints as asterisks wherever its holder is printed. */
@Schema(type = "string", format = "password", implementation = String.class)
public record Secret(@JsonValue String value) {

  @JsonCreator
  public Secret {}

  @Override
  public String toString() {
    return "***";
  }
}

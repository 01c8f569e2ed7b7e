package dev.lethe.command.api;

import dev.lethe.shared.access.Actor;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import java.util.OptionalLong;

/**
 * Sends commands in the name of the program itself, on the same way as those that come over HTTP.
 */
public final class SystemCommands {

  private final CommandRunner runner;
  private final Validator validator;

  SystemCommands(CommandRunner runner, Validator validator) {
    this.runner = runner;
    this.validator = validator;
  }

  /**
   * Runs the command.
   *
   * @throws ConstraintViolationException if it does not fit its schema
   */
  public CommandAnswer send(Command command) {
    var violations = validator.validate(command);
    if (!violations.isEmpty()) {
      throw new ConstraintViolationException(violations);
    }
    return runner.run(
        new CommandCall(
            CommandType.of(command.getClass()),
            command,
            Actor.SYSTEM,
            Trace.inside(),
            null,
            OptionalLong.empty()));
  }
}

package dev.lethe.command.api;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * One kind of command as the API knows it.
 *
 * @param name as in {@code POST /commands/{name}}
 * @param generatedIds components that the API fills where the client does not
 */
public record CommandType(
    String name,
    Class<? extends Command> record,
    Set<AllowedTo.Who> allowedTo,
    String does,
    String example,
    List<String> generatedIds) {

  public CommandType {
    allowedTo = Set.copyOf(allowedTo);
    generatedIds = List.copyOf(generatedIds);
  }

  /**
   * Reads it off the record's annotations.
   *
   * @throws IllegalArgumentException if the record lacks one
   */
  static CommandType of(Class<? extends Command> record) {
    AllowedTo allowed = record.getAnnotation(AllowedTo.class);
    CommandExample example = record.getAnnotation(CommandExample.class);
    if (allowed == null || example == null) {
      throw new IllegalArgumentException(
          record.getName() + " needs both @AllowedTo and @CommandExample");
    }
    boolean self = Arrays.asList(allowed.value()).contains(AllowedTo.Who.SELF);
    if (self && !Command.AboutUser.class.isAssignableFrom(record)) {
      throw new IllegalArgumentException(
          record.getName() + " is allowed to SELF but does not say whom it is about");
    }
    return new CommandType(
        record.getSimpleName(),
        record,
        Set.of(allowed.value()),
        example.does(),
        example.json(),
        Arrays.stream(record.getRecordComponents())
            .filter(component -> component.isAnnotationPresent(GeneratedId.class))
            .map(RecordComponent::getName)
            .toList());
  }
}

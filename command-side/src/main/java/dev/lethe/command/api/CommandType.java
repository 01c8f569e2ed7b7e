package dev.lethe.command.api;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One kind of command as the API knows it.
 *
 * @param name as in {@code POST /commands/{name}}
 * @param generatedIds components that the API fills where the client does not
 * @param generatedSecret component that the API fills and shows once, where there is one
 */
public record CommandType(
    String name,
    Class<? extends Command> record,
    Set<AllowedTo.Who> allowedTo,
    String does,
    String example,
    List<String> generatedIds,
    @Nullable RecordComponent generatedSecret) {

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
    boolean organisation =
        Arrays.stream(allowed.value())
            .anyMatch(who -> who == AllowedTo.Who.OWNER || who == AllowedTo.Who.MANAGER);
    if (organisation && !Command.InOrganisation.class.isAssignableFrom(record)) {
      throw new IllegalArgumentException(
          record.getName() + " is allowed by roles in an organisation but does not say in which");
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
            .toList(),
        Arrays.stream(record.getRecordComponents())
            .filter(component -> component.isAnnotationPresent(GeneratedSecret.class))
            .findFirst()
            .orElse(null));
  }

  /** The secret that the API has made for the command, or null. */
  @Nullable String secretOf(Command command) {
    if (generatedSecret == null) {
      return null;
    }
    try {
      return ((Secret) generatedSecret.getAccessor().invoke(command)).value();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("commands are public records", e);
    }
  }
}

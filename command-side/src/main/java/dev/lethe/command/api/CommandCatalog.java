package dev.lethe.command.api;

import dev.lethe.shared.problem.ProblemType;
import dev.lethe.shared.problem.Refusal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Every command that can be sent, by name. */
public final class CommandCatalog {

  private final Map<String, CommandType> byName = new TreeMap<>();

  /**
   * Collects the commands of sealed interfaces, one interface a feature.
   *
   * @throws IllegalArgumentException if a command lacks an annotation or two share a name
   */
  public CommandCatalog(List<Class<? extends Command>> families) {
    families.stream().flatMap(CommandCatalog::commandsOf).map(CommandType::of).forEach(this::add);
  }

  private static Stream<Class<? extends Command>> commandsOf(Class<? extends Command> family) {
    return family.isSealed()
        ? Stream.of(family.getPermittedSubclasses())
            .flatMap(part -> commandsOf(part.asSubclass(Command.class)))
        : Stream.of(family);
  }

  private void add(CommandType type) {
    if (byName.put(type.name(), type) != null) {
      throw new IllegalArgumentException("two commands are named " + type.name());
    }
  }

  /** All of them, by name. */
  public Collection<CommandType> all() {
    return byName.values();
  }

  /**
   * The command of this name.
   *
   * @throws Refusal if there is none
   */
  CommandType named(String name) {
    CommandType type = byName.get(name);
    if (type == null) {
      String shown = name.length() > 60 ? name.substring(0, 60) + "…" : name;
      throw new Refusal(
          ProblemType.UNKNOWN_COMMAND,
          "there is no command %s; /openapi.json describes those there are".formatted(shown),
          Map.of("commands", List.copyOf(byName.keySet())));
    }
    return type;
  }
}

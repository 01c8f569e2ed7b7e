package dev.lethe.shared.vault;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which fields of event classes are personal, and what stands for them once they cannot be read.
 */
final class PersonalFields {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Map<Class<?>, List<Field>> OF = new ConcurrentHashMap<>();

  /** A personal field of an event. */
  record Field(RecordComponent component, DataCategory category) {

    String name() {
      return component.getName();
    }

    /** Of the component's type, the same at each reading; null where the component may be null. */
    @Nullable JsonNode blank(UUID subject) {
      return component.getType() == String.class && !isNullable(component.getAnnotatedType())
          // what is unique, such as an email address, stays so
          ? JSON.stringNode(Vault.blank(subject))
          : blankOf(component.getAnnotatedType(), component.getType());
    }
  }

  private PersonalFields() {}

  static List<Field> of(Class<?> event) {
    return OF.computeIfAbsent(
        event,
        type ->
            Arrays.stream(type.getRecordComponents())
                .filter(component -> component.isAnnotationPresent(PersonalData.class))
                .map(
                    component ->
                        new Field(component, component.getAnnotation(PersonalData.class).value()))
                .toList());
  }

  private static boolean isNullable(AnnotatedType type) {
    return type.isAnnotationPresent(Nullable.class);
  }

  private static @Nullable JsonNode blankOf(AnnotatedType annotated, Class<?> type) {
    if (isNullable(annotated)) {
      return null;
    }
    if (type == String.class) {
      return JSON.stringNode("erased");
    }
    if (type == boolean.class) {
      return JSON.booleanNode(false);
    }
    if (type == int.class || type == long.class) {
      return JSON.numberNode(0);
    }
    if (type == UUID.class) {
      return JSON.stringNode(new UUID(0, 0).toString());
    }
    if (type == Instant.class) {
      return JSON.stringNode(Instant.EPOCH.toString());
    }
    if (type == List.class) {
      return JSON.arrayNode();
    }
    if (type.isRecord()) {
      ObjectNode blank = JSON.objectNode();
      for (RecordComponent component : type.getRecordComponents()) {
        JsonNode value = blankOf(component.getAnnotatedType(), component.getType());
        if (value != null) {
          blank.set(component.getName(), value);
        }
      }
      return blank;
    }
    throw new IllegalStateException("a personal field of type " + type + " has no blank value");
  }
}

package dev.lethe.query.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lethe.shared.store.DomainEvent;
import dev.lethe.shared.vault.PersonalData;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What an event changed, field by field. */
final class Changes {

  /** Nobody who reads the log needs these, hashed or sealed as they are. */
  private static final Set<String> SECRET =
      Set.of("passwordHash", "sealedKey", "tokenHash", "secretHash", "secretHashes", "forgotten");

  private static final String PERSONAL = "personal";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  private Changes() {}

  /**
   * The event's fields; where it says from what to what, {@code {"FIELD": {"from": …, "to": …}}} of
   * those that differ.
   */
  static JsonNode of(DomainEvent event) {
    return of(event, false);
  }

  /** The same, where each personal value is {@code {"personal": true}}. */
  static JsonNode withoutPersonalData(DomainEvent event) {
    return of(event, true);
  }

  private static JsonNode of(DomainEvent event, boolean hide) {
    ObjectNode all = JSON.valueToTree(event);
    SECRET.forEach(all::remove);
    Set<String> personal =
        hide
            ? Arrays.stream(event.getClass().getRecordComponents())
                .filter(component -> component.isAnnotationPresent(PersonalData.class))
                .map(RecordComponent::getName)
                .collect(Collectors.toSet())
            : Set.of();
    JsonNode from = all.get("from");
    JsonNode to = all.get("to");
    if (from instanceof ObjectNode before && to instanceof ObjectNode after) {
      all.remove("from");
      all.remove("to");
      Set<String> fields = new TreeSet<>(before.propertyNames());
      fields.addAll(after.propertyNames());
      for (String field : fields) {
        if (!Objects.equals(before.get(field), after.get(field))) {
          ObjectNode change = all.putObject(field);
          if (personal.contains("to")) {
            change.put(PERSONAL, true);
          } else {
            set(change, "from", before.get(field));
            set(change, "to", after.get(field));
          }
        }
      }
    }
    for (String name : personal) {
      if (all.has(name)) {
        all.putObject(name).put(PERSONAL, true);
      }
    }
    return all;
  }

  private static void set(ObjectNode change, String name, @Nullable JsonNode value) {
    if (value != null) {
      change.set(name, value);
    }
  }
}

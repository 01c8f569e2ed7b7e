package dev.lethe.shared.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Turns events into the JSON that is stored, and back: the same event gives the same bytes. */
public final class EventCodec {

  private static final TypeReference<Map<String, String>> STRINGS = new TypeReference<>() {};

  private final EventTypes types;
  private final Map<String, Upcaster> upcasters;
  private final JsonMapper json =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          // an older program must be able to read what a newer one wrote beside it
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  public EventCodec(EventTypes types, List<Upcaster> upcasters) {
    this.types = types;
    this.upcasters =
        upcasters.stream()
            .collect(
                Collectors.toMap(
                    upcaster -> key(upcaster.type(), upcaster.fromRevision()),
                    Function.identity()));
  }

  EventType typeOf(Object event) {
    return types.typeOf(event.getClass());
  }

  String encode(Object event) {
    return json.writeValueAsString(event);
  }

  /** Reads a stored payload of any revision as the event class of today. */
  Object decode(String type, int revision, String payload) {
    Class<?> event = types.classOf(type);
    if (revision == types.typeOf(event).revision()) {
      return json.readValue(payload, event);
    }
    ObjectNode upcast = json.readValue(payload, ObjectNode.class);
    for (int r = revision; r < types.typeOf(event).revision(); r++) {
      Upcaster upcaster = upcasters.get(key(type, r));
      if (upcaster == null) {
        throw new IllegalStateException("no upcaster reads " + key(type, r));
      }
      upcast = upcaster.change().apply(upcast);
    }
    return json.treeToValue(upcast, event);
  }

  /** Metadata with its keys in order, so that equal metadata has equal bytes. */
  String encodeMetadata(Map<String, ?> metadata) {
    return json.writeValueAsString(new TreeMap<>(metadata));
  }

  Map<String, String> decodeMetadata(String metadata) {
    return json.readValue(metadata, STRINGS);
  }

  private static String key(String type, int revision) {
    return type + " revision " + revision;
  }
}

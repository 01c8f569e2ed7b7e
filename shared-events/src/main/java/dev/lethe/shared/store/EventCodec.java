package dev.lethe.shared.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lethe.shared.vault.Vault;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Turns events into the JSON that is stored, and back: the same event gives the same bytes. */
public final class EventCodec {

  private static final TypeReference<Map<String, String>> STRINGS = new TypeReference<>() {};

  private final EventTypes types;
  private final Map<String, Upcaster> upcasters;
  private final Vault vault;
  private final JsonMapper json =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          // an older program must be able to read what a newer one wrote beside it
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /** A codec for these types, which keeps their personal data in a vault. */
  public EventCodec(EventTypes types, List<Upcaster> upcasters, Vault vault) {
    this.types = types;
    this.vault = vault;
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

  /** The payload as it is stored, its personal fields sealed. */
  String encode(Object event, UUID eventId, @Nullable UUID subject) {
    if (!vault.seals(event.getClass())) {
      return json.writeValueAsString(event);
    }
    ObjectNode payload = json.valueToTree(event);
    vault.seal(event.getClass(), eventId, subject, payload);
    return json.writeValueAsString(payload);
  }

  /**
   * Reads a stored payload of any revision as the event class of today, its personal fields opened.
   */
  Object decode(String type, int revision, String payload, UUID eventId, @Nullable UUID subject) {
    Class<?> event = types.classOf(type);
    if (revision == types.typeOf(event).revision() && !vault.seals(event)) {
      return json.readValue(payload, event);
    }
    ObjectNode upcast = json.readValue(payload, ObjectNode.class);
    vault.open(event, eventId, subject, upcast);
    for (int r = revision; r < types.typeOf(event).revision(); r++) {
      Upcaster upcaster = upcasters.get(key(type, r));
      if (upcaster == null) {
        throw new IllegalStateException("no upcaster reads " + key(type, r));
      }
      upcast = upcaster.change().apply(upcast);
    }
    return json.treeToValue(upcast, event);
  }

  Vault vault() {
    return vault;
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

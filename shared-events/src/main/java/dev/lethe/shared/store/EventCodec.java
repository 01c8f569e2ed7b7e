package dev.lethe.shared.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lethe.shared.vault.NewKeys;
import dev.lethe.shared.vault.SubjectErased;
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

  /** Metadata key of who sent the command. */
  public static final String ACTOR = "actor";

  /** Metadata key of the tenant whose event it is. */
  public static final String TENANT = "tenant";

  /** Metadata key of the network address that a command came from; kept sealed. */
  public static final String ADDRESS = "address";

  /**
   * Beginning of the metadata keys of the periods, by category, in which what is kept for a while
   * is sealed.
   */
  public static final String PERIOD = "period.";

  /** Metadata key of why a command was sent, as its sender said; kept sealed. */
  public static final String REASON = "reason";

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

  /**
   * The payload as it is stored, its personal fields sealed.
   *
   * @param fresh is given the keys that must be stored before it
   */
  String encode(
      Object event, UUID eventId, @Nullable UUID subject, @Nullable UUID tenant, NewKeys fresh) {
    if (!vault.seals(event.getClass())) {
      return json.writeValueAsString(event);
    }
    ObjectNode payload = json.valueToTree(event);
    vault.seal(event.getClass(), eventId, subject, tenant, payload, fresh);
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

  /**
   * Metadata with its keys in order, so that equal metadata has equal bytes. What is personal in it
   * is sealed: the address under a key of the actor, the reason under one of whom the event is
   * about, or of the actor.
   *
   * @throws SubjectErased if one of them is erased
   */
  public String encodeMetadata(Map<String, ?> metadata, UUID eventId, @Nullable UUID subject) {
    return vault.sealAtOnce(fresh -> encodeMetadata(metadata, eventId, subject, fresh));
  }

  /** The same, where the caller stores the keys. */
  String encodeMetadata(
      Map<String, ?> metadata, UUID eventId, @Nullable UUID subject, NewKeys fresh) {
    Map<String, Object> sealed = new TreeMap<>(metadata);
    vault.periods(tenantOf(metadata)).forEach((name, period) -> sealed.put(PERIOD + name, period));
    if (!sealed.containsKey(ADDRESS) && !sealed.containsKey(REASON)) {
      return json.writeValueAsString(sealed);
    }
    UUID actor = id(metadata.get(ACTOR));
    UUID tenant = tenantOf(metadata);
    sealed.computeIfPresent(
        ADDRESS, (name, text) -> sealed(actor, tenant, eventId, name, text, fresh));
    sealed.computeIfPresent(
        REASON,
        (name, text) ->
            sealed(subject == null ? actor : subject, tenant, eventId, name, text, fresh));
    return json.writeValueAsString(sealed);
  }

  /** Null, which leaves it out, where it is nobody's. */
  private @Nullable Object sealed(
      @Nullable UUID owner,
      @Nullable UUID tenant,
      UUID eventId,
      String name,
      Object text,
      NewKeys fresh) {
    return owner == null
        ? null
        : vault.sealText(owner, tenant, eventId, name, String.valueOf(text), fresh);
  }

  private static @Nullable UUID tenantOf(Map<String, ?> metadata) {
    return id(metadata.get(TENANT));
  }

  private static @Nullable UUID id(@Nullable Object value) {
    return value instanceof String text ? UUID.fromString(text) : null;
  }

  /** Reads stored metadata, what is sealed in it opened, or left out where its key is destroyed. */
  public Map<String, String> decodeMetadata(String metadata, UUID eventId) {
    Map<String, String> opened = json.readValue(metadata, STRINGS);
    for (String name : List.of(ADDRESS, REASON)) {
      String sealed = opened.remove(name);
      if (sealed != null) {
        vault.openText(eventId, name, sealed).ifPresent(text -> opened.put(name, text));
      }
    }
    return opened;
  }

  private static String key(String type, int revision) {
    return type + " revision " + revision;
  }
}

package dev.lethe.shared.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Seals with AES-256-GCM (Google Tink) under the subject's keys. The additional data binds a sealed
 * value to its event and field, so that it opens nowhere else.
 */
public final class KeyedVault implements Vault {

  /** The one member of the object that stands for a sealed value. */
  private static final String SEALED = "$sealed";

  private static final List<DataCategory> FOR_A_WHILE =
      List.of(DataCategory.ACTIVITY, DataCategory.OBSERVATION);

  private final SubjectKeys keys;
  private final SecretBox states;
  private final Retention retention;
  private final JsonMapper json =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  /** A vault with these keys and rules; the box is for the states of aggregates. */
  public KeyedVault(SubjectKeys keys, SecretBox states, Retention retention) {
    this.keys = keys;
    this.states = states;
    this.retention = retention;
  }

  @Override
  public Map<String, String> periods(@Nullable UUID tenant) {
    Map<String, String> periods = new HashMap<>();
    for (DataCategory category : FOR_A_WHILE) {
      String period = retention.period(tenant, category);
      if (!period.equals(Retention.PERMANENT)) {
        periods.put(category.text(), period);
      }
    }
    return periods;
  }

  @Override
  public boolean seals(Class<?> event) {
    return !PersonalFields.of(event).isEmpty();
  }

  @Override
  public void seal(
      Class<?> event,
      UUID eventId,
      @Nullable UUID subject,
      @Nullable UUID tenant,
      ObjectNode payload,
      NewKeys fresh) {
    for (PersonalFields.Field field : PersonalFields.of(event)) {
      JsonNode value = payload.get(field.name());
      if (value == null || value.isNull()) {
        continue;
      }
      if (subject == null) {
        throw new IllegalArgumentException(
            event.getSimpleName() + " has personal data and no data subject");
      }
      payload
          .putObject(field.name())
          .put(
              SEALED,
              sealed(
                  subject,
                  field.category(),
                  retention.period(tenant, field.category()),
                  json.writeValueAsBytes(value),
                  context(eventId, field.name()),
                  fresh));
    }
  }

  /** Category, period and base64url of the ciphertext, with slashes in between. */
  private String sealed(
      UUID subject,
      DataCategory category,
      String period,
      byte[] value,
      byte[] context,
      NewKeys fresh) {
    try {
      return category.text()
          + "/"
          + period
          + "/"
          + Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(
                  keys.toSeal(subject, category, period, fresh).encrypt(value, context));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM seals any value", e);
    }
  }

  @Override
  public void open(Class<?> event, UUID eventId, @Nullable UUID subject, ObjectNode payload) {
    for (PersonalFields.Field field : PersonalFields.of(event)) {
      JsonNode value = payload.get(field.name());
      if (subject != null && value != null && value.path(SEALED).isString()) {
        JsonNode opened = open(field, eventId, subject, value.get(SEALED).stringValue());
        if (opened == null) {
          payload.remove(field.name());
        } else {
          payload.set(field.name(), opened);
        }
      }
    }
  }

  private @Nullable JsonNode open(
      PersonalFields.Field field, UUID eventId, UUID subject, String sealed) {
    return opened(subject, eventId, field.name(), sealed)
        .<@Nullable JsonNode>map(json::readTree)
        .orElseGet(() -> field.blank(subject));
  }

  private Optional<byte[]> opened(UUID subject, UUID eventId, String name, String sealed) {
    String[] parts = sealed.split("/", 3);
    return keys.toOpen(subject, DataCategory.of(parts[0]), parts[1])
        .map(
            key -> {
              try {
                return key.decrypt(Base64.getUrlDecoder().decode(parts[2]), context(eventId, name));
              } catch (GeneralSecurityException e) {
                throw new IllegalStateException(
                    "%s of event %s does not open: it was altered or moved there"
                        .formatted(name, eventId),
                    e);
              }
            });
  }

  @Override
  public String sealText(
      UUID owner, @Nullable UUID tenant, UUID eventId, String name, String text, NewKeys fresh) {
    return SEALED
        + "/"
        + owner
        + "/"
        + sealed(
            owner,
            DataCategory.ACTIVITY,
            retention.period(tenant, DataCategory.ACTIVITY),
            text.getBytes(StandardCharsets.UTF_8),
            context(eventId, name),
            fresh);
  }

  @Override
  public void store(Collection<NewKeys> fresh) {
    keys.store(fresh);
  }

  @Override
  public Optional<String> openText(UUID eventId, String name, String sealed) {
    String[] parts = sealed.split("/", 3);
    if (parts.length < 3 || !parts[0].equals(SEALED)) {
      return Optional.of(sealed);
    }
    return opened(UUID.fromString(parts[1]), eventId, name, parts[2])
        .map(text -> new String(text, StandardCharsets.UTF_8));
  }

  @Override
  public byte[] sealPart(UUID subject, String name, byte[] content) {
    return sealAtOnce(
        fresh -> {
          try {
            return keys.toSeal(subject, DataCategory.IDENTITY, Retention.PERMANENT, fresh)
                .encrypt(content, part(name));
          } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM seals any value", e);
          }
        });
  }

  @Override
  public Optional<byte[]> openPart(UUID subject, String name, byte[] sealed) {
    return keys.toOpen(subject, DataCategory.IDENTITY, Retention.PERMANENT)
        .map(
            key -> {
              try {
                return key.decrypt(sealed, part(name));
              } catch (GeneralSecurityException e) {
                throw new IllegalStateException(
                    name + " does not open: it was altered or moved there", e);
              }
            });
  }

  private static byte[] part(String name) {
    return ("lethe sealed part\n" + name).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String sealState(UUID stream, String state) {
    return states.seal(state, "state of " + stream);
  }

  @Override
  public Optional<String> openState(UUID stream, String sealed) {
    return states.open(sealed, "state of " + stream);
  }

  private static byte[] context(UUID eventId, String field) {
    return ("lethe sealed value\n" + eventId + "\n" + field).getBytes(StandardCharsets.UTF_8);
  }
}

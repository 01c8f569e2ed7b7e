package dev.lethe.shared.vault;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Seals the personal fields of events, and opens them while their keys live. */
public interface Vault {

  /** Leaves everything as it is, for events that hold no personal data. */
  Vault NONE =
      new Vault() {
        @Override
        public Map<String, String> periods(@Nullable UUID tenant) {
          return Map.of();
        }

        @Override
        public boolean seals(Class<?> event) {
          return false;
        }

        @Override
        public void seal(
            Class<?> event,
            UUID eventId,
            @Nullable UUID subject,
            @Nullable UUID tenant,
            ObjectNode payload,
            NewKeys fresh) {}

        @Override
        public void open(
            Class<?> event, UUID eventId, @Nullable UUID subject, ObjectNode payload) {}

        @Override
        public String sealText(
            UUID owner,
            @Nullable UUID tenant,
            UUID eventId,
            String name,
            String text,
            NewKeys fresh) {
          return text;
        }

        @Override
        public void store(Collection<NewKeys> fresh) {}

        @Override
        public Optional<String> openText(UUID eventId, String name, String sealed) {
          return Optional.of(sealed);
        }

        @Override
        public byte[] sealPart(UUID subject, String name, byte[] content) {
          return content;
        }

        @Override
        public Optional<byte[]> openPart(UUID subject, String name, byte[] sealed) {
          return Optional.of(sealed);
        }

        @Override
        public String sealState(UUID stream, String state) {
          return state;
        }

        @Override
        public Optional<String> openState(UUID stream, String sealed) {
          return Optional.of(sealed);
        }
      };

  /** What is read where a personal text must be there and its key is destroyed. */
  static String blank(UUID subject) {
    return "erased:" + subject;
  }

  /** The periods, by category, for which a tenant's data is kept that is not kept for ever. */
  Map<String, String> periods(@Nullable UUID tenant);

  /** Whether an event of this class has personal fields that are sealed. */
  boolean seals(Class<?> event);

  /**
   * Replaces the personal fields of an event's payload by what they are sealed as.
   *
   * @param tenant whose rule says how long the values can be read
   * @param fresh is given the keys that must be stored before the payload is
   * @throws IllegalArgumentException if an event with personal fields has no subject
   */
  void seal(
      Class<?> event,
      UUID eventId,
      @Nullable UUID subject,
      @Nullable UUID tenant,
      ObjectNode payload,
      NewKeys fresh);

  /** Puts the values back, or blank ones where their key is destroyed. */
  void open(Class<?> event, UUID eventId, @Nullable UUID subject, ObjectNode payload);

  /**
   * Seals a text beside an event's payload, which is about its owner's {@link
   * DataCategory#ACTIVITY}.
   *
   * @param tenant whose rule says how long the text can be read
   * @param fresh is given the keys that must be stored before the text is
   */
  String sealText(
      UUID owner, @Nullable UUID tenant, UUID eventId, String name, String text, NewKeys fresh);

  /**
   * Stores new keys, all in one statement; {@link NewKeys#areStored} then tells what became of
   * them.
   */
  void store(Collection<NewKeys> fresh);

  /**
   * Seals, and stores the keys that it took.
   *
   * @throws SubjectErased if a person's keys are destroyed, so that nothing more is kept of them
   */
  default <T> T sealAtOnce(Function<NewKeys, T> sealing) {
    while (true) {
      var fresh = new NewKeys();
      T sealed = sealing.apply(fresh);
      store(List.of(fresh));
      if (fresh.areStored()) {
        return sealed;
      }
    }
  }

  /** Opens a text that was sealed for this event and name; empty where its key is destroyed. */
  Optional<String> openText(UUID eventId, String name, String sealed);

  /**
   * Seals a part of a file about a person, under a key that is destroyed with their others.
   *
   * @param name of the part, with which alone it opens
   * @throws SubjectErased if the person's keys are destroyed
   */
  byte[] sealPart(UUID subject, String name, byte[] content);

  /** Opens a part of a file; empty where the person's keys are destroyed. */
  Optional<byte[]> openPart(UUID subject, String name, byte[] sealed);

  /** Seals the state of an aggregate, which may hold personal data of several people. */
  String sealState(UUID stream, String state);

  /** Opens the state of an aggregate; empty where it cannot be, and the stream is to be read. */
  Optional<String> openState(UUID stream, String sealed);
}

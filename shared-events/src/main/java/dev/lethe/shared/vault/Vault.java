package dev.lethe.shared.vault;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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
            ObjectNode payload) {}

        @Override
        public void open(
            Class<?> event, UUID eventId, @Nullable UUID subject, ObjectNode payload) {}

        @Override
        public String sealText(
            UUID owner, @Nullable UUID tenant, UUID eventId, String name, String text) {
          return text;
        }

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
   * @throws SubjectErased if the subject's keys are destroyed, so that nothing more is kept of them
   * @throws IllegalArgumentException if an event with personal fields has no subject
   */
  void seal(
      Class<?> event,
      UUID eventId,
      @Nullable UUID subject,
      @Nullable UUID tenant,
      ObjectNode payload);

  /** Puts the values back, or blank ones where their key is destroyed. */
  void open(Class<?> event, UUID eventId, @Nullable UUID subject, ObjectNode payload);

  /**
   * Seals a text beside an event's payload, which is about its owner's {@link
   * DataCategory#ACTIVITY}.
   *
   * @param tenant whose rule says how long the text can be read
   * @throws SubjectErased if the owner's keys are destroyed
   */
  String sealText(UUID owner, @Nullable UUID tenant, UUID eventId, String name, String text);

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

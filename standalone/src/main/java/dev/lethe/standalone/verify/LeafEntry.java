package dev.lethe.standalone.verify;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The entry that a leaf hash is made of, as docs/data-model.md has it. */
final class LeafEntry {

  /** In their order; the last two may be missing. */
  private static final List<String> FIELDS =
      List.of(
          "stream",
          "sequenceNumber",
          "aggregateType",
          "eventId",
          "type",
          "revision",
          "recordedMicros",
          "tenant",
          "subject");

  private LeafEntry() {}

  /** The entry of the event whose fields the function gives by name. */
  static byte[] of(Function<String, @Nullable String> field) {
    var entry = new StringBuilder("lethe/event/v1\n");
    for (String name : FIELDS) {
      String value = field.apply(name);
      entry.append(value == null ? "-" : value).append('\n');
    }
    for (String name : List.of("metadata", "payload")) {
      String text = String.valueOf(field.apply(name));
      entry.append(text.getBytes(StandardCharsets.UTF_8).length).append('\n').append(text);
    }
    return entry.toString().getBytes(StandardCharsets.UTF_8);
  }
}

package dev.lethe.command.snapshot;

import dev.lethe.command.jsonpath.JsonPath;
import dev.lethe.shared.problem.ProblemType;
import dev.lethe.shared.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A platform's own document, from which settings are read by JSONPath (RFC 9535). */
final class RawDocument {

  private static final int MOST_BYTES = 5 * 1024 * 1024;

  private final JsonNode root;

  /**
   * Takes the document.
   *
   * @throws Refusal if it is over 5 MB
   */
  RawDocument(JsonNode document) {
    if (document.toString().getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      throw new Refusal(
          ProblemType.TOO_LARGE,
          "a document has at most 5 MB: leave out the parts that no setting is read from");
    }
    root = document;
  }

  /** What the path finds: nothing, the one value, or an array of several. */
  Optional<JsonNode> read(String path) {
    List<JsonNode> found = JsonPath.parse(path).select(root);
    return switch (found.size()) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(found.getFirst());
      default -> Optional.of(JsonNodeFactory.instance.arrayNode().addAll(found));
    };
  }
}

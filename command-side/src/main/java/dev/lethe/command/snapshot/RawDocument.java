package dev.lethe.command.snapshot;

import dev.lethe.shared.problem.ProblemType;
import dev.lethe.shared.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.noear.snack4.ONode;
import org.noear.snack4.jsonpath.JsonPath;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A platform's own document, from which settings are read by JSONPath (RFC 9535). */
final class RawDocument {

  private static final int MOST_BYTES = 5 * 1024 * 1024;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final ONode root;

  /**
   * Takes the document.
   *
   * @throws Refusal if it is over 5 MB
   */
  RawDocument(JsonNode document) {
    String text = document.toString();
    if (text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      throw new Refusal(
          ProblemType.TOO_LARGE,
          "a document has at most 5 MB: leave out the parts that no setting is read from");
    }
    root = ONode.ofJson(text);
  }

  /** What the path finds: nothing, the one value, or an array of several. */
  Optional<JsonNode> read(String path) {
    List<ONode> found = JsonPath.parse(path).select(root).getNodeList();
    return switch (found.size()) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(JSON.readTree(found.getFirst().toJson()));
      default -> {
        var array = JSON.createArrayNode();
        found.forEach(node -> array.add(JSON.readTree(node.toJson())));
        yield Optional.of(array);
      }
    };
  }
}

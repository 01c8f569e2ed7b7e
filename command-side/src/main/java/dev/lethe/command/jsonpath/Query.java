package dev.lethe.command.jsonpath;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Segments that are applied one after another (RFC 9535, section 2.1.2).
 *
 * @param relative whether it starts at the current node ({@code @}) and not at the root ({@code $})
 */
record Query(boolean relative, List<Segment> segments) {

  Query {
    segments = List.copyOf(segments);
  }

  /**
   * One step down.
   *
   * @param descendant whether it also looks below the children
   */
  record Segment(boolean descendant, List<Selector> selectors) {

    Segment {
      selectors = List.copyOf(selectors);
    }

    private void select(JsonNode root, JsonNode node, List<JsonNode> found) {
      for (Selector selector : selectors) {
        selector.select(root, node, found);
      }
      if (descendant) {
        node.forEach(child -> select(root, child, found));
      }
    }
  }

  List<JsonNode> select(JsonNode root, JsonNode current) {
    List<JsonNode> nodes = List.of(relative ? current : root);
    for (Segment segment : segments) {
      List<JsonNode> next = new ArrayList<>();
      for (JsonNode node : nodes) {
        segment.select(root, node, next);
      }
      nodes = next;
    }
    return nodes;
  }

  /** Whether it can select at most one node (section 2.3.5.1). */
  boolean isSingular() {
    return segments.stream()
        .allMatch(
            segment ->
                !segment.descendant()
                    && segment.selectors().size() == 1
                    && (segment.selectors().getFirst() instanceof Selector.Name
                        || segment.selectors().getFirst() instanceof Selector.Index));
  }
}

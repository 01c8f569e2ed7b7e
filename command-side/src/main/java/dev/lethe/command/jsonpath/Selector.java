package dev.lethe.command.jsonpath;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Selects among the children of a node (RFC 9535, section 2.3). */
sealed interface Selector {

  void select(JsonNode root, JsonNode node, List<JsonNode> found);

  /** The member of this name. */
  record Name(String name) implements Selector {
    @Override
    public void select(JsonNode root, JsonNode node, List<JsonNode> found) {
      JsonNode member = node.isObject() ? node.get(name) : null;
      if (member != null) {
        found.add(member);
      }
    }
  }

  /** All children. */
  record Wildcard() implements Selector {
    @Override
    public void select(JsonNode root, JsonNode node, List<JsonNode> found) {
      node.forEach(found::add);
    }
  }

  /** The element at this place, from the end where it is negative. */
  record Index(long index) implements Selector {
    @Override
    public void select(JsonNode root, JsonNode node, List<JsonNode> found) {
      long place = index < 0 ? node.size() + index : index;
      if (node.isArray() && place >= 0 && place < node.size()) {
        found.add(node.get((int) place));
      }
    }
  }

  /** Elements from a place to before another, in steps (section 2.3.4.2). */
  record Slice(@Nullable Long start, @Nullable Long end, long step) implements Selector {
    @Override
    public void select(JsonNode root, JsonNode node, List<JsonNode> found) {
      if (!node.isArray() || step == 0) {
        return;
      }
      long length = node.size();
      boolean forward = step > 0;
      long from = start == null ? (forward ? 0 : length - 1) : fromEnd(start, length);
      long to = end == null ? (forward ? length : -length - 1) : fromEnd(end, length);
      if (forward) {
        long lower = Math.clamp(from, 0, length);
        long upper = Math.clamp(to, 0, length);
        for (long i = lower; i < upper; i += step) {
          found.add(node.get((int) i));
        }
      } else {
        long upper = Math.clamp(from, -1, length - 1);
        long lower = Math.clamp(to, -1, length - 1);
        for (long i = upper; i > lower; i += step) {
          found.add(node.get((int) i));
        }
      }
    }

    private static long fromEnd(long place, long length) {
      return place >= 0 ? place : length + place;
    }
  }

  /** The children for which a condition holds. */
  record Filter(Condition condition) implements Selector {
    @Override
    public void select(JsonNode root, JsonNode node, List<JsonNode> found) {
      node.forEach(
          child -> {
            if (condition.holds(root, child)) {
              found.add(child);
            }
          });
    }
  }
}

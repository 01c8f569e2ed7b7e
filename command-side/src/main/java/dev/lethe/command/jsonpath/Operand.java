package dev.lethe.command.jsonpath;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Something with a value, or with none (the RFC's special result Nothing), given as null. */
sealed interface Operand {

  @Nullable JsonNode value(JsonNode root, JsonNode current);

  /** A value that stands in the query. */
  record Literal(JsonNode literal) implements Operand {
    @Override
    public JsonNode value(JsonNode root, JsonNode current) {
      return literal;
    }
  }

  /**
   * The value of the only node of a query: of a singular query, or by the function value (section
   * 2.4.8).
   */
  record OnlyNode(Query query) implements Operand {
    @Override
    public @Nullable JsonNode value(JsonNode root, JsonNode current) {
      List<JsonNode> nodes = query.select(root, current);
      return nodes.size() == 1 ? nodes.getFirst() : null;
    }
  }

  /** How many nodes a query selects (section 2.4.5). */
  record Count(Query query) implements Operand {
    @Override
    public JsonNode value(JsonNode root, JsonNode current) {
      return JsonNodeFactory.instance.numberNode(query.select(root, current).size());
    }
  }

  /** Characters of a string, elements of an array or members of an object (section 2.4.4). */
  record Length(Operand of) implements Operand {
    @Override
    public @Nullable JsonNode value(JsonNode root, JsonNode current) {
      JsonNode value = of.value(root, current);
      if (value == null) {
        return null;
      }
      if (value.isString()) {
        String text = value.stringValue();
        return JsonNodeFactory.instance.numberNode(text.codePointCount(0, text.length()));
      }
      return value.isContainer() ? JsonNodeFactory.instance.numberNode(value.size()) : null;
    }
  }
}

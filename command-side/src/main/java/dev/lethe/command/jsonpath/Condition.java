package dev.lethe.command.jsonpath;

import dev.lethe.shared.value.JsonValues;
import java.util.List;
import java.util.PrimitiveIterator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a filter asks of a node (RFC 9535, section 2.3.5). */
sealed interface Condition {

  boolean holds(JsonNode root, JsonNode current);

  /** At least one holds. */
  record Or(List<Condition> any) implements Condition {
    @Override
    public boolean holds(JsonNode root, JsonNode current) {
      return any.stream().anyMatch(one -> one.holds(root, current));
    }
  }

  /** All hold. */
  record And(List<Condition> all) implements Condition {
    @Override
    public boolean holds(JsonNode root, JsonNode current) {
      return all.stream().allMatch(one -> one.holds(root, current));
    }
  }

  /** It does not hold. */
  record Not(Condition condition) implements Condition {
    @Override
    public boolean holds(JsonNode root, JsonNode current) {
      return !condition.holds(root, current);
    }
  }

  /** The query selects something, whatever its value. */
  record Exists(Query query) implements Condition {
    @Override
    public boolean holds(JsonNode root, JsonNode current) {
      return !query.select(root, current).isEmpty();
    }
  }

  /** One of the functions match and search (sections 2.4.6 and 2.4.7). */
  record Matches(Operand text, Operand pattern, boolean whole) implements Condition {
    @Override
    public boolean holds(JsonNode root, JsonNode current) {
      JsonNode subject = text.value(root, current);
      JsonNode regexp = pattern.value(root, current);
      return subject != null
          && regexp != null
          && subject.isString()
          && regexp.isString()
          && IRegexp.matches(regexp.stringValue(), subject.stringValue(), whole);
    }
  }

  /** How two operands are compared. */
  enum Operator {
    EQUAL,
    NOT_EQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL
  }

  /** A comparison (section 2.3.5.2.2): only numbers and strings have an order. */
  record Comparison(Operand left, Operator operator, Operand right) implements Condition {
    @Override
    public boolean holds(JsonNode root, JsonNode current) {
      JsonNode a = left.value(root, current);
      JsonNode b = right.value(root, current);
      return switch (operator) {
        case EQUAL -> JsonValues.same(a, b);
        case NOT_EQUAL -> !JsonValues.same(a, b);
        case LESS -> isLess(a, b);
        case LESS_OR_EQUAL -> isLess(a, b) || JsonValues.same(a, b);
        case GREATER -> isLess(b, a);
        case GREATER_OR_EQUAL -> isLess(b, a) || JsonValues.same(a, b);
      };
    }

    private static boolean isLess(@Nullable JsonNode a, @Nullable JsonNode b) {
      if (a == null || b == null) {
        return false;
      }
      if (a.isNumber() && b.isNumber()) {
        return a.decimalValue().compareTo(b.decimalValue()) < 0;
      }
      return a.isString() && b.isString() && isLess(a.stringValue(), b.stringValue());
    }

    /** By Unicode scalar values, which is not the order of Java's UTF-16. */
    private static boolean isLess(String a, String b) {
      PrimitiveIterator.OfInt left = a.codePoints().iterator();
      PrimitiveIterator.OfInt right = b.codePoints().iterator();
      while (left.hasNext() && right.hasNext()) {
        int difference = Integer.compare(left.nextInt(), right.nextInt());
        if (difference != 0) {
          return difference < 0;
        }
      }
      return right.hasNext();
    }
  }
}

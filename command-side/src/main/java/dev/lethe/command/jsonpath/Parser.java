package dev.lethe.command.jsonpath;

import dev.lethe.command.jsonpath.Condition.Operator;
import dev.lethe.command.jsonpath.Query.Segment;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads the grammar of RFC 9535, appendix A, one method a rule. */
final class Parser {

  private static final long MOST = (1L << 53) - 1;
  private static final int END = -1;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final String text;
  private int at;

  Parser(String text) {
    this.text = text;
  }

  Query query() {
    require('$');
    Query query = new Query(false, segments());
    if (peek() != END) {
      throw expected("a segment such as .name or ['name']");
    }
    return query;
  }

  // segments and selectors

  private List<Segment> segments() {
    List<Segment> segments = new ArrayList<>();
    while (true) {
      int before = at;
      skipBlanks();
      if (take("..")) {
        segments.add(
            new Segment(true, peek() == '[' ? bracketed() : List.of(wildcardOrMemberName())));
      } else if (take(".")) {
        segments.add(new Segment(false, List.of(wildcardOrMemberName())));
      } else if (peek() == '[') {
        segments.add(new Segment(false, bracketed()));
      } else {
        at = before; // blanks belong to a segment only when one follows
        return segments;
      }
    }
  }

  private Selector wildcardOrMemberName() {
    if (take("*")) {
      return new Selector.Wildcard();
    }
    int start = at;
    if (!isNameFirst(peek())) {
      throw expected("a member's name or *");
    }
    while (isNameFirst(peek()) || isDigit(peek())) {
      at += Character.charCount(peek());
    }
    return new Selector.Name(text.substring(start, at));
  }

  private List<Selector> bracketed() {
    require('[');
    List<Selector> selectors = new ArrayList<>();
    do {
      skipBlanks();
      selectors.add(selector());
      skipBlanks();
    } while (take(","));
    require(']');
    return selectors;
  }

  private Selector selector() {
    int next = peek();
    if (next == '\'' || next == '"') {
      return new Selector.Name(string());
    }
    if (take("*")) {
      return new Selector.Wildcard();
    }
    if (take("?")) {
      skipBlanks();
      return new Selector.Filter(or());
    }
    if (next == ':' || next == '-' || isDigit(next)) {
      return indexOrSlice();
    }
    throw expected("a quoted name, an index, a slice, * or a filter");
  }

  private Selector indexOrSlice() {
    Long start = peek() == ':' ? null : integer();
    int before = at;
    skipBlanks();
    if (!take(":")) {
      at = before;
      return new Selector.Index(start == null ? 0 : start);
    }
    skipBlanks();
    Long end = optionalInteger();
    skipBlanks();
    Long step = null;
    if (take(":")) {
      skipBlanks();
      step = optionalInteger();
    }
    return new Selector.Slice(start, end, step == null ? 1 : step);
  }

  private @Nullable Long optionalInteger() {
    return peek() == '-' || isDigit(peek()) ? (Long) integer() : null;
  }

  private long integer() {
    int start = at;
    boolean negative = take("-");
    if (take("0")) {
      if (negative || isDigit(peek())) {
        throw expected("a whole number without leading zeros");
      }
      return 0;
    }
    if (!isDigit(peek())) {
      throw expected("a whole number");
    }
    while (isDigit(peek())) {
      at++;
    }
    String digits = text.substring(start, at);
    long value = digits.length() > 17 ? Long.MAX_VALUE : Long.parseLong(digits);
    if (Math.abs(value) > MOST) {
      throw expected("a whole number within 2^53 - 1");
    }
    return value;
  }

  // conditions

  private Condition or() {
    List<Condition> any = list(this::and, "||");
    return any.size() == 1 ? any.getFirst() : new Condition.Or(any);
  }

  private Condition and() {
    List<Condition> all = list(this::basic, "&&");
    return all.size() == 1 ? all.getFirst() : new Condition.And(all);
  }

  private List<Condition> list(Supplier<Condition> element, String separator) {
    List<Condition> elements = new ArrayList<>();
    elements.add(element.get());
    while (true) {
      int before = at;
      skipBlanks();
      if (!take(separator)) {
        at = before;
        return elements;
      }
      skipBlanks();
      elements.add(element.get());
    }
  }

  private Condition basic() {
    if (take("!")) {
      skipBlanks();
      return new Condition.Not(peek() == '(' ? parenthesised() : test());
    }
    if (peek() == '(') {
      return parenthesised();
    }
    return comparisonOrTest();
  }

  private Condition parenthesised() {
    require('(');
    skipBlanks();
    Condition inner = or();
    skipBlanks();
    require(')');
    return inner;
  }

  private Condition test() {
    if (peek() == '@' || peek() == '$') {
      return new Condition.Exists(filterQuery());
    }
    int start = at;
    if (function() instanceof Condition condition) {
      return condition;
    }
    at = start;
    throw expected("a query, match(…) or search(…)");
  }

  private Condition comparisonOrTest() {
    int start = at;
    if (peek() == '@' || peek() == '$') {
      Query query = filterQuery();
      Operator operator = operator();
      if (operator == null) {
        return new Condition.Exists(query);
      }
      return new Condition.Comparison(singular(query, start), operator, comparable());
    }
    if (isFunctionName()) {
      Object result = function();
      if (result instanceof Condition condition) {
        if (operator() != null) {
          at = start;
          throw expected("something with a value to compare, which match and search are not");
        }
        return condition;
      }
      Operator operator = operator();
      if (operator == null) {
        throw expected("a comparison: this function has a value and is no condition by itself");
      }
      return new Condition.Comparison((Operand) result, operator, comparable());
    }
    Operand left = literal();
    Operator operator = operator();
    if (operator == null) {
      throw expected("a comparison: a literal is no condition by itself");
    }
    return new Condition.Comparison(left, operator, comparable());
  }

  private @Nullable Operator operator() {
    int before = at;
    skipBlanks();
    Operator operator =
        take("==")
            ? Operator.EQUAL
            : take("!=")
                ? Operator.NOT_EQUAL
                : take("<=")
                    ? Operator.LESS_OR_EQUAL
                    : take(">=")
                        ? Operator.GREATER_OR_EQUAL
                        : take("<") ? Operator.LESS : take(">") ? Operator.GREATER : null;
    if (operator == null) {
      at = before;
    } else {
      skipBlanks();
    }
    return operator;
  }

  private Operand comparable() {
    int start = at;
    if (peek() == '@' || peek() == '$') {
      return singular(filterQuery(), start);
    }
    if (isFunctionName()) {
      if (function() instanceof Operand operand) {
        return operand;
      }
      at = start;
      throw expected("something with a value to compare, which match and search are not");
    }
    return literal();
  }

  private Operand singular(Query query, int start) {
    if (!query.isSingular()) {
      at = start;
      throw expected("a query of at most one node, made of names and indexes only");
    }
    return new Operand.OnlyNode(query);
  }

  private Query filterQuery() {
    boolean relative = take("@");
    if (!relative) {
      require('$');
    }
    return new Query(relative, segments());
  }

  // functions

  private boolean isFunctionName() {
    int end = at;
    while (end < text.length() && isFunctionNameChar(text.charAt(end), end == at)) {
      end++;
    }
    return end > at && end < text.length() && text.charAt(end) == '(';
  }

  private static boolean isFunctionNameChar(char c, boolean first) {
    return (c >= 'a' && c <= 'z') || (!first && (c == '_' || isDigit(c)));
  }

  /** An {@link Operand} or a {@link Condition}, by what the function is declared to give. */
  private Object function() {
    int start = at;
    if (!isFunctionName()) {
      throw expected("a query or a function");
    }
    String name = text.substring(at, text.indexOf('(', at));
    at += name.length() + 1;
    skipBlanks();
    Object result =
        switch (name) {
          case "length" -> new Operand.Length(comparable());
          case "count" -> new Operand.Count(nodesArgument());
          case "value" -> new Operand.OnlyNode(nodesArgument());
          case "match", "search" -> {
            Operand subject = comparable();
            skipBlanks();
            require(',');
            skipBlanks();
            yield new Condition.Matches(subject, comparable(), name.equals("match"));
          }
          default -> {
            at = start;
            throw expected("one of the functions length, count, match, search and value");
          }
        };
    skipBlanks();
    require(')');
    return result;
  }

  private Query nodesArgument() {
    if (peek() != '@' && peek() != '$') {
      throw expected("a query");
    }
    return filterQuery();
  }

  // literals

  private Operand literal() {
    int next = peek();
    if (next == '\'' || next == '"') {
      return new Operand.Literal(JSON.stringNode(string()));
    }
    if (take("true")) {
      return new Operand.Literal(JSON.booleanNode(true));
    }
    if (take("false")) {
      return new Operand.Literal(JSON.booleanNode(false));
    }
    if (take("null")) {
      return new Operand.Literal(JSON.nullNode());
    }
    if (next == '-' || isDigit(next)) {
      return new Operand.Literal(JSON.numberNode(number()));
    }
    throw expected("a query, a function, a string, a number, true, false or null");
  }

  private BigDecimal number() {
    int start = at;
    take("-");
    if (take("0")) {
      if (isDigit(peek())) {
        throw expected("a number without leading zeros");
      }
    } else {
      digits();
    }
    if (take(".")) {
      digits();
    }
    if (take("e") || take("E")) {
      if (!take("+")) {
        take("-");
      }
      if (at - start > 20) {
        throw expected("a shorter number");
      }
      digits();
    }
    if (at - start > 30) {
      throw expected("a shorter number");
    }
    return new BigDecimal(text.substring(start, at));
  }

  private void digits() {
    if (!isDigit(peek())) {
      throw expected("a digit");
    }
    while (isDigit(peek())) {
      at++;
    }
  }

  private String string() {
    int quote = peek();
    at++;
    var value = new StringBuilder();
    while (true) {
      int c = peek();
      if (c == END || c < 0x20) {
        throw expected("the end of the string, with control characters escaped");
      }
      at += Character.charCount(c);
      if (c == quote) {
        break;
      }
      if (c == '\\') {
        value.append(escaped(quote));
      } else {
        value.appendCodePoint(c);
      }
    }
    for (int i = 0; i < value.length(); i++) {
      boolean pair =
          i + 1 < value.length() && Character.isSurrogatePair(value.charAt(i), value.charAt(i + 1));
      if (pair) {
        i++;
      } else if (Character.isSurrogate(value.charAt(i))) {
        throw expected("surrogates in pairs");
      }
    }
    return value.toString();
  }

  private char escaped(int quote) {
    int c = peek();
    at++;
    return switch (c) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case '/', '\\' -> (char) c;
      case 'u' -> hexadecimal();
      default -> {
        if (c != quote) {
          at--;
          throw expected("one of the escapes b f n r t / \\ u and the string's own quote");
        }
        yield (char) c;
      }
    };
  }

  private char hexadecimal() {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int digit = peek() < 0x80 ? Character.digit(peek(), 16) : -1;
      if (digit < 0) {
        throw expected("four hexadecimal digits");
      }
      value = value * 16 + digit;
      at++;
    }
    return (char) value;
  }

  // characters

  private int peek() {
    return at < text.length() ? text.codePointAt(at) : END;
  }

  private boolean take(String token) {
    boolean there = text.startsWith(token, at);
    if (there) {
      at += token.length();
    }
    return there;
  }

  private void require(char c) {
    if (peek() != c) {
      throw expected("the character " + c);
    }
    at++;
  }

  private void skipBlanks() {
    while (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r') {
      at++;
    }
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNameFirst(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || c == '_'
        || (c >= 0x80 && !(c >= 0xd800 && c <= 0xdfff));
  }

  private InvalidJsonPath expected(String what) {
    return new InvalidJsonPath(at, what + " is expected");
  }
}

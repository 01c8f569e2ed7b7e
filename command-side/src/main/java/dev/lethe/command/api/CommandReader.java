package dev.lethe.command.api;

import dev.lethe.shared.access.Secrets;
import dev.lethe.shared.problem.ProblemType;
import dev.lethe.shared.problem.Refusal;
import dev.lethe.shared.value.Ids;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.type.LogicalType;

/**
 * Turns JSON into a command, strictly: what is not in the schema is refused, with the place and the
 * remedy.
 */
final class CommandReader {

  /** A body may be this long: a document of 5 MB and room for what is around it. */
  static final int MOST_BYTES = 5 * 1024 * 1024 + 64 * 1024;

  /** Beyond these a number cannot be kept by PostgreSQL's numeric type without blowing up. */
  private static final int MOST_DIGITS = 1_000;

  private final Validator validator;
  private final JsonMapper json =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              coercion ->
                  coercion
                      .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .build();

  CommandReader(Validator validator) {
    this.validator = validator;
  }

  /**
   * Parses a JSON object.
   *
   * @throws Refusal if it is not one
   */
  ObjectNode object(byte[] body) {
    JsonNode node;
    try {
      node = json.readTree(body);
    } catch (StreamConstraintsException e) {
      throw new Refusal(
          ProblemType.INVALID_JSON, "the JSON is nested too deeply or has too long a number");
    } catch (JacksonException e) {
      throw new Refusal(
          ProblemType.INVALID_JSON,
          "line %d, column %d: %s"
              .formatted(
                  e.getLocation().getLineNr(),
                  e.getLocation().getColumnNr(),
                  firstSentence(e.getOriginalMessage())));
    }
    if (!(node instanceof ObjectNode object)) {
      throw new Refusal(
          ProblemType.INVALID_JSON, "a JSON object is expected, such as {\"name\": \"value\"}");
    }
    requireStorable(object, "");
    return object;
  }

  /**
   * Turns a payload into the command, with new ids where the client left them out.
   *
   * @throws Refusal if the payload does not fit the command's schema
   */
  Command command(CommandType type, ObjectNode payload) {
    ObjectNode filled = payload;
    for (String id : type.generatedIds()) {
      if (!filled.hasNonNull(id)) {
        filled = filled.deepCopy().put(id, Ids.next().toString());
      }
    }
    RecordComponent secret = type.generatedSecret();
    if (secret != null) {
      if (filled.has(secret.getName())) {
        throw invalid(
            "#/" + secret.getName(), "this is made here and comes with the answer: leave it out");
      }
      GeneratedSecret how = secret.getAnnotation(GeneratedSecret.class);
      filled =
          filled
              .deepCopy()
              .put(
                  secret.getName(),
                  how.prefix()
                      + (how.hexadecimal() ? Secrets.hash(Secrets.next()) : Secrets.next()));
    }
    Command command;
    try {
      command = json.treeToValue(filled, type.record());
    } catch (UnrecognizedPropertyException e) {
      throw invalid(
          pointer(e),
          "there is no such field; the fields are "
              + e.getKnownPropertyIds().stream()
                  .map(String::valueOf)
                  .sorted()
                  .collect(Collectors.joining(", ")));
    } catch (MismatchedInputException e) {
      throw invalid(pointer(e), expected(e.getTargetType()));
    } catch (DatabindException e) {
      Throwable cause = e.getCause();
      throw invalid(
          pointer(e),
          cause instanceof IllegalArgumentException && cause.getMessage() != null
              ? cause.getMessage()
              : "this does not fit the schema");
    }
    List<Map<String, Object>> errors =
        validator.validate(command).stream()
            .sorted(Comparator.comparing(violation -> violation.getPropertyPath().toString()))
            .map(CommandReader::error)
            .toList();
    if (!errors.isEmpty()) {
      throw invalid(errors);
    }
    return command;
  }

  private static Refusal invalid(String pointer, String detail) {
    return invalid(List.of(Map.of("pointer", pointer, "detail", detail)));
  }

  private static Refusal invalid(List<Map<String, Object>> errors) {
    return new Refusal(
        ProblemType.INVALID_COMMAND,
        errors.stream()
            .map(error -> error.get("pointer") + ": " + error.get("detail"))
            .collect(Collectors.joining("; ")),
        Map.of("errors", errors));
  }

  private static Map<String, Object> error(ConstraintViolation<Command> violation) {
    String path = violation.getPropertyPath().toString();
    return Map.of(
        "pointer",
        "#/" + path.replace('.', '/').replace("[", "/").replace("]", ""),
        "detail",
        violation.getMessage());
  }

  /** JSON pointer (RFC 6901) as a URI fragment. */
  private static String pointer(DatabindException e) {
    return "#"
        + e.getPath().stream()
            .map(
                step ->
                    "/"
                        + (step.getPropertyName() == null
                            ? step.getIndex()
                            : step.getPropertyName()))
            .collect(Collectors.joining());
  }

  private static String expected(Class<?> type) {
    if (type == null) {
      return "this is of the wrong type";
    }
    if (type.isEnum()) {
      return "one of "
          + Arrays.stream(type.getEnumConstants())
              .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
              .collect(Collectors.joining(", "))
          + " is expected";
    }
    return switch (type.getSimpleName()) {
      case "UUID" -> "a UUID is expected, such as 0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d11";
      case "Instant" -> "an instant is expected (RFC 3339), such as 2026-05-03T12:00:00Z";
      case "String" -> "a string is expected";
      case "boolean", "Boolean" -> "true or false is expected";
      case "int", "Integer", "long", "Long" -> "a whole number is expected";
      case "List" -> "an array is expected";
      default -> "an object is expected";
    };
  }

  private static String firstSentence(String message) {
    int end = message.indexOf('\n');
    String line = end < 0 ? message : message.substring(0, end);
    return line.length() > 200 ? line.substring(0, 200) + "…" : line;
  }

  /**
   * Refuses what JSON allows and PostgreSQL cannot keep, before it becomes an event that no
   * projection can write: the character U+0000, halves of surrogate pairs, and numbers of absurd
   * size.
   */
  private static void requireStorable(JsonNode node, String pointer) {
    switch (node) {
      case ObjectNode object ->
          object
              .properties()
              .forEach(
                  entry -> {
                    requireStorable(entry.getKey(), pointer);
                    requireStorable(entry.getValue(), pointer + "/" + entry.getKey());
                  });
      case JsonNode array when array.isArray() -> {
        List<JsonNode> elements = new ArrayList<>(array.values());
        for (int i = 0; i < elements.size(); i++) {
          requireStorable(elements.get(i), pointer + "/" + i);
        }
      }
      case JsonNode text when text.isString() -> requireStorable(text.stringValue(), pointer);
      case JsonNode number when number.isFloatingPointNumber() -> {
        BigDecimal value = number.decimalValue();
        if (Math.abs((long) value.scale()) + value.precision() > MOST_DIGITS) {
          throw invalid(
              "#" + pointer, "a number of at most %d digits is expected".formatted(MOST_DIGITS));
        }
      }
      case JsonNode number when number.isBigInteger() -> {
        if (number.bigIntegerValue().bitLength() > MOST_DIGITS * 3) {
          throw invalid(
              "#" + pointer, "a number of at most %d digits is expected".formatted(MOST_DIGITS));
        }
      }
      default -> {}
    }
  }

  private static void requireStorable(String text, String pointer) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        throw invalid("#" + pointer, "the character U+0000 cannot be stored: leave it out");
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        throw invalid("#" + pointer, "half of a surrogate pair is not a character: leave it out");
      }
    }
  }
}

package dev.lethe.command.jsonpath;

/** A text is no valid JSONPath query; the message says where and what was expected. */
public final class InvalidJsonPath extends RuntimeException {
  InvalidJsonPath(int at, String expected) {
    super("at character %d: %s".formatted(at + 1, expected));
  }
}

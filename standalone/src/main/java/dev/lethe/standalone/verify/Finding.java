package dev.lethe.standalone.verify;

/** What a check came to, in a sentence. */
@SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency for two methods
record Finding(boolean good, String sentence) {
  static Finding good(String sentence, Object... values) {
    return new Finding(true, sentence.formatted(values));
  }

  static Finding bad(String sentence, Object... values) {
    return new Finding(false, sentence.formatted(values));
  }
}

package dev.lethe.command.jsonpath;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** I-Regexp (RFC 9485), run by Java's engine. */
final class IRegexp {

  private IRegexp() {}

  /** Whether the text matches, as a whole or in a part of it; false for what is no I-Regexp. */
  static boolean matches(String regexp, String text, boolean whole) {
    try {
      var matcher = Pattern.compile(toJava(regexp)).matcher(text);
      return whole ? matcher.matches() : matcher.find();
    } catch (PatternSyntaxException e) {
      return false;
    }
  }

  /** Anchors and extensions of Java's are ordinary characters, or nothing, in I-Regexp. */
  private static String toJava(String regexp) {
    var java = new StringBuilder(regexp.length() + 8);
    boolean inClass = false;
    for (int i = 0; i < regexp.length(); i++) {
      char c = regexp.charAt(i);
      switch (c) {
        case '\\' -> {
          java.append(c);
          if (++i < regexp.length()) {
            java.append(regexp.charAt(i));
          }
        }
        case '[' -> {
          java.append(inClass ? "\\[" : "[");
          inClass = true;
        }
        case ']' -> {
          java.append(c);
          inClass = false;
        }
        case '.' -> java.append(inClass ? "." : "[^\\n\\r]");
        case '$' -> java.append("\\$");
        case '^' -> java.append(inClass && regexp.charAt(i - 1) == '[' ? "^" : "\\^");
        case '&' -> java.append("\\&");
        case '(' -> {
          if (!inClass && i + 1 < regexp.length() && regexp.charAt(i + 1) == '?') {
            throw new PatternSyntaxException("(? is no I-Regexp", regexp, i);
          }
          java.append(c);
        }
        default -> java.append(c);
      }
    }
    return java.toString();
  }
}

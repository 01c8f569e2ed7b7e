package dev.lethe.standalone;

/**
 * The program cannot do what it was asked to; the message is the one line that the operator sees.
 */
public final class CannotStart extends RuntimeException {
  /** Says what is wrong and what would be right. */
  public CannotStart(String message) {
    super(message);
  }

  CannotStart(String message, Throwable cause) {
    super(message, cause);
  }
}

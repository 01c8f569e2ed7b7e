package dev.lethe.shared.database;

/** The database cannot be worked with; the message is one line for the operator. */
public final class DatabaseUnusable extends RuntimeException {
  DatabaseUnusable(String message, Throwable cause) {
    super(message, cause);
  }
}

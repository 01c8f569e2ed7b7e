package dev.lethe.shared.database;

/**
 * A text that should be a database URL is none; the message does not repeat it, for it may hold a
 * password.
 */
public final class InvalidDatabaseUrl extends RuntimeException {
  InvalidDatabaseUrl() {
    super("the database URL is not of the form postgresql://USER:PASSWORD@HOST:PORT/NAME");
  }
}

package dev.lethe.command.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What the description says of a command: a sentence, and a payload that fits its schema (a test
 * sends it).
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface CommandExample {

  /** What the command does, in a sentence. */
  String does();

  /** A payload, as JSON. */
  String json();
}

package dev.lethe.command.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a record component of type {@link Secret}: the API puts a new random secret there and shows it
 * once, in the answer. A client cannot choose it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface GeneratedSecret {

  /** What the secret begins with, so that it is known where it leaks. */
  String prefix();

  /** Whether the rest is in hexadecimal, which base64 decoders of all kinds take; or base64url. */
  boolean hexadecimal() default false;
}

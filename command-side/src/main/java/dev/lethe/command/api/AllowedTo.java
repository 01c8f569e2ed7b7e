package dev.lethe.command.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Who may give a command. Every command has one. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface AllowedTo {

  /** Any one of these suffices. */
  Who[] value();

  /** A relation between the actor and the command. */
  enum Who {
    /** Administrators of the installation. */
    ADMIN,
    /** The user whom the command is about. */
    SELF
  }
}

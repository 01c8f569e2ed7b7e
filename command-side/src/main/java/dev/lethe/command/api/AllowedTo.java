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
    ADMIN("administrators"),
    /** The user whom the command is about. */
    SELF("the user it is about"),
    /** Owners of the tenant or team that the command is about. */
    OWNER("owners of the organisation"),
    /** Owners and admins of the tenant or team that the command is about. */
    MANAGER("owners and admins of the organisation"),
    /** Anybody with an account. */
    ANYONE("anyone logged in");

    private final String words;

    Who(String words) {
      this.words = words;
    }

    /** As said to people. */
    public String words() {
      return words;
    }
  }
}

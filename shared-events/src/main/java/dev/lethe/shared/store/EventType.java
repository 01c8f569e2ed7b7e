package dev.lethe.shared.store;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The name and revision under which an event is stored; both outlive any renaming of the class. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface EventType {

  /** Stable name, {@code feature.fact} in lower case, such as {@code user.registered}. */
  String value();

  /** Counts the shapes this event has had, from 1. */
  int revision() default 1;
}

package dev.lethe.shared.vault;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a component of an event: it is about the event's data subject (GDPR article 4(1)), and stored
 * sealed under the subject's key. Once the key is destroyed, a blank value is read in its place.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface PersonalData {

  /** Which of the subject's keys. */
  DataCategory value();
}

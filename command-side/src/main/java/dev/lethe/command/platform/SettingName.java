package dev.lethe.command.platform;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name of a setting: letters, digits, dots, hyphens and underscores, at most 200 characters.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Constraint(validatedBy = {})
@Pattern(regexp = "^[A-Za-z0-9][A-Za-z0-9._-]*$")
@Size(max = 200)
@ReportAsSingleViolation
@interface SettingName {
  String message() default
      "a setting is named with letters, digits, dots, hyphens and underscores, such as"
          + " ad_personalisation";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};
}

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
 * A name for URLs: lower-case letters and digits in groups joined by hyphens, at most 100
 * characters.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Constraint(validatedBy = {})
@Pattern(regexp = "^[a-z0-9]+(-[a-z0-9]+)*$")
@Size(max = 100)
@ReportAsSingleViolation
@interface Slug {
  String message() default
      "a slug has lower-case letters and digits in groups joined by hyphens, such as"
          + " chirper-social";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};
}

package dev.lethe.command.apikey;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What an API key may do: {@code queries}, {@code audit}, {@code commands} or {@code
 * commands:NAME}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE_USE, ElementType.ANNOTATION_TYPE})
@Constraint(validatedBy = {})
@ReportAsSingleViolation
@Pattern(regexp = "queries|audit|commands(:[A-Za-z]{1,60})?")
@interface Scope {
  String message() default "a scope is queries, audit, commands, or commands: and the name of one";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};
}

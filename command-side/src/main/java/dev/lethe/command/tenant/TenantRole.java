package dev.lethe.command.tenant;

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
 * A role in a tenant. {@link #OWNER} and {@link #ADMIN} manage it; what others mean is for the
 * products to say.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE_USE, ElementType.ANNOTATION_TYPE})
@Constraint(validatedBy = {})
@ReportAsSingleViolation
@Pattern(regexp = "[a-z][a-z0-9_-]{0,39}")
@interface TenantRole {
  /** May do everything; the last one cannot go. */
  String OWNER = "owner";

  /** Manages members. */
  String ADMIN = "admin";

  String message() default
      "a role has 1 to 40 lower-case letters, digits, - and _, such as owner, admin or member";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};
}

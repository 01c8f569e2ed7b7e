package dev.lethe.command.platform;

import dev.lethe.command.jsonpath.InvalidJsonPath;
import dev.lethe.command.jsonpath.JsonPath;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** A JSONPath query (RFC 9535), at most 1,000 characters. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Constraint(validatedBy = JsonPathQuery.Parses.class)
@interface JsonPathQuery {
  String message() default "a JSONPath query (RFC 9535) is expected, such as $.privacy.ads";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Accepts what can be parsed. */
  class Parses implements ConstraintValidator<JsonPathQuery, String> {
    @Override
    public boolean isValid(@Nullable String path, ConstraintValidatorContext context) {
      if (path == null) {
        return true;
      }
      if (path.length() > 1_000) {
        return false;
      }
      try {
        JsonPath.parse(path);
        return true;
      } catch (InvalidJsonPath e) {
        return false;
      }
    }
  }
}

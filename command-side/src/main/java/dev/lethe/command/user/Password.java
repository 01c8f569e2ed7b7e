package dev.lethe.command.user;

import dev.lethe.command.api.Secret;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A password that bcrypt can take whole: at least 10 characters, at most 72 bytes in UTF-8. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Constraint(validatedBy = Password.Fits.class)
@interface Password {
  String message() default "a password has at least 10 characters and at most 72 bytes";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Measures the secret. */
  class Fits implements ConstraintValidator<Password, Secret> {
    @Override
    public boolean isValid(@Nullable Secret secret, ConstraintValidatorContext context) {
      return secret == null
          || (secret.value().codePointCount(0, secret.value().length()) >= 10
              && secret.value().getBytes(StandardCharsets.UTF_8).length <= 72);
    }
  }
}

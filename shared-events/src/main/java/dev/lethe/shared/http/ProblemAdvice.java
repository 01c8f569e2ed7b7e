package dev.lethe.shared.http;

import dev.lethe.shared.problem.ProblemType;
import dev.lethe.shared.problem.Refusal;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Answers every exception of every controller with a problem. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

  @ExceptionHandler(AccessDeniedException.class)
  void leaveToSecurity(AccessDeniedException e) {
    throw e;
  }

  @ExceptionHandler(Exception.class)
  @Nullable ResponseEntity<Object> any(Exception e, WebRequest request) {
    ProblemDetail problem = Problems.of(e);
    var headers = new HttpHeaders();
    if (problem.getStatus() == ProblemType.UNAVAILABLE.status()) {
      headers.set(HttpHeaders.RETRY_AFTER, "1");
    } else if (problem.getProperties() != null
        && problem.getProperties().get(Refusal.RETRY_AFTER) instanceof Long seconds) {
      headers.set(HttpHeaders.RETRY_AFTER, seconds.toString());
    }
    return handleExceptionInternal(
        e, problem, headers, HttpStatusCode.valueOf(problem.getStatus()), request);
  }

  /** Says what would be right, where Spring only says what was wrong. */
  @Override
  protected @Nullable ResponseEntity<Object> handleTypeMismatch(
      TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    String expected =
        e.getRequiredType() == UUID.class
            ? "a UUID"
            : e.getRequiredType() == Instant.class
                ? "an instant (RFC 3339), such as 2026-05-03T12:00:00Z,"
                : "a whole number";
    ProblemDetail problem =
        Problems.of(
            ProblemType.INVALID_REQUEST,
            "%s: %s is expected".formatted(e.getPropertyName(), expected),
            Map.of());
    return handleExceptionInternal(e, problem, headers, status, request);
  }

  /** Spring's own exceptions carry a problem without a type; they get ours. */
  @Override
  protected ResponseEntity<Object> createResponseEntity(
      @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    if (body instanceof ProblemDetail problem
        && (problem.getType() == null || "about:blank".equals(problem.getType().toString()))) {
      ProblemType type = Problems.typeFor(status.value());
      problem.setType(type.uri());
      problem.setTitle(type.title());
    }
    return super.createResponseEntity(body, headers, status, request);
  }
}

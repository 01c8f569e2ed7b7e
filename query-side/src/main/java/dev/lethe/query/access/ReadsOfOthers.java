package dev.lethe.query.access;

import com.zaxxer.hikari.HikariDataSource;
import dev.lethe.query.projection.AboutPerson;
import dev.lethe.query.projection.Page;
import dev.lethe.shared.access.Actor;
import dev.lethe.shared.audit.ReadNotes;
import dev.lethe.shared.store.EventCodec;
import dev.lethe.shared.value.Ids;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/** Puts on record, before it is answered, whose personal data a query shows to somebody else. */
@RestControllerAdvice(basePackages = "dev.lethe.query")
public class ReadsOfOthers implements ResponseBodyAdvice<Object> {

  private final ReadNotes notes;

  ReadsOfOthers(@Qualifier("projectorPool") HikariDataSource projectorPool, EventCodec codec) {
    this.notes = new ReadNotes(projectorPool, codec);
  }

  @Override
  public boolean supports(
      MethodParameter method, Class<? extends HttpMessageConverter<?>> converter) {
    return true;
  }

  @Override
  public @Nullable Object beforeBodyWrite(
      @Nullable Object body,
      MethodParameter method,
      MediaType type,
      Class<? extends HttpMessageConverter<?>> converter,
      ServerHttpRequest request,
      ServerHttpResponse response) {
    Operation operation = method.getMethodAnnotation(Operation.class);
    if (operation != null && request instanceof ServletServerHttpRequest servlet) {
      Stream<?> views =
          switch (body) {
            case Page<?> page -> page.items().stream();
            case Collection<?> all -> all.stream();
            case null, default -> Stream.ofNullable(body);
          };
      note(
          views
              .map(view -> view instanceof AboutPerson about ? about.dataSubject() : null)
              .collect(Collectors.toSet()),
          operation.operationId(),
          servlet.getServletRequest());
    }
    return body;
  }

  /** Puts on record that whoever asks is shown data of these people. */
  public void note(
      Set<? extends @Nullable UUID> subjects, String query, HttpServletRequest request) {
    Set<UUID> others = new HashSet<>();
    Actor reader = Actor.current();
    for (UUID subject : subjects) {
      if (subject != null && !subject.equals(reader.userId())) {
        others.add(subject);
      }
    }
    if (!others.isEmpty()) {
      String correlation = request.getHeader("Correlation-Id");
      Map<String, String> metadata = new HashMap<>();
      metadata.put(EventCodec.ACTOR, reader.userId().toString());
      metadata.put("actorRole", reader.role().text());
      metadata.put(EventCodec.ADDRESS, request.getRemoteAddr());
      metadata.put(
          "correlationId",
          correlation != null && correlation.matches("[\\x21-\\x7e]{1,128}")
              ? correlation
              : Ids.next().toString());
      if (reader.credentialId() != null) {
        metadata.put("credential", reader.credentialId().toString());
      }
      notes.add(others, reader.userId(), query, metadata);
    }
  }
}

package dev.lethe.shared.store;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import dev.lethe.shared.vault.Vault;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps the last state of aggregates whose streams are long, so that loading one does not read it
 * all. A snapshot that does not fit the class of today is passed over, and the stream read instead.
 */
final class AggregateSnapshots {

  private static final Logger log = LoggerFactory.getLogger(AggregateSnapshots.class);

  private final JdbcClient jdbc;
  private final Vault vault;
  private final Map<Class<?>, String> shapes = new ConcurrentHashMap<>();
  private final JsonMapper json =
      JsonMapper.builder()
          .changeDefaultVisibility(
              visibility ->
                  visibility
                      .withVisibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.NONE)
                      .withVisibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
                      .withVisibility(PropertyAccessor.CREATOR, JsonAutoDetect.Visibility.ANY))
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          .enable(MapperFeature.ALLOW_FINAL_FIELDS_AS_MUTATORS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  AggregateSnapshots(JdbcClient jdbc, Vault vault) {
    this.jdbc = jdbc;
    this.vault = vault;
  }

  void store(DomainEventMessage<?> snapshot) {
    Object aggregate = snapshot.getPayload();
    jdbc.sql(
            """
            insert into events.snapshot (stream, sequence_number, aggregate_type, class, shape, taken_at, state)
            values (:stream, :sequence, :type, :class, :shape, :at, :state)
            on conflict (stream) do update
            set sequence_number = excluded.sequence_number,
                aggregate_type = excluded.aggregate_type,
                class = excluded.class,
                shape = excluded.shape,
                taken_at = excluded.taken_at,
                state = excluded.state
            where events.snapshot.sequence_number < excluded.sequence_number
               or events.snapshot.shape <> excluded.shape
            """)
        .param("stream", UUID.fromString(snapshot.getAggregateIdentifier()))
        .param("sequence", snapshot.getSequenceNumber())
        .param("type", snapshot.getType())
        .param("class", aggregate.getClass().getName())
        .param("shape", shape(aggregate.getClass()))
        .param("at", snapshot.getTimestamp().atOffset(ZoneOffset.UTC))
        .param(
            "state",
            vault.sealState(
                UUID.fromString(snapshot.getAggregateIdentifier()),
                json.writeValueAsString(aggregate)))
        .update();
  }

  Optional<DomainEventMessage<?>> read(UUID stream) {
    return jdbc.sql(
            """
            select sequence_number, aggregate_type, class, shape, taken_at, state
            from events.snapshot
            where stream = :stream
            """)
        .param("stream", stream)
        .query((row, n) -> snapshot(stream, row))
        .optional()
        .flatMap(found -> found);
  }

  private Optional<DomainEventMessage<?>> snapshot(UUID stream, ResultSet row) throws SQLException {
    try {
      Class<?> aggregate = Class.forName(row.getString("class"));
      if (!shape(aggregate).equals(row.getString("shape"))) {
        return Optional.empty();
      }
      Optional<String> state = vault.openState(stream, row.getString("state"));
      if (state.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          new GenericDomainEventMessage<Object>(
              row.getString("aggregate_type"),
              stream.toString(),
              row.getLong("sequence_number"),
              json.readValue(state.get(), aggregate),
              MetaData.emptyInstance(),
              UUID.randomUUID().toString(),
              row.getObject("taken_at", OffsetDateTime.class).toInstant()));
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    } catch (JacksonException e) {
      log.warn("the snapshot of {} cannot be read, its stream is: {}", stream, e.getMessage());
      return Optional.empty();
    }
  }

  /** Changes when a field of the class, or of one of ours that it holds, changes. */
  private String shape(Class<?> aggregate) {
    return shapes.computeIfAbsent(
        aggregate,
        type -> {
          SortedSet<String> fields = new TreeSet<>();
          describe(type, fields);
          return hash(String.join("\n", fields));
        });
  }

  private static void describe(Type type, SortedSet<String> fields) {
    if (type instanceof ParameterizedType parameterized) {
      for (Type argument : parameterized.getActualTypeArguments()) {
        describe(argument, fields);
      }
    }
    if (type instanceof Class<?> ours && ours.getName().startsWith("dev.lethe.")) {
      for (Field field : ours.getDeclaredFields()) {
        String line =
            "%s.%s %s"
                .formatted(ours.getName(), field.getName(), field.getGenericType().getTypeName());
        if (!Modifier.isStatic(field.getModifiers()) && fields.add(line)) {
          describe(field.getGenericType(), fields);
        }
      }
    }
  }

  private static String hash(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)),
              0,
              8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

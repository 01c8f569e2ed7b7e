package dev.lethe.shared.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads stored events, by stream and by position. */
public final class EventReader {

  /** Metadata key of the leaf hash, in hexadecimal, of events that are read by position. */
  public static final String LEAF = "leaf";

  private static final int PAGE = 1_000;

  private static final String COLUMNS =
      """
      select position, stream, sequence_number, aggregate_type, event_id, type, revision, recorded_at,
             tenant, subject, metadata, payload, leaf
      from events.event
      """;

  private final JdbcClient jdbc;
  private final EventCodec codec;

  /** Reads as the role of the data source. */
  public EventReader(DataSource dataSource, EventCodec codec) {
    this.jdbc = JdbcClient.create(dataSource);
    this.codec = codec;
  }

  /** The position up to which a token has seen everything; 0 before the first event. */
  public static long position(@Nullable TrackingToken token) {
    return token == null ? 0 : token.position().orElseThrow();
  }

  /** Where a stream stands: its last sequence number and that event's position. */
  public Optional<Answer> lastOf(UUID stream) {
    return jdbc.sql(
            """
            select sequence_number, position
            from events.event
            where stream = :stream
            order by sequence_number desc
            limit 1
            """)
        .param("stream", stream)
        .query(
            (row, n) ->
                new Answer(
                    stream, row.getLong("sequence_number"), row.getLong("position"), List.of()))
        .optional();
  }

  /** The events of a stream from a sequence number on, in order. */
  public List<DomainEventMessage<?>> stream(UUID stream, long firstSequenceNumber) {
    return jdbc.sql(
            COLUMNS
                + """
                where stream = :stream and sequence_number >= :first
                order by sequence_number
                """)
        .param("stream", stream)
        .param("first", firstSequenceNumber)
        .<DomainEventMessage<?>>query((row, n) -> message(row))
        .list();
  }

  /** All events after a position, in order, read page by page. */
  public Stream<TrackedEventMessage<?>> after(long position) {
    return pages(position, after -> page(after, PAGE));
  }

  /** All events of a stream, in order, read page by page. */
  public Stream<TrackedEventMessage<?>> ofStream(UUID stream) {
    return pages(0, after -> pageOf("stream", stream, after, PAGE));
  }

  /** All events of a tenant, in order, read page by page. */
  public Stream<TrackedEventMessage<?>> ofTenant(UUID tenant) {
    return pages(0, after -> ofTenant(tenant, after, PAGE));
  }

  /** All events about a person, in order, read page by page. */
  public Stream<TrackedEventMessage<?>> ofSubject(UUID subject) {
    return pages(0, after -> ofSubject(subject, after, PAGE));
  }

  private static Stream<TrackedEventMessage<?>> pages(
      long position, LongFunction<List<TrackedEventMessage<?>>> page) {
    return Stream.iterate(
            page.apply(position),
            read -> !read.isEmpty(),
            read -> page.apply(position(read.getLast().trackingToken())))
        .flatMap(List::stream);
  }

  /** The next events after a position, in order, at most {@code limit} of them. */
  public List<TrackedEventMessage<?>> page(long after, int limit) {
    return jdbc.sql(
            COLUMNS
                + """
                where position > :after
                order by position
                limit :limit
                """)
        .param("after", after)
        .param("limit", limit)
        .<TrackedEventMessage<?>>query((row, n) -> tracked(row))
        .list();
  }

  /** The next events of a tenant after a position, in order, at most {@code limit} of them. */
  public List<TrackedEventMessage<?>> ofTenant(UUID tenant, long after, int limit) {
    return pageOf("tenant", tenant, after, limit);
  }

  /** The next events about a person after a position, in order, at most {@code limit} of them. */
  public List<TrackedEventMessage<?>> ofSubject(UUID subject, long after, int limit) {
    return pageOf("subject", subject, after, limit);
  }

  private List<TrackedEventMessage<?>> pageOf(String column, UUID id, long after, int limit) {
    return jdbc.sql(
            COLUMNS
                + """
                where %s = :id and position > :after
                order by position
                limit :limit
                """
                    .formatted(column))
        .param("id", id)
        .param("after", after)
        .param("limit", limit)
        .<TrackedEventMessage<?>>query((row, n) -> tracked(row))
        .list();
  }

  /** The next events about a person after a position, as they are stored and as they read. */
  public List<LogEntry> entriesOfSubject(UUID subject, long after, int limit) {
    return jdbc.sql(
            COLUMNS
                + """
                where subject = :subject and position > :after
                order by position
                limit :limit
                """)
        .param("subject", subject)
        .param("after", after)
        .param("limit", limit)
        .query(
            (row, n) ->
                new LogEntry(
                    row.getLong("position"),
                    row.getObject("stream", UUID.class),
                    row.getLong("sequence_number"),
                    row.getString("aggregate_type"),
                    row.getObject("event_id", UUID.class),
                    row.getString("type"),
                    row.getInt("revision"),
                    ChronoUnit.MICROS.between(
                        Instant.EPOCH,
                        row.getObject("recorded_at", OffsetDateTime.class).toInstant()),
                    row.getObject("tenant", UUID.class),
                    row.getObject("subject", UUID.class),
                    row.getString("metadata"),
                    row.getString("payload"),
                    tracked(row)))
        .list();
  }

  /** The positions of all events about a person up to one, in order. */
  public List<Long> positionsOfSubject(UUID subject, long until) {
    return jdbc.sql(
            """
            select position
            from events.event
            where subject = :subject and position <= :until
            order by position
            """)
        .param("subject", subject)
        .param("until", until)
        .query(Long.class)
        .list();
  }

  /** How many events about a person there are up to a position. */
  public long countOfSubject(UUID subject, long until) {
    return jdbc.sql(
            "select count(*) from events.event where subject = :subject and position <= :until")
        .param("subject", subject)
        .param("until", until)
        .query(Long.class)
        .single();
  }

  private TrackedEventMessage<?> tracked(ResultSet row) throws SQLException {
    return new GenericTrackedDomainEventMessage<>(
        new GlobalSequenceTrackingToken(row.getLong("position")),
        message(row).andMetaData(Map.of(LEAF, HexFormat.of().formatHex(row.getBytes("leaf")))));
  }

  private DomainEventMessage<?> message(ResultSet row) throws SQLException {
    return new GenericDomainEventMessage<>(
        row.getString("aggregate_type"),
        row.getString("stream"),
        row.getLong("sequence_number"),
        codec.decode(
            row.getString("type"),
            row.getInt("revision"),
            row.getString("payload"),
            row.getObject("event_id", UUID.class),
            row.getObject("subject", UUID.class)),
        MetaData.from(
            codec.decodeMetadata(row.getString("metadata"), row.getObject("event_id", UUID.class))),
        row.getString("event_id"),
        row.getObject("recorded_at", OffsetDateTime.class).toInstant());
  }

  /** Before the first event. */
  public TrackingToken tail() {
    return new GlobalSequenceTrackingToken(0);
  }

  /** After the last event. */
  public TrackingToken head() {
    return new GlobalSequenceTrackingToken(
        jdbc.sql("select coalesce(max(position), 0) from events.event").query(Long.class).single());
  }

  /** Before the first event recorded at or after the instant. */
  public TrackingToken at(Instant instant) {
    return new GlobalSequenceTrackingToken(
        jdbc.sql(
                """
                select coalesce(min(position) - 1, (select coalesce(max(position), 0) from events.event))
                from events.event
                where recorded_at >= :at
                """)
            .param("at", instant.atOffset(ZoneOffset.UTC))
            .query(Long.class)
            .single());
  }
}

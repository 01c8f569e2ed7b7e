package dev.lethe.shared.store;

import dev.lethe.shared.vault.NewKeys;
import dev.lethe.shared.vault.SubjectErased;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Axon's door to the event store. All appends go through one {@link GroupCommit}, all reads through
 * an {@link EventReader}.
 */
public final class PostgresEventStorageEngine implements EventStorageEngine, AutoCloseable {

  /** To be counted up when an event type that may be stored already begins to claim something. */
  private static final int CLAIMS_REVISION = 1;

  private static final Logger log = LoggerFactory.getLogger(PostgresEventStorageEngine.class);

  private final JdbcClient jdbc;
  private final EventCodec codec;
  private final EventReader reader;
  private final AggregateSnapshots snapshots;
  private final ClaimKey claimKey;
  private final GroupCommit groupCommit;

  /** An engine that appends and reads as the role of the data source. */
  public PostgresEventStorageEngine(DataSource dataSource, EventCodec codec, ClaimKey claimKey) {
    this.jdbc = JdbcClient.create(dataSource);
    this.codec = codec;
    this.reader = new EventReader(dataSource, codec);
    this.snapshots = new AggregateSnapshots(jdbc, codec.vault());
    this.claimKey = claimKey;
    this.groupCommit = new GroupCommit(dataSource, codec.vault());
  }

  /**
   * Stores the events of one command, whole or not at all, and returns after the commit.
   *
   * @throws ConcurrencyException if a stream has moved on since it was read
   * @throws StaleSequenceNumber if the caller said where it expected the stream and it is elsewhere
   * @throws AppendRefused if a claimed value or an idempotency key is taken
   * @throws SubjectErased if an event holds personal data of an erased person
   * @throws EventStoreUnavailable if the database could not be reached
   */
  @Override
  public void appendEvents(List<? extends EventMessage<?>> events) {
    if (events.isEmpty()) {
      return;
    }
    AppendScope scope = AppendScope.current();
    while (true) {
      Append append = sealed(events, scope);
      StoredEvent first = append.events().getFirst();
      try {
        long position = groupCommit.append(append);
        if (scope != null) {
          StoredEvent last = append.events().getLast();
          scope.appended(
              new Answer(last.stream(), last.sequenceNumber(), position, types(append.events())));
        }
        return;
      } catch (AppendRefused.KeyTaken e) {
        log.debug("sealing {} again under the key of another process", first.stream());
      } catch (AppendRefused.SequenceTaken e) {
        throw new ConcurrencyException(
            "%s has an event %d already".formatted(first.stream(), first.sequenceNumber()), e);
      }
    }
  }

  private Append sealed(List<? extends EventMessage<?>> events, @Nullable AppendScope scope) {
    var keys = new NewKeys();
    List<StoredEvent> rows = new ArrayList<>(events.size());
    List<Append.ClaimHash> claims = new ArrayList<>();
    for (EventMessage<?> message : events) {
      rows.add(row(message, keys));
      if (message.getPayload() instanceof DomainEvent event) {
        event.claims().forEach(claim -> claims.add(hash(claim)));
      }
    }
    Append.KeptAnswer kept = null;
    if (scope != null) {
      scope.check(rows.getFirst().stream(), rows.getFirst().sequenceNumber());
      IdempotencyKey key = scope.idempotencyKey();
      if (key != null) {
        StoredEvent last = rows.getLast();
        kept = new Append.KeptAnswer(key, last.stream(), last.sequenceNumber(), null, types(rows));
      }
    }
    return new Append(rows, claims, kept, keys);
  }

  private static List<String> types(List<StoredEvent> rows) {
    return rows.stream().map(StoredEvent::type).toList();
  }

  /**
   * Stores an event that no aggregate decided on, as a stream of its own: that something was
   * refused, or read.
   *
   * @param id of the event and its stream
   * @return false where it is stored already
   * @throws EventStoreUnavailable if the database could not be reached
   */
  public boolean record(UUID id, DomainEvent event, Map<String, ?> metadata, Instant at) {
    try {
      appendEvents(
          List.of(
              new GenericDomainEventMessage<>(
                  "Record", id.toString(), 0, event, metadata, id.toString(), at)));
      return true;
    } catch (ConcurrencyException e) {
      return false;
    }
  }

  private StoredEvent row(EventMessage<?> message, NewKeys keys) {
    if (!(message instanceof DomainEventMessage<?> event)) {
      throw new IllegalArgumentException("only aggregates' events are stored: " + message);
    }
    EventType type = codec.typeOf(event.getPayload());
    MetaData metadata = event.getMetaData();
    UUID eventId = UUID.fromString(event.getIdentifier());
    UUID tenant = metadata.get(EventCodec.TENANT) instanceof String id ? UUID.fromString(id) : null;
    UUID subject = event.getPayload() instanceof DomainEvent domain ? domain.dataSubject() : null;
    return new StoredEvent(
        UUID.fromString(event.getAggregateIdentifier()),
        event.getSequenceNumber(),
        event.getType(),
        eventId,
        type.value(),
        type.revision(),
        event.getTimestamp(),
        tenant,
        subject,
        codec.encodeMetadata(metadata, eventId, subject, keys),
        codec.encode(event.getPayload(), eventId, subject, tenant, keys));
  }

  private Append.ClaimHash hash(ClaimChange change) {
    return new Append.ClaimHash(
        change instanceof ClaimChange.Release,
        change.scope(),
        claimKey.hash(change.scope(), change.value()),
        change.holder());
  }

  /**
   * Keeps the answer to a command that led to no event.
   *
   * @throws AppendRefused.AlreadyAnswered if the key has an answer
   */
  public void keepAnswer(IdempotencyKey key, Answer answer) {
    groupCommit.append(
        new Append(
            List.of(),
            List.of(),
            new Append.KeptAnswer(
                key, answer.id(), answer.sequenceNumber(), answer.position(), answer.events()),
            new NewKeys()));
  }

  /** A kept answer and the fingerprint of the command that it answered, in hexadecimal. */
  public record Kept(String fingerprint, Answer answer) {}

  /** The answer kept under the key, if any. */
  public Optional<Kept> answerTo(IdempotencyKey key) {
    return jdbc.sql(
            """
            select encode(fingerprint, 'hex') as fingerprint, id, sequence_number, position, events
            from events.answer
            where key_hash = decode(:key, 'hex')
            """)
        .param("key", key.hash())
        .query(
            (row, n) ->
                new Kept(
                    row.getString("fingerprint"),
                    new Answer(
                        row.getObject("id", UUID.class),
                        row.getLong("sequence_number"),
                        row.getLong("position"),
                        events(row.getString("events")))))
        .optional();
  }

  private static List<String> events(String commaSeparated) {
    return commaSeparated.isEmpty() ? List.of() : List.of(commaSeparated.split(",", -1));
  }

  /** The stream that holds a claimed value, if any. */
  public Optional<UUID> holderOf(String scope, String value) {
    return jdbc.sql(
            """
            select holder
            from events.claim
            where scope = :scope and value_hash = decode(:hash, 'hex')
            """)
        .param("scope", scope)
        .param("hash", claimKey.hash(scope, value))
        .query(UUID.class)
        .optional();
  }

  /** The streams that hold any value in the scope; for scopes with few. */
  public List<UUID> holdersIn(String scope) {
    return jdbc.sql("select holder from events.claim where scope = :scope")
        .param("scope", scope)
        .query(UUID.class)
        .list();
  }

  /** Those of the scopes in which the value that goes with them is claimed by anybody. */
  public Set<String> claimed(Map<String, String> valuesByScope) {
    List<Object[]> pairs =
        valuesByScope.entrySet().stream()
            .map(
                claim ->
                    new Object[] {
                      claim.getKey(),
                      HexFormat.of().parseHex(claimKey.hash(claim.getKey(), claim.getValue()))
                    })
            .toList();
    return jdbc.sql("select scope from events.claim where (scope, value_hash) in (:pairs)")
        .param("pairs", pairs)
        .query(String.class)
        .set();
  }

  @Override
  public DomainEventStream readEvents(String aggregateIdentifier, long firstSequenceNumber) {
    return DomainEventStream.of(
        reader.stream(UUID.fromString(aggregateIdentifier), firstSequenceNumber));
  }

  @Override
  public Stream<? extends TrackedEventMessage<?>> readEvents(
      @Nullable TrackingToken trackingToken, boolean mayBlock) {
    return reader.after(EventReader.position(trackingToken));
  }

  @Override
  public Optional<Long> lastSequenceNumberFor(String aggregateIdentifier) {
    return reader.lastOf(UUID.fromString(aggregateIdentifier)).map(Answer::sequenceNumber);
  }

  @Override
  public void storeSnapshot(DomainEventMessage<?> snapshot) {
    snapshots.store(snapshot);
  }

  @Override
  public Optional<DomainEventMessage<?>> readSnapshot(String aggregateIdentifier) {
    return snapshots.read(UUID.fromString(aggregateIdentifier));
  }

  /**
   * Makes sure that this process hashes claims as those before it did.
   *
   * @throws IllegalStateException if the database was set up under another claim key
   */
  public void requireSameClaimKey() {
    jdbc.sql("insert into events.installation (claim_key_id) values (:id) on conflict do nothing")
        .param("id", claimKey.id())
        .update();
    boolean same =
        jdbc.sql("select claim_key_id = :id from events.installation")
            .param("id", claimKey.id())
            .query(Boolean.class)
            .single();
    if (!same) {
      throw new IllegalStateException(
          "this database was set up with other keys than those in the key folder: point LETHE_KEYS"
              + " at the right folder");
    }
  }

  /**
   * Makes the claims that today's event types make for events which were stored before they did.
   * Reads the whole log, once for each revision of the claims.
   */
  public void deriveClaims() {
    int revision =
        jdbc.sql("select claims_revision from events.installation").query(Integer.class).single();
    if (revision >= CLAIMS_REVISION) {
      return;
    }
    Set<Append.ClaimHash> held = new LinkedHashSet<>();
    try (Stream<TrackedEventMessage<?>> all = reader.after(0)) {
      all.map(EventMessage::getPayload)
          .filter(DomainEvent.class::isInstance)
          .flatMap(event -> ((DomainEvent) event).claims().stream())
          .map(this::hash)
          .forEach(
              claim -> {
                var value =
                    new Append.ClaimHash(false, claim.scope(), claim.hash(), claim.holder());
                if (claim.release()) {
                  held.remove(value);
                } else {
                  held.add(value);
                }
              });
    }
    for (Append.ClaimHash claim : held) {
      jdbc.sql(
              """
              insert into events.claim (scope, value_hash, holder)
              values (:scope, decode(:hash, 'hex'), :holder)
              on conflict do nothing
              """)
          .param("scope", claim.scope())
          .param("hash", claim.hash())
          .param("holder", claim.holder())
          .update();
    }
    jdbc.sql("update events.installation set claims_revision = :revision")
        .param("revision", CLAIMS_REVISION)
        .update();
  }

  @Override
  public void close() {
    groupCommit.close();
  }
}

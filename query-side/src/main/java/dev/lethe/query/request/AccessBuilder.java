package dev.lethe.query.request;

import com.zaxxer.hikari.HikariDataSource;
import dev.lethe.query.projection.Replay;
import dev.lethe.query.record.AuditRecord;
import dev.lethe.query.request.AccessStore.Building;
import dev.lethe.query.request.AccessStore.Part;
import dev.lethe.query.request.AccessStore.Wanted;
import dev.lethe.shared.audit.AuditEvent.PersonalDataRead;
import dev.lethe.shared.log.LogKey;
import dev.lethe.shared.log.TransparencyLog;
import dev.lethe.shared.log.TransparencyLog.Prover;
import dev.lethe.shared.store.ClaimKey;
import dev.lethe.shared.store.DomainEvent;
import dev.lethe.shared.store.EventReader;
import dev.lethe.shared.store.LogEntry;
import dev.lethe.shared.user.UserEvent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Builds the copies that people ask for (GDPR articles 15 and 20) by reading the events about them,
 * a page at a time: what a page gives and how far the copy is are kept together, so that whoever
 * takes over from a process that died goes on with the next page.
 */
@Component
class AccessBuilder {

  private static final Logger log = LoggerFactory.getLogger(AccessBuilder.class);
  private static final int PAGE = 500;

  private final AccessStore store;
  private final EventReader reader;
  private final TransparencyLog transparency;
  private final Replay replay;
  private final TableSchemas schemas;
  private final ClaimKey hashes;
  private final LogKey signer;
  private final JsonMapper json;
  private final Clock clock;

  AccessBuilder(
      AccessStore store,
      @Qualifier("queryEventReader") EventReader reader,
      @Qualifier("projectorPool") HikariDataSource projectorPool,
      Replay replay,
      TableSchemas schemas,
      ClaimKey hashes,
      LogKey signer,
      JsonMapper json,
      Clock clock) {
    this.store = store;
    this.reader = reader;
    this.transparency = new TransparencyLog(projectorPool);
    this.replay = replay;
    this.schemas = schemas;
    this.hashes = hashes;
    this.signer = signer;
    this.json = json;
    this.clock = clock;
  }

  @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
  void run() {
    try {
      store.wanted().forEach(this::build);
    } catch (RuntimeException e) {
      log.warn("copies wait, it is tried again: {}", e.toString());
    }
  }

  @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
  void expire() {
    store.expire();
  }

  private void build(Wanted request) {
    try {
      // what is given is proven, so it waits for the checkpoint that covers the request
      transparency
          .prover()
          .filter(prover -> prover.checkpoint().size() >= request.requestedPosition())
          .flatMap(
              prover -> {
                long asOf = prover.checkpoint().size();
                return store.claim(request, asOf, reader.countOfSubject(request.userId(), asOf));
              })
          .ifPresent(this::build);
    } catch (RuntimeException e) {
      log.warn(
          "the copy {} is not done yet, it is tried again: {}", request.requestId(), e.toString());
    }
  }

  private void build(Building building) {
    Prover prover = transparency.prover(building.asOf()).orElseThrow();
    Building at = building;
    while (at.person() < at.people().size()) {
      List<LogEntry> page =
          reader.entriesOfSubject(at.people().get(at.person()), at.after(), PAGE).stream()
              .filter(entry -> entry.position() <= building.asOf())
              .toList();
      Building next =
          page.isEmpty()
              ? with(at, at.done(), at.people(), at.person() + 1, 0)
              : with(
                  at,
                  at.done() + page.size(),
                  people(at, page),
                  at.person(),
                  page.getLast().position());
      if (!store.advance(next, page.isEmpty() ? List.of() : parts(at, page, prover))) {
        return;
      }
      at = next;
    }
    finish(at, prover);
  }

  private Building with(Building at, long done, List<UUID> people, int person, long after) {
    long more =
        people.stream()
            .skip(at.people().size())
            .mapToLong(contact -> reader.countOfSubject(contact, at.asOf()))
            .sum();
    return new Building(
        at.requestId(), at.userId(), at.asOf(), at.total() + more, done, people, person, after);
  }

  /** Every address that the person ever had stands for them where others have noted it. */
  private List<UUID> people(Building at, List<LogEntry> page) {
    Set<UUID> people = new LinkedHashSet<>(at.people());
    for (LogEntry entry : page) {
      String email =
          switch (entry.message().getPayload()) {
            case UserEvent.UserRegistered registered -> registered.email();
            case UserEvent.UserEmailChanged changed -> changed.to();
            default -> null;
          };
      if (email != null) {
        people.add(hashes.contact(UserEvent.normalEmail(email)));
      }
    }
    return List.copyOf(people);
  }

  /** An event as it is stored, with what shows that it is in the log. */
  private record StoredView(
      long position,
      UUID stream,
      long sequenceNumber,
      String aggregateType,
      UUID eventId,
      String type,
      int revision,
      long recordedMicros,
      @Nullable UUID tenant,
      @Nullable UUID subject,
      String metadata,
      String payload,
      List<String> proof) {}

  private List<Part> parts(Building at, List<LogEntry> page, Prover prover) {
    var events = new StringBuilder();
    var history = new StringBuilder();
    var readable = new StringBuilder(at.done() == 0 ? AccessPages.historyHead() : "");
    var reads = new StringBuilder();
    for (LogEntry entry : page) {
      line(
          events,
          new StoredView(
              entry.position(),
              entry.stream(),
              entry.sequenceNumber(),
              entry.aggregateType(),
              entry.eventId(),
              entry.type(),
              entry.revision(),
              entry.recordedMicros(),
              entry.tenant(),
              entry.subject(),
              entry.metadata(),
              entry.payload(),
              prover.inclusion(entry.position())));
      DomainEvent event = (DomainEvent) entry.message().getPayload();
      AuditRecord told = AuditRecord.of(event, entry.message());
      String source = AccessPages.source(told, at.userId());
      line(history, Map.of("source", source, "record", told));
      readable.append(AccessPages.row(told, source));
      if (event instanceof PersonalDataRead) {
        line(reads, told);
      }
    }
    return Stream.of(
            part(AccessPages.EVENTS, events),
            part(AccessPages.HISTORY, history),
            part(AccessPages.HISTORY_PAGE, readable),
            part(AccessPages.READS, reads))
        .filter(part -> part.content().length > 0)
        .toList();
  }

  /** What is made of all events together: the tables, and the manifest over all files. */
  private void finish(Building at, Prover prover) {
    List<Replay.Table> tables =
        replay.tables(
            at.people().stream()
                .flatMap(person -> reader.ofSubject(person))
                .filter(event -> EventReader.position(event.trackingToken()) <= at.asOf())
                .<TrackedEventMessage<?>>map(event -> event)
                .iterator());
    Instant madeAt = clock.instant();
    List<Part> last = new ArrayList<>();
    for (Replay.Table table : tables) {
      last.add(part("tables/%s.json".formatted(table.name()), json(table.rows())));
      last.add(part("tables/%s.csv".formatted(table.name()), TableCsv.of(table, json)));
    }
    last.add(part("schema.json", json(schemas.of(tables))));
    last.add(
        part(
            "positions.json",
            json(
                at.people().stream()
                    .map(person -> positions(person, reader.positionsOfSubject(person, at.asOf())))
                    .toList())));
    last.add(part("checkpoint.txt", prover.checkpoint().note()));
    last.add(part("keys.txt", String.join("\n", transparency.verifierKeys()) + "\n"));
    last.add(part(AccessPages.HISTORY_PAGE, AccessPages.END));
    last.add(part("index.html", AccessPages.index(at, tables, madeAt)));
    last.add(part("README.txt", AccessPages.README));
    Map<String, FileHash> files = new TreeMap<>();
    for (String file : store.files(at.requestId())) {
      store.read(
          at.requestId(),
          at.userId(),
          file,
          content -> files.computeIfAbsent(file, FileHash::new).add(content));
    }
    last.forEach(part -> files.computeIfAbsent(part.file(), FileHash::new).add(part.content()));
    String manifest =
        signer.sign(
            json(
                    new Manifest(
                        "lethe/access-package/v1",
                        at.requestId(),
                        at.userId(),
                        at.people(),
                        at.asOf(),
                        madeAt,
                        at.done(),
                        files.values().stream().map(FileHash::view).toList()))
                + "\n");
    last.add(part(AccessPages.MANIFEST, manifest));
    FileHash hash = new FileHash(AccessPages.MANIFEST);
    hash.add(manifest.getBytes(StandardCharsets.UTF_8));
    if (store.finish(at, last, hash.view().sha256(), madeAt)) {
      log.info("the copy {} is ready: {} events", at.requestId(), at.done());
    }
  }

  private static Map<String, Object> positions(UUID person, List<Long> positions) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("subject", person);
    view.put("count", positions.size());
    view.put("positions", positions);
    return view;
  }

  /**
   * What the copy is, and the hash of each of its files; in a signed note, as one line of JSON.
   *
   * @param asOf size of the tree whose events it holds
   * @param events how many there are about these people in that tree, all of which it holds
   */
  private record Manifest(
      String type,
      UUID requestId,
      UUID subjectId,
      List<UUID> people,
      long asOf,
      Instant madeAt,
      long events,
      List<FileView> files) {}

  private record FileView(String name, long bytes, String sha256) {}

  /** Length and SHA-256 of a file that comes in parts. */
  private static final class FileHash {
    private final String name;
    private final MessageDigest sha256;
    private long bytes;

    FileHash(String name) {
      this.name = name;
      try {
        this.sha256 = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java has SHA-256", e);
      }
    }

    void add(byte[] content) {
      sha256.update(content);
      bytes += content.length;
    }

    FileView view() {
      return new FileView(name, bytes, HexFormat.of().formatHex(sha256.digest()));
    }
  }

  private String json(Object value) {
    return json.writeValueAsString(value);
  }

  private void line(StringBuilder to, Object value) {
    to.append(json(value)).append('\n');
  }

  private static Part part(String file, CharSequence content) {
    return new Part(file, content.toString().getBytes(StandardCharsets.UTF_8));
  }
}

package dev.lethe.query.erasure;

import com.zaxxer.hikari.HikariDataSource;
import dev.lethe.query.projection.AboutPerson;
import dev.lethe.query.projection.Page;
import dev.lethe.query.projection.Rows;
import dev.lethe.query.remains.RemainsScan;
import dev.lethe.shared.log.LogKey;
import dev.lethe.shared.log.TransparencyLog;
import dev.lethe.shared.log.TransparencyLog.InclusionProof;
import dev.lethe.shared.problem.ProblemType;
import dev.lethe.shared.problem.Refusal;
import dev.lethe.shared.vault.SubjectKeys;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Erasures and their certificates: administrators see all, everybody else their own. */
@RestController
@Tag(name = "erasures")
@Transactional(readOnly = true)
class ErasureController {

  private static final MediaType TEXT = MediaType.parseMediaType("text/plain; charset=utf-8");
  private static final String ONE = "select * from read.erasures where id = :id";

  private final Rows rows;
  private final RemainsScan scan;
  private final SubjectKeys keys;
  private final TransparencyLog log;
  private final LogKey signer;
  private final JsonMapper json;
  private final Clock clock;

  ErasureController(
      Rows rows,
      RemainsScan scan,
      SubjectKeys keys,
      @Qualifier("projectorPool") HikariDataSource projectorPool,
      LogKey signer,
      JsonMapper json,
      Clock clock) {
    this.rows = rows;
    this.scan = scan;
    this.keys = keys;
    this.log = new TransparencyLog(projectorPool);
    this.signer = signer;
    this.json = json;
    this.clock = clock;
  }

  /**
   * An erasure.
   *
   * @param state open, started, done or refused
   * @param dueAt by when it is to be done or answered
   * @param donePosition of the event that says the keys are destroyed
   */
  record ErasureView(
      UUID id,
      UUID userId,
      String state,
      String identityCheck,
      @Nullable String reason,
      Instant requestedAt,
      Instant dueAt,
      @Nullable Instant doneAt,
      List<String> contacts,
      int keysDestroyed,
      long requestedPosition,
      @Nullable Long donePosition,
      long position)
      implements AboutPerson.OfUser {}

  /**
   * What is certified; in a signed note, as one line of JSON.
   *
   * @param keys that were destroyed: whose, of which category, kept how long
   * @param positions of the events about them, which nobody can read any more
   * @param remains how many rows of each table still hold something of the person: none
   */
  record Certificate(
      String type,
      UUID requestId,
      UUID subjectId,
      List<String> contacts,
      Instant requestedAt,
      Instant doneAt,
      int keysDestroyed,
      List<String> keys,
      List<Long> positions,
      Instant scannedAt,
      Map<String, Long> remains,
      InclusionProof requested,
      InclusionProof done) {}

  @GetMapping("/erasures")
  @PreAuthorize("isAuthenticated()")
  @Operation(operationId = "erasures", summary = "Requests to be forgotten, and how far they are")
  Page<ErasureView> erasures(
      @RequestParam(required = false) @Nullable UUID cursor,
      @RequestParam(defaultValue = "50") int limit) {
    return rows.page(
        ErasureView.class,
        "select id, e.* from read.erasures e where id > :after and " + Rows.own("user_id"),
        Map.of(),
        cursor,
        limit,
        ErasureView::id);
  }

  @GetMapping("/erasures/{id}")
  @PreAuthorize("isAuthenticated()")
  @Operation(operationId = "erasure", summary = "One request to be forgotten")
  ErasureView erasure(@PathVariable UUID id) {
    return rows.one(ErasureView.class, ONE, Map.of("id", id))
        .orElseThrow(() -> Rows.none("erasure", id));
  }

  @GetMapping("/erasures/{id}/certificate")
  @PreAuthorize("isAuthenticated()")
  @Operation(
      operationId = "erasureCertificate",
      summary =
          "Proof that a person is forgotten, issued only where a scan of every table finds nothing:"
              + " a signed note (C2SP signed-note) around a line of JSON, for ./lethe verify")
  ResponseEntity<String> certificate(@PathVariable UUID id) {
    ErasureView erasure = erasure(id);
    Long done = erasure.donePosition();
    Instant doneAt = erasure.doneAt();
    if (done == null || doneAt == null) {
      throw new Refusal(
          ProblemType.REFUSED, "the erasure is %s, not done".formatted(erasure.state()));
    }
    List<UUID> contacts = erasure.contacts().stream().map(UUID::fromString).toList();
    List<UUID> subjects = new ArrayList<>(contacts);
    subjects.add(erasure.userId());
    Map<String, Long> remains = scan.remains(erasure.userId(), contacts, done);
    if (!subjects.stream().allMatch(keys.erased()::contains)
        || remains.values().stream().anyMatch(rowsLeft -> rowsLeft > 0)) {
      throw new Refusal(
          ProblemType.REFUSED,
          "something is left of the person, so nothing is certified",
          Map.of("remains", remains));
    }
    if (log.latest().filter(latest -> latest.size() >= done).isEmpty()) {
      throw new Refusal(
          ProblemType.NOT_CAUGHT_UP, "no checkpoint covers the erasure yet: ask again in a second");
    }
    String text =
        json.writeValueAsString(
            new Certificate(
                "lethe/erasure-certificate/v1",
                erasure.id(),
                erasure.userId(),
                erasure.contacts(),
                erasure.requestedAt(),
                doneAt,
                erasure.keysDestroyed(),
                keys.erased().keyNames(subjects),
                scan.positions(subjects, done),
                clock.instant(),
                remains,
                log.inclusion(erasure.requestedPosition(), null),
                log.inclusion(done, null)));
    return ResponseEntity.ok().contentType(TEXT).body(signer.sign(text + "\n"));
  }
}

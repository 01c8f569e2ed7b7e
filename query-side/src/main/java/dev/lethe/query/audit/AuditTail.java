package dev.lethe.query.audit;

import dev.lethe.query.access.ReadsOfOthers;
import dev.lethe.query.projection.ProjectionPositions;
import dev.lethe.query.projection.Rows;
import dev.lethe.query.record.AuditRecord;
import dev.lethe.shared.audit.SearchTerms;
import dev.lethe.shared.problem.ProblemType;
import dev.lethe.shared.problem.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * The audit log as it grows, as server-sent events. A connection is good for some minutes; the
 * client goes on where it was, and its credentials are looked at again.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">server-sent
 *     events</a>
 */
@RestController
@Tag(name = "audit")
class AuditTail {

  private static final int AT_ONCE = 500;
  private static final int MOST_TAILS = 200;
  private static final int LONGEST_SECONDS = 300;
  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private final Rows rows;
  private final ProjectionPositions positions;
  private final ReadsOfOthers reads;
  private final TransactionTemplate reading;
  private final JsonMapper json;
  private final Semaphore tails = new Semaphore(MOST_TAILS);
  private volatile boolean closing;

  AuditTail(
      Rows rows,
      ProjectionPositions positions,
      ReadsOfOthers reads,
      PlatformTransactionManager transactions,
      JsonMapper json) {
    this.rows = rows;
    this.positions = positions;
    this.reads = reads;
    this.reading = new TransactionTemplate(transactions);
    this.reading.setReadOnly(true);
    this.json = json;
  }

  @EventListener(ContextClosedEvent.class)
  void close() {
    closing = true;
  }

  @GetMapping(value = "/audit/tail", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  @PreAuthorize("isAuthenticated()")
  @Operation(
      operationId = "tailAudit",
      summary =
          "The audit log from now on, as server-sent events whose ids are positions; with"
              + " Last-Event-ID from there on")
  void tail(
      @ParameterObject @ModelAttribute SearchTerms search,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable Long lastEventId,
      @Parameter(description = "How long, at most 300 s") @RequestParam(defaultValue = "300")
          int seconds,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException, InterruptedException {
    if (seconds < 1 || seconds > LONGEST_SECONDS) {
      throw new Refusal(
          ProblemType.INVALID_REQUEST, "seconds is from 1 to %d".formatted(LONGEST_SECONDS));
    }
    if (!tails.tryAcquire()) {
      throw new Refusal(
          ProblemType.TOO_MANY_REQUESTS,
          "%d clients follow the log already: ask again later".formatted(MOST_TAILS),
          Map.of(Refusal.RETRY_AFTER, 60L));
    }
    try {
      follow(
          search,
          lastEventId == null ? positions.reached() : lastEventId,
          System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds),
          request,
          response);
    } finally {
      tails.release();
    }
  }

  private void follow(
      SearchTerms search,
      long from,
      long end,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException, InterruptedException {
    response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    response.setHeader("Cache-Control", "no-store");
    Writer to = response.getWriter();
    long after = from;
    long spoken = 0;
    while (!closing && System.nanoTime() < end) {
      List<AuditRecord> next = next(search, after);
      if (!next.isEmpty()) {
        reads.note(
            next.stream().map(AuditRecord::dataSubject).collect(Collectors.toSet()),
            "tailAudit",
            request);
        for (AuditRecord told : next) {
          to.write(
              "id: %d\ndata: %s\n\n".formatted(told.position(), json.writeValueAsString(told)));
        }
        after = next.getLast().position();
      } else if (System.nanoTime() - spoken > HEARTBEAT.toNanos()) {
        to.write(": still here\n\n"); // and fails where the client is not
      } else {
        Thread.sleep(PAUSE);
        continue;
      }
      spoken = System.nanoTime();
      response.flushBuffer();
    }
  }

  private List<AuditRecord> next(SearchTerms search, long after) {
    AuditSearch sql =
        AuditSearch.of(search, "position > :position", after)
            .then("order by position limit :limit", Map.of("limit", AT_ONCE));
    List<AuditRecord> found =
        reading.execute(transaction -> rows.all(AuditRecord.class, sql.sql(), sql.parameters()));
    return found == null ? List.of() : found;
  }
}

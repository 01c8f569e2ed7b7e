package dev.lethe.query.retention;

import dev.lethe.query.projection.Page;
import dev.lethe.query.projection.Rows;
import dev.lethe.shared.access.Actor;
import dev.lethe.shared.problem.ProblemType;
import dev.lethe.shared.problem.Refusal;
import dev.lethe.shared.vault.Retention;
import dev.lethe.shared.vault.SubjectKeys;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How long personal data is kept, and what is to go when. */
@RestController
@Tag(name = "retention")
@Transactional(readOnly = true)
class RetentionController {

  private final Rows rows;
  private final SubjectKeys keys;
  private final Clock clock;

  RetentionController(Rows rows, SubjectKeys keys, Clock clock) {
    this.rows = rows;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * A rule.
   *
   * @param days null for ever
   */
  record RuleView(
      UUID tenantId,
      String category,
      @Nullable Integer days,
      Instant setAt,
      @Nullable UUID setBy,
      long position) {}

  /**
   * What is kept for a while.
   *
   * @param period days, and the day (UTC) whose data it is
   * @param endsAt when it is to go
   * @param goes whether that is over by the instant asked for
   * @param keys of so many people; each key is one person's data of that day
   * @param held of so many of them it stays for now, as a legal hold or a restriction stands on
   *     them
   */
  record PreviewView(
      String category, String period, Instant endsAt, boolean goes, long keys, long held) {}

  private record Held(UUID userId) {}

  @GetMapping("/retention")
  @PreAuthorize("isAuthenticated()")
  @Operation(
      operationId = "retention",
      summary =
          "How long personal data is kept, by tenant and category: for administrators all rules,"
              + " for others those of what they manage. Without a rule it is kept until its person"
              + " is erased")
  Page<RuleView> rules() {
    return new Page<>(
        rows.all(
            RuleView.class,
            "select * from read.retention_rules order by tenant_id, category limit 10000",
            Map.of()),
        null);
  }

  @GetMapping("/retention/preview")
  @PreAuthorize("isAuthenticated()")
  @Operation(
      operationId = "retentionPreview",
      summary = "What would go if the rules were applied at an instant; for administrators")
  List<PreviewView> preview(
      @Parameter(description = "Now where it is left out", example = "2027-01-01T00:00:00Z")
          @RequestParam(required = false)
          @Nullable Instant at) {
    if (!Actor.current().isAdmin()) {
      throw new Refusal(ProblemType.FORBIDDEN, "this is for administrators");
    }
    Instant then = at == null ? clock.instant() : at;
    List<UUID> held =
        rows
            .all(
                Held.class,
                """
                select user_id from read.legal_holds
                where lifted_at is null and (until is null or until > now())
                union
                select user_id from read.restrictions where lifted_at is null
                """,
                Map.of())
            .stream()
            .map(Held::userId)
            .toList();
    return keys.kept(held).stream()
        .map(
            kept -> {
              Instant end = Retention.endOf(kept.period()).orElseThrow();
              return new PreviewView(
                  kept.category(),
                  kept.period(),
                  end,
                  !end.isAfter(then),
                  kept.keys(),
                  kept.held());
            })
        .toList();
  }
}

package dev.lethe.query.consent;

import com.zaxxer.hikari.HikariDataSource;
import dev.lethe.query.projection.AboutPerson;
import dev.lethe.query.projection.Page;
import dev.lethe.query.projection.Rows;
import dev.lethe.shared.log.TransparencyLog;
import dev.lethe.shared.problem.ProblemType;
import dev.lethe.shared.problem.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What people agree and object to, and what is restricted: administrators see all of it, everybody
 * else their own.
 */
@RestController
@Tag(name = "consents")
@Transactional(readOnly = true)
class ConsentController {

  private static final MediaType JSON_LD = MediaType.parseMediaType("application/ld+json");

  private final Rows rows;
  private final TransparencyLog log;
  private final String controller;
  private final Clock clock;

  ConsentController(
      Rows rows,
      @Qualifier("projectorPool") HikariDataSource projectorPool,
      @Value("${LETHE_CONTROLLER:the operator of this installation}") String controller,
      Clock clock) {
    this.rows = rows;
    this.log = new TransparencyLog(projectorPool);
    this.controller = controller;
    this.clock = clock;
  }

  /**
   * A consent.
   *
   * @param textVersion of the text that the person agreed to
   * @param channel by which they did
   */
  record ConsentView(
      UUID id,
      UUID userId,
      String purpose,
      String textVersion,
      String channel,
      Instant givenAt,
      @Nullable UUID givenBy,
      long givenPosition,
      @Nullable Instant expiresAt,
      @Nullable Instant withdrawnAt,
      @Nullable String withdrawnChannel,
      @Nullable Long withdrawnPosition,
      long position)
      implements AboutPerson.OfUser {}

  /**
   * An objection.
   *
   * @param upheld null while it is not decided
   */
  record ObjectionView(
      UUID id,
      UUID userId,
      String purpose,
      @Nullable String grounds,
      Instant raisedAt,
      @Nullable Boolean upheld,
      @Nullable String reason,
      @Nullable Instant decidedAt,
      long position)
      implements AboutPerson.OfUser {}

  /** A restriction; it stands until it is lifted. */
  record RestrictionView(
      UUID id,
      UUID userId,
      String ground,
      String reason,
      Instant placedAt,
      @Nullable Instant liftedAt,
      @Nullable String liftedReason,
      long position)
      implements AboutPerson.OfUser {}

  @GetMapping("/consents")
  @PreAuthorize("isAuthenticated()")
  @Operation(operationId = "consents", summary = "Consents, also those that are withdrawn")
  Page<ConsentView> consents(
      @RequestParam(required = false) @Nullable UUID cursor,
      @RequestParam(defaultValue = "50") int limit) {
    return rows.page(
        ConsentView.class,
        "select id, c.* from read.consents c where id > :after and " + Rows.own("user_id"),
        Map.of(),
        cursor,
        limit,
        ConsentView::id);
  }

  @GetMapping("/consents/{id}")
  @PreAuthorize("isAuthenticated()")
  @Operation(operationId = "consent", summary = "One consent")
  ConsentView consent(@PathVariable UUID id) {
    return rows.one(
            ConsentView.class, "select * from read.consents where id = :id", Map.of("id", id))
        .orElseThrow(() -> Rows.none("consent", id));
  }

  @GetMapping("/consents/{id}/receipt")
  @PreAuthorize("isAuthenticated()")
  @Operation(
      operationId = "consentReceipt",
      summary =
          "The receipt of a consent (ISO/IEC TS 27560) in JSON-LD with the Data Privacy Vocabulary,"
              + " and the proof that it is in the log")
  ResponseEntity<Map<String, Object>> receipt(@PathVariable UUID id) {
    ConsentView consent = consent(id);
    if (log.latest().filter(latest -> latest.size() >= consent.position()).isEmpty()) {
      throw new Refusal(
          ProblemType.NOT_CAUGHT_UP, "no checkpoint covers the consent yet: ask again in a second");
    }
    Map<String, Object> receipt = new LinkedHashMap<>();
    receipt.put(
        "@context",
        Map.of(
            "dpv",
            "https://w3id.org/dpv#",
            "dct",
            "http://purl.org/dc/terms/",
            "lethe",
            "urn:lethe:"));
    receipt.put("@id", "urn:uuid:" + id);
    receipt.put("@type", "dpv:ConsentReceipt");
    receipt.put("dct:conformsTo", "ISO/IEC TS 27560:2023");
    receipt.put("dct:identifier", id);
    receipt.put("dct:issued", clock.instant());
    receipt.put(
        "dpv:hasDataController", Map.of("@type", "dpv:DataController", "dct:title", controller));
    receipt.put(
        "dpv:hasDataSubject",
        Map.of("@type", "dpv:DataSubject", "@id", "urn:uuid:" + consent.userId()));
    receipt.put("dpv:hasLegalBasis", Map.of("@id", "dpv:Consent"));
    receipt.put("dpv:hasPurpose", Map.of("@type", "dpv:Purpose", "dct:title", consent.purpose()));
    receipt.put(
        "dpv:hasNotice",
        Map.of("@type", "dpv:ConsentNotice", "dct:hasVersion", consent.textVersion()));
    receipt.put("dpv:hasIndicationMethod", consent.channel());
    receipt.put("dpv:isIndicatedAtTime", consent.givenAt());
    if (consent.expiresAt() != null) {
      receipt.put("dpv:hasExpiryTime", consent.expiresAt());
    }
    receipt.put("dpv:hasConsentStatus", Map.of("@id", status(consent)));
    if (consent.withdrawnAt() != null) {
      receipt.put("lethe:withdrawnAt", consent.withdrawnAt());
      receipt.put("lethe:withdrawnBy", String.valueOf(consent.withdrawnChannel()));
    }
    receipt.put("lethe:givenProof", log.inclusion(consent.givenPosition(), null));
    if (consent.withdrawnPosition() != null) {
      receipt.put("lethe:withdrawnProof", log.inclusion(consent.withdrawnPosition(), null));
    }
    return ResponseEntity.ok().contentType(JSON_LD).body(receipt);
  }

  private String status(ConsentView consent) {
    if (consent.withdrawnAt() != null) {
      return "dpv:ConsentWithdrawn";
    }
    return consent.expiresAt() != null && consent.expiresAt().isBefore(clock.instant())
        ? "dpv:ConsentExpired"
        : "dpv:ConsentGiven";
  }

  @GetMapping("/objections")
  @PreAuthorize("isAuthenticated()")
  @Operation(operationId = "objections", summary = "Objections to processing, and what was decided")
  Page<ObjectionView> objections(
      @RequestParam(required = false) @Nullable UUID cursor,
      @RequestParam(defaultValue = "50") int limit) {
    return rows.page(
        ObjectionView.class,
        "select id, o.* from read.objections o where id > :after and " + Rows.own("user_id"),
        Map.of(),
        cursor,
        limit,
        ObjectionView::id);
  }

  @GetMapping("/restrictions")
  @PreAuthorize("isAuthenticated()")
  @Operation(
      operationId = "restrictions",
      summary = "Restrictions of processing, also those that are lifted")
  Page<RestrictionView> restrictions(
      @RequestParam(required = false) @Nullable UUID cursor,
      @RequestParam(defaultValue = "50") int limit) {
    return rows.page(
        RestrictionView.class,
        "select id, r.* from read.restrictions r where id > :after and " + Rows.own("user_id"),
        Map.of(),
        cursor,
        limit,
        RestrictionView::id);
  }
}

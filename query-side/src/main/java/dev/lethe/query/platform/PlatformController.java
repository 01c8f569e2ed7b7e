package dev.lethe.query.platform;

import dev.lethe.query.projection.JsonColumns;
import dev.lethe.query.projection.Page;
import dev.lethe.shared.problem.ProblemType;
import dev.lethe.shared.problem.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Queries of platforms and their privacy settings, which everybody who is logged in may see. */
@RestController
@Tag(name = "platforms")
@Transactional(readOnly = true)
class PlatformController {

  private static final UUID FIRST = new UUID(0, 0);

  private final PlatformRows platforms;
  private final PrivacySettingRows settings;

  PlatformController(PlatformRows platforms, PrivacySettingRows settings) {
    this.platforms = platforms;
    this.settings = settings;
  }

  /** A platform as queries show it. */
  record PlatformView(
      UUID id,
      String name,
      String slug,
      @Schema(type = "object", implementation = Object.class) @Nullable JsonNode apiConfig,
      @Schema(type = "object", implementation = Object.class) @Nullable JsonNode scrapingConfig,
      Instant createdAt,
      Instant updatedAt,
      long position) {

    static PlatformView of(PlatformRow row) {
      return new PlatformView(
          row.id,
          row.name,
          row.slug,
          JsonColumns.read(row.apiConfig),
          JsonColumns.read(row.scrapingConfig),
          row.createdAt,
          row.updatedAt,
          row.position);
    }
  }

  /** A privacy setting as queries show it. */
  record PrivacySettingView(
      UUID id,
      UUID platformId,
      String name,
      String path,
      @Nullable String description,
      @Schema(implementation = Object[].class) @Nullable JsonNode protectiveValues,
      String severity,
      @Schema(implementation = Object.class) @Nullable JsonNode defaultValue,
      Instant updatedAt,
      long position) {

    static PrivacySettingView of(PrivacySettingRow row) {
      return new PrivacySettingView(
          row.id,
          row.platformId,
          row.name,
          row.path,
          row.description,
          JsonColumns.read(row.protectiveValues),
          row.severity,
          JsonColumns.read(row.defaultValue),
          row.updatedAt,
          row.position);
    }
  }

  @GetMapping("/platforms/{id}")
  @PreAuthorize("isAuthenticated()")
  @Operation(operationId = "platform", summary = "One platform")
  PlatformView platform(@PathVariable UUID id) {
    return PlatformView.of(require(id));
  }

  @GetMapping("/platforms")
  @PreAuthorize("isAuthenticated()")
  @Operation(operationId = "platforms", summary = "All platforms, or the one with a slug")
  Page<PlatformView> platforms(
      @RequestParam(required = false) @Nullable String slug,
      @RequestParam(required = false) @Nullable UUID cursor,
      @RequestParam(defaultValue = "50") int limit) {
    if (slug != null) {
      return Page.of(
          platforms.findBySlug(slug).stream().toList(), 1, row -> row.id, PlatformView::of);
    }
    List<PlatformRow> rows =
        platforms.findByIdGreaterThanOrderById(
            cursor == null ? FIRST : cursor, Limit.of(Page.limit(limit) + 1));
    return Page.of(rows, limit, row -> row.id, PlatformView::of);
  }

  @GetMapping("/platforms/{id}/privacy-settings")
  @PreAuthorize("isAuthenticated()")
  @Operation(
      operationId = "privacySettings",
      summary = "The privacy settings of a platform, by name")
  List<PrivacySettingView> privacySettings(@PathVariable UUID id) {
    require(id);
    return settings.findByPlatformIdOrderByName(id).stream().map(PrivacySettingView::of).toList();
  }

  private PlatformRow require(UUID id) {
    return platforms
        .findById(id)
        .orElseThrow(
            () -> new Refusal(ProblemType.NOT_FOUND, "there is no platform %s".formatted(id)));
  }
}

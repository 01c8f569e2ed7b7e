package dev.lethe.query.settings;

import dev.lethe.query.projection.AboutPerson;
import dev.lethe.query.projection.Rows;
import dev.lethe.shared.access.Actor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Queries of settings: administrators see all, everybody else their own. */
@RestController
@Tag(name = "settings")
@Transactional(readOnly = true)
class SettingsController {

  private final Rows rows;

  SettingsController(Rows rows) {
    this.rows = rows;
  }

  /**
   * A user's settings.
   *
   * @param hasOpenAiKey whether the user has entrusted a key; the key is never shown
   */
  record SettingsView(
      UUID id,
      UUID userId,
      String theme,
      String language,
      boolean startOnBoot,
      boolean trackingEnabled,
      boolean screenshotsEnabled,
      int screenshotInterval,
      String screenshotQuality,
      boolean blurScreenshots,
      boolean incognitoMode,
      int dataRetentionDays,
      boolean notificationsEnabled,
      boolean breakReminders,
      int idleTimeout,
      boolean trackIdle,
      boolean hasOpenAiKey,
      Instant createdAt,
      Instant updatedAt,
      long position)
      implements AboutPerson.OfUser {}

  @GetMapping("/settings")
  @PreAuthorize("isAuthenticated()")
  @Operation(operationId = "settings", summary = "The settings of the user who asks, or of another")
  SettingsView settings(@RequestParam(required = false) @Nullable UUID userId) {
    UUID whose = userId == null ? Actor.current().userId() : userId;
    return rows.one(
            SettingsView.class,
            """
            select *, openai_api_key is not null as has_open_ai_key
            from read.user_settings
            where user_id = :user
            """,
            Map.of("user", whose))
        .orElseThrow(() -> Rows.none("user", whose));
  }
}

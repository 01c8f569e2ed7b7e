package dev.lethe.shared.settings;

/**
 * How the products treat a user.
 *
 * @param theme dark, light or system
 * @param language en, es, fr, de or ja
 * @param screenshotInterval seconds between captures
 * @param screenshotQuality low, medium or high
 * @param dataRetentionDays how long activity is kept
 * @param idleTimeout seconds after which the user counts as away
 */
public record UserSettings(
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
    boolean trackIdle) {

  /** As they are until the user changes them: what watches most is off (GDPR article 25). */
  public static final UserSettings DEFAULT =
      new UserSettings(
          "system", "en", false, true, false, 300, "medium", true, false, 90, true, true, 300,
          true);
}

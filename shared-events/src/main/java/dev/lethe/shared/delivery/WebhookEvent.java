package dev.lethe.shared.delivery;

import dev.lethe.shared.store.DomainEvent;
import dev.lethe.shared.store.EventType;
import dev.lethe.shared.vault.NotPersonal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What has happened to a webhook. */
public sealed interface WebhookEvent extends DomainEvent {

  /** The webhook's id, which is also the stream. */
  UUID webhookId();

  /** What a webhook's secret is sealed for. */
  static String secretOf(UUID webhookId) {
    return "secret of webhook " + webhookId;
  }

  /**
   * The audit log is delivered there from now on.
   *
   * @param ofTenant only what is this tenant's, or null for all of it
   * @param actions event types, or their beginnings with a dot at the end; empty for all
   * @param ocsf as events of the Open Cybersecurity Schema Framework
   * @param sealedSecret what deliveries are signed with, encrypted
   */
  @EventType("webhook.added")
  record WebhookAdded(
      UUID webhookId,
      @NotPersonal("of the operator") String url,
      @Nullable UUID ofTenant,
      @NotPersonal("names of ours") List<String> actions,
      boolean ocsf,
      @NotPersonal("encrypted") String sealedSecret)
      implements WebhookEvent {}

  /**
   * Deliveries are signed with another secret, and until then with the one before too.
   *
   * @param overlapEndsAt until when
   */
  @EventType("webhook.secret-rotated")
  record WebhookSecretRotated(
      UUID webhookId, @NotPersonal("encrypted") String sealedSecret, Instant overlapEndsAt)
      implements WebhookEvent {}

  /** Nothing is delivered until it is resumed, and then what came meanwhile. */
  @EventType("webhook.paused")
  record WebhookPaused(UUID webhookId) implements WebhookEvent {}

  /** Deliveries go on, at once. */
  @EventType("webhook.resumed")
  record WebhookResumed(UUID webhookId) implements WebhookEvent {}

  /** Nothing is delivered any more. */
  @EventType("webhook.removed")
  record WebhookRemoved(UUID webhookId) implements WebhookEvent {}
}

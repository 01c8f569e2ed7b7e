package dev.lethe.command.delivery;

import dev.lethe.command.api.Secret;
import dev.lethe.command.delivery.WebhookCommand.AddWebhook;
import dev.lethe.command.delivery.WebhookCommand.PauseWebhook;
import dev.lethe.command.delivery.WebhookCommand.RemoveWebhook;
import dev.lethe.command.delivery.WebhookCommand.ResumeWebhook;
import dev.lethe.command.delivery.WebhookCommand.RotateWebhookSecret;
import dev.lethe.shared.delivery.WebhookEvent;
import dev.lethe.shared.delivery.WebhookEvent.WebhookAdded;
import dev.lethe.shared.delivery.WebhookEvent.WebhookPaused;
import dev.lethe.shared.delivery.WebhookEvent.WebhookRemoved;
import dev.lethe.shared.delivery.WebhookEvent.WebhookResumed;
import dev.lethe.shared.delivery.WebhookEvent.WebhookSecretRotated;
import dev.lethe.shared.problem.ProblemType;
import dev.lethe.shared.problem.Refusal;
import dev.lethe.shared.vault.SecretBox;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/** A place to which the audit log is delivered. */
@Aggregate(cache = "aggregateCache", snapshotTriggerDefinition = "aggregateSnapshots")
class Webhook {

  private static final Duration OVERLAP = Duration.ofDays(1);

  @AggregateIdentifier private UUID id;
  private boolean removed;

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.ALWAYS)
  void handle(AddWebhook command, SecretBox box) {
    AggregateLifecycle.apply(
        new WebhookAdded(
            command.webhookId(),
            command.url(),
            command.ofTenant(),
            command.actions() == null ? List.of() : List.copyOf(command.actions()),
            Boolean.TRUE.equals(command.ocsf()),
            sealed(command.webhookId(), command.secret(), box)));
  }

  @CommandHandler
  void handle(RotateWebhookSecret command, SecretBox box, Clock clock) {
    requireThere();
    AggregateLifecycle.apply(
        new WebhookSecretRotated(
            id, sealed(id, command.secret(), box), clock.instant().plus(OVERLAP)));
  }

  @CommandHandler
  void handle(PauseWebhook command) {
    requireThere();
    AggregateLifecycle.apply(new WebhookPaused(id));
  }

  @CommandHandler
  void handle(ResumeWebhook command) {
    requireThere();
    AggregateLifecycle.apply(new WebhookResumed(id));
  }

  @CommandHandler
  void handle(RemoveWebhook command) {
    if (!removed) {
      AggregateLifecycle.apply(new WebhookRemoved(id));
    }
  }

  private static String sealed(UUID webhookId, Secret secret, SecretBox box) {
    return box.seal(secret.value(), WebhookEvent.secretOf(webhookId));
  }

  private void requireThere() {
    if (removed) {
      throw new Refusal(ProblemType.REFUSED, "the webhook is removed: add another one");
    }
  }

  @EventSourcingHandler
  void on(WebhookAdded event) {
    id = event.webhookId();
  }

  @EventSourcingHandler
  void on(WebhookRemoved event) {
    removed = true;
  }
}

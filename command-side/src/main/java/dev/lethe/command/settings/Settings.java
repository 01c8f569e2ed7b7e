package dev.lethe.command.settings;

import dev.lethe.command.api.Accounts;
import dev.lethe.command.settings.SettingsCommand.ChangeUserSettings;
import dev.lethe.command.settings.SettingsCommand.RemoveOpenAiKey;
import dev.lethe.command.settings.SettingsCommand.SetOpenAiKey;
import dev.lethe.shared.settings.SettingsEvent;
import dev.lethe.shared.settings.SettingsEvent.OpenAiKeyRemoved;
import dev.lethe.shared.settings.SettingsEvent.OpenAiKeySet;
import dev.lethe.shared.settings.SettingsEvent.UserSettingsChanged;
import dev.lethe.shared.settings.UserSettings;
import dev.lethe.shared.vault.SecretBox;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/** The settings of one user, from the defaults on. */
@Aggregate(cache = "aggregateCache", snapshotTriggerDefinition = "aggregateSnapshots")
class Settings {

  @SuppressWarnings("UnusedVariable") // Axon reads it
  @AggregateIdentifier
  private UUID id;

  private UserSettings settings = UserSettings.DEFAULT;
  private boolean keySet;

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(ChangeUserSettings command, Accounts accounts) {
    accounts.requireUsable(command.userId());
    UserSettings changed = command.over(settings);
    // the first change is noted even where it changes nothing: an aggregate starts with an event
    if (id == null || !settings.equals(changed)) {
      AggregateLifecycle.apply(new UserSettingsChanged(command.userId(), settings, changed));
    }
  }

  /** Each key is noted, as encrypted ones cannot be compared. */
  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(SetOpenAiKey command, Accounts accounts, SecretBox box) {
    accounts.requireUsable(command.userId());
    AggregateLifecycle.apply(
        new OpenAiKeySet(
            command.userId(),
            box.seal(command.openAiKey().value(), "settings.openai-key of " + command.userId())));
  }

  @CommandHandler
  void handle(RemoveOpenAiKey command) {
    if (keySet) {
      AggregateLifecycle.apply(new OpenAiKeyRemoved(command.userId()));
    }
  }

  @EventSourcingHandler
  void on(SettingsEvent event) {
    id = SettingsEvent.settingsOf(event.userId());
    switch (event) {
      case UserSettingsChanged changed -> settings = changed.to();
      case OpenAiKeySet _ -> keySet = true;
      case OpenAiKeyRemoved _ -> keySet = false;
    }
  }
}

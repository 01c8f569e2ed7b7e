package dev.lethe.command.user;

import dev.lethe.command.user.UserCommand.ChangeSubscriptionTier;
import dev.lethe.command.user.UserCommand.ChangeUserEmail;
import dev.lethe.command.user.UserCommand.MakeUserAdministrator;
import dev.lethe.command.user.UserCommand.RegisterUser;
import dev.lethe.command.user.UserCommand.SetUserPassword;
import dev.lethe.shared.access.Actor;
import dev.lethe.shared.access.Role;
import dev.lethe.shared.user.SubscriptionTier;
import dev.lethe.shared.user.UserEvent;
import dev.lethe.shared.user.UserEvent.PasswordSet;
import dev.lethe.shared.user.UserEvent.SubscriptionTierChanged;
import dev.lethe.shared.user.UserEvent.UserEmailChanged;
import dev.lethe.shared.user.UserEvent.UserMadeAdministrator;
import dev.lethe.shared.user.UserEvent.UserRegistered;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/** A person with an account. */
@Aggregate(cache = "aggregateCache", snapshotTriggerDefinition = "aggregateSnapshots")
class User {

  @AggregateIdentifier private UUID id;
  private String email;
  private SubscriptionTier tier;
  private @Nullable String passwordHash;
  private Role role = Role.USER;

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.ALWAYS)
  void handle(RegisterUser command) {
    AggregateLifecycle.apply(
        new UserRegistered(command.userId(), command.email(), command.subscriptionTier()));
  }

  @CommandHandler
  void handle(ChangeUserEmail command) {
    if (!email.equals(command.email())) {
      AggregateLifecycle.apply(new UserEmailChanged(id, email, command.email()));
    }
  }

  @CommandHandler
  void handle(ChangeSubscriptionTier command) {
    if (tier != command.subscriptionTier()) {
      AggregateLifecycle.apply(new SubscriptionTierChanged(id, tier, command.subscriptionTier()));
    }
  }

  @CommandHandler
  void handle(SetUserPassword command, PasswordEncoder encoder) {
    String password = command.password().value();
    if (passwordHash == null || !encoder.matches(password, passwordHash)) {
      AggregateLifecycle.apply(new PasswordSet(id, encoder.encode(password)));
    }
  }

  @CommandHandler
  void handle(MakeUserAdministrator command) {
    if (role != Role.ADMIN) {
      AggregateLifecycle.apply(new UserMadeAdministrator(id));
    }
  }

  /** Who the user is, where the password is right. */
  @CommandHandler
  Optional<Actor> handle(LogIn command, PasswordEncoder encoder) {
    boolean right =
        passwordHash != null && encoder.matches(command.password().value(), passwordHash);
    return right ? Optional.of(new Actor(id, id, role)) : Optional.empty();
  }

  @EventSourcingHandler
  void on(UserRegistered registered) {
    id = registered.userId();
    email = registered.email();
    tier = registered.tier();
  }

  @EventSourcingHandler
  void on(UserEvent event) {
    switch (event) {
      case UserRegistered _ -> {} // has a handler of its own
      case UserEmailChanged changed -> email = changed.to();
      case SubscriptionTierChanged changed -> tier = changed.to();
      case PasswordSet set -> passwordHash = set.passwordHash();
      case UserMadeAdministrator _ -> role = Role.ADMIN;
    }
  }
}

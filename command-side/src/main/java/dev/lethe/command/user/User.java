package dev.lethe.command.user;

import dev.lethe.command.api.Accounts.Account;
import dev.lethe.command.user.UserCommand.ChangeSubscriptionTier;
import dev.lethe.command.user.UserCommand.ChangeUserEmail;
import dev.lethe.command.user.UserCommand.ChangeUserProfile;
import dev.lethe.command.user.UserCommand.CompleteOnboarding;
import dev.lethe.command.user.UserCommand.DeactivateUser;
import dev.lethe.command.user.UserCommand.DeleteUser;
import dev.lethe.command.user.UserCommand.EndTrial;
import dev.lethe.command.user.UserCommand.LinkGoogleAccount;
import dev.lethe.command.user.UserCommand.MakeUserAdministrator;
import dev.lethe.command.user.UserCommand.ReactivateUser;
import dev.lethe.command.user.UserCommand.RegisterUser;
import dev.lethe.command.user.UserCommand.RemoveUserPassword;
import dev.lethe.command.user.UserCommand.RestoreUser;
import dev.lethe.command.user.UserCommand.RevokeUserAdministrator;
import dev.lethe.command.user.UserCommand.SetStripeIds;
import dev.lethe.command.user.UserCommand.SetUserPassword;
import dev.lethe.command.user.UserCommand.StartTrial;
import dev.lethe.command.user.UserCommand.UnlinkGoogleAccount;
import dev.lethe.command.user.UserCommand.VerifyUserEmail;
import dev.lethe.command.user.UserQuestion.AccountOf;
import dev.lethe.command.user.UserQuestion.HasPassword;
import dev.lethe.shared.problem.ProblemType;
import dev.lethe.shared.problem.Refusal;
import dev.lethe.shared.user.Profile;
import dev.lethe.shared.user.StripeIds;
import dev.lethe.shared.user.SubscriptionTier;
import dev.lethe.shared.user.UserEvent;
import dev.lethe.shared.user.UserEvent.GoogleAccountLinked;
import dev.lethe.shared.user.UserEvent.GoogleAccountUnlinked;
import dev.lethe.shared.user.UserEvent.OnboardingCompleted;
import dev.lethe.shared.user.UserEvent.PasswordRemoved;
import dev.lethe.shared.user.UserEvent.PasswordSet;
import dev.lethe.shared.user.UserEvent.StripeIdsChanged;
import dev.lethe.shared.user.UserEvent.SubscriptionTierChanged;
import dev.lethe.shared.user.UserEvent.TrialEnded;
import dev.lethe.shared.user.UserEvent.TrialStarted;
import dev.lethe.shared.user.UserEvent.UserAdministratorRevoked;
import dev.lethe.shared.user.UserEvent.UserDeactivated;
import dev.lethe.shared.user.UserEvent.UserDeleted;
import dev.lethe.shared.user.UserEvent.UserEmailChanged;
import dev.lethe.shared.user.UserEvent.UserEmailVerified;
import dev.lethe.shared.user.UserEvent.UserErased;
import dev.lethe.shared.user.UserEvent.UserMadeAdministrator;
import dev.lethe.shared.user.UserEvent.UserProfileChanged;
import dev.lethe.shared.user.UserEvent.UserReactivated;
import dev.lethe.shared.user.UserEvent.UserRegistered;
import dev.lethe.shared.user.UserEvent.UserRestored;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/** A person with an account: identity, credentials, subscription and standing. */
@Aggregate(cache = "aggregateCache", snapshotTriggerDefinition = "aggregateSnapshots")
class User {

  @AggregateIdentifier private UUID id;
  private String email;
  private SubscriptionTier tier;
  private Profile profile = Profile.EMPTY;
  private StripeIds stripeIds = StripeIds.NONE;
  private @Nullable String passwordHash;
  private @Nullable String googleId;
  private @Nullable Instant trialEndsAt;
  private boolean emailVerified;
  private boolean onboarded;
  private boolean admin;
  private boolean deactivated;
  private boolean deleted;
  private boolean erased;

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.ALWAYS)
  void handle(RegisterUser command) {
    UUID userId = command.userId();
    AggregateLifecycle.apply(
        new UserRegistered(userId, command.email(), command.subscriptionTier()));
    Profile given = command.profile();
    if (!given.equals(Profile.EMPTY)) {
      AggregateLifecycle.apply(new UserProfileChanged(userId, Profile.EMPTY, given));
    }
    if (command.googleId() != null) {
      AggregateLifecycle.apply(new GoogleAccountLinked(userId, command.googleId()));
    }
  }

  @CommandHandler
  void handle(ChangeUserEmail command) {
    requireNotDeleted();
    if (!email.equals(command.email())) {
      AggregateLifecycle.apply(new UserEmailChanged(id, email, command.email()));
    }
  }

  @CommandHandler
  void handle(VerifyUserEmail command) {
    requireNotDeleted();
    if (!email.equals(command.email())) {
      throw new Refusal(
          ProblemType.REFUSED, "that is not the user's email address any more: verify the new one");
    }
    if (!emailVerified) {
      AggregateLifecycle.apply(new UserEmailVerified(id, email));
    }
  }

  @CommandHandler
  void handle(ChangeUserProfile command) {
    requireNotDeleted();
    if (!profile.equals(command.profile())) {
      AggregateLifecycle.apply(new UserProfileChanged(id, profile, command.profile()));
    }
  }

  @CommandHandler
  void handle(ChangeSubscriptionTier command) {
    requireNotDeleted();
    if (tier != command.subscriptionTier()) {
      AggregateLifecycle.apply(new SubscriptionTierChanged(id, tier, command.subscriptionTier()));
    }
  }

  @CommandHandler
  void handle(StartTrial command, Clock clock) {
    requireNotDeleted();
    Instant endsAt = command.endsAt().truncatedTo(ChronoUnit.MICROS);
    if (!endsAt.isAfter(clock.instant())) {
      throw new Refusal(ProblemType.REFUSED, "endsAt %s is over already".formatted(endsAt));
    }
    if (!endsAt.equals(trialEndsAt)) {
      AggregateLifecycle.apply(new TrialStarted(id, endsAt));
    }
  }

  @CommandHandler
  void handle(EndTrial command) {
    requireNotDeleted();
    if (trialEndsAt != null) {
      AggregateLifecycle.apply(new TrialEnded(id));
    }
  }

  @CommandHandler
  void handle(SetStripeIds command) {
    requireNotDeleted();
    StripeIds given = new StripeIds(command.stripeCustomerId(), command.stripeSubscriptionId());
    if (!stripeIds.equals(given)) {
      AggregateLifecycle.apply(new StripeIdsChanged(id, stripeIds, given));
    }
  }

  @CommandHandler
  void handle(SetUserPassword command, PasswordEncoder encoder) {
    requireNotDeleted();
    String password = command.password().value();
    if (passwordHash == null || !encoder.matches(password, passwordHash)) {
      AggregateLifecycle.apply(new PasswordSet(id, encoder.encode(password)));
    }
  }

  @CommandHandler
  void handle(RemoveUserPassword command) {
    requireNotDeleted();
    if (passwordHash != null) {
      AggregateLifecycle.apply(new PasswordRemoved(id));
    }
  }

  @CommandHandler
  void handle(LinkGoogleAccount command) {
    requireNotDeleted();
    if (command.googleId().equals(googleId)) {
      return;
    }
    if (googleId != null) {
      AggregateLifecycle.apply(new GoogleAccountUnlinked(id, googleId));
    }
    AggregateLifecycle.apply(new GoogleAccountLinked(id, command.googleId()));
  }

  @CommandHandler
  void handle(UnlinkGoogleAccount command) {
    requireNotDeleted();
    if (googleId != null) {
      AggregateLifecycle.apply(new GoogleAccountUnlinked(id, googleId));
    }
  }

  @CommandHandler
  void handle(CompleteOnboarding command) {
    requireNotDeleted();
    if (!onboarded) {
      AggregateLifecycle.apply(new OnboardingCompleted(id));
    }
  }

  @CommandHandler
  void handle(MakeUserAdministrator command) {
    requireNotDeleted();
    if (!admin) {
      AggregateLifecycle.apply(new UserMadeAdministrator(id));
    }
  }

  /** Nobody can do it to themselves, so that one administrator always stays. */
  @CommandHandler
  void handle(RevokeUserAdministrator command, @MetaDataValue("actor") @Nullable String actor) {
    requireSomebodyElse(actor);
    if (admin) {
      AggregateLifecycle.apply(new UserAdministratorRevoked(id));
    }
  }

  @CommandHandler
  void handle(DeactivateUser command, @MetaDataValue("actor") @Nullable String actor) {
    requireNotDeleted();
    requireSomebodyElse(actor);
    if (!deactivated) {
      AggregateLifecycle.apply(new UserDeactivated(id));
    }
  }

  @CommandHandler
  void handle(ReactivateUser command) {
    requireNotDeleted();
    if (deactivated) {
      AggregateLifecycle.apply(new UserReactivated(id));
    }
  }

  @CommandHandler
  void handle(DeleteUser command) {
    if (admin) {
      throw new Refusal(
          ProblemType.REFUSED,
          "an administrator is not deleted: another one revokes that first, with"
              + " RevokeUserAdministrator");
    }
    if (!deleted) {
      AggregateLifecycle.apply(new UserDeleted(id));
    }
  }

  @CommandHandler
  void handle(EraseUser step) {
    if (!deleted) {
      AggregateLifecycle.apply(new UserDeleted(id));
    }
    if (!erased) {
      AggregateLifecycle.apply(new UserErased(id));
    }
  }

  @CommandHandler
  void handle(RestoreUser command) {
    if (erased) {
      throw new Refusal(ProblemType.REFUSED, "the person is erased: there is no way back");
    }
    if (deleted) {
      AggregateLifecycle.apply(new UserRestored(id));
    }
  }

  @CommandHandler
  boolean answer(HasPassword question, PasswordEncoder encoder) {
    return passwordHash != null
        && encoder.matches(question.password().value(), passwordHash)
        && !deleted
        && !deactivated;
  }

  @CommandHandler
  Account answer(AccountOf question) {
    return new Account(id, email, !deleted && !deactivated, admin);
  }

  private void requireNotDeleted() {
    if (deleted) {
      throw new Refusal(
          ProblemType.REFUSED, "the user is deleted: bring it back with RestoreUser first");
    }
  }

  private void requireSomebodyElse(@Nullable String actor) {
    if (id.toString().equals(actor)) {
      throw new Refusal(ProblemType.REFUSED, "this is for another administrator to do");
    }
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
      case UserEmailChanged changed -> {
        email = changed.to();
        emailVerified = false;
      }
      case UserEmailVerified _ -> emailVerified = true;
      case UserProfileChanged changed -> profile = changed.to();
      case SubscriptionTierChanged changed -> tier = changed.to();
      case TrialStarted started -> trialEndsAt = started.endsAt();
      case TrialEnded _ -> trialEndsAt = null;
      case StripeIdsChanged changed -> stripeIds = changed.to();
      case PasswordSet set -> passwordHash = set.passwordHash();
      case PasswordRemoved _ -> passwordHash = null;
      case GoogleAccountLinked linked -> googleId = linked.googleId();
      case GoogleAccountUnlinked _ -> googleId = null;
      case OnboardingCompleted _ -> onboarded = true;
      case UserMadeAdministrator _ -> admin = true;
      case UserAdministratorRevoked _ -> admin = false;
      case UserDeactivated _ -> deactivated = true;
      case UserReactivated _ -> deactivated = false;
      case UserDeleted _ -> deleted = true;
      case UserRestored _ -> deleted = false;
      case UserErased _ -> erased = true;
    }
  }
}

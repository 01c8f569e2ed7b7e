package dev.lethe.command.user;

import dev.lethe.command.api.AllowedTo;
import dev.lethe.command.api.AllowedTo.Who;
import dev.lethe.command.api.Command;
import dev.lethe.command.api.CommandExample;
import dev.lethe.command.api.GeneratedId;
import dev.lethe.command.api.Secret;
import dev.lethe.shared.user.Profile;
import dev.lethe.shared.user.SubscriptionTier;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.validator.constraints.URL;
import org.jspecify.annotations.Nullable;

/** What can be asked of a user. */
public sealed interface UserCommand extends Command.AboutUser {

  @Override
  default UUID target() {
    return userId();
  }

  @AllowedTo(Who.ADMIN)
  @CommandExample(
      does = "Registers a user, who can log in once a password is set or a Google account linked",
      json =
          """
          {"email": "ada@example.com", "subscriptionTier": "free", "name": "Ada Lovelace", "profileType": "developer"}
          """)
  record RegisterUser(
      @GeneratedId @NotNull UUID userId,
      @NotNull @Email @Size(min = 3, max = 254) String email,
      @NotNull SubscriptionTier subscriptionTier,
      @Size(min = 1, max = 100) @Nullable String name,
      @Size(min = 1, max = 100) @Nullable String givenName,
      @Size(min = 1, max = 100) @Nullable String familyName,
      @URL @Size(max = 500) @Nullable String picture,
      @Size(min = 1, max = 50) @Nullable String profileType,
      @Size(min = 1, max = 255) @Nullable String googleId)
      implements UserCommand {

    /** A user of whom no more than this is known. */
    RegisterUser(UUID userId, String email, SubscriptionTier subscriptionTier) {
      this(userId, email, subscriptionTier, null, null, null, null, null, null);
    }

    Profile profile() {
      return new Profile(name, givenName, familyName, picture, profileType);
    }
  }

  @AllowedTo({Who.ADMIN, Who.SELF})
  @CommandExample(
      does = "Changes a user's email address; the old one is free again",
      json =
          """
          {"userId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d13", "email": "ada.lovelace@example.com"}
          """)
  record ChangeUserEmail(
      @NotNull UUID userId, @NotNull @Email @Size(min = 3, max = 254) String email)
      implements UserCommand {}

  @AllowedTo(Who.ADMIN)
  @CommandExample(
      does = "Changes a user's subscription",
      json =
          """
          {"userId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d13", "subscriptionTier": "pro"}
          """)
  record ChangeSubscriptionTier(@NotNull UUID userId, @NotNull SubscriptionTier subscriptionTier)
      implements UserCommand {}

  @AllowedTo({Who.ADMIN, Who.SELF})
  @CommandExample(
      does = "Sets the password a user logs in with",
      json =
          """
          {"userId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d13", "password": "correct horse battery"}
          """)
  record SetUserPassword(@NotNull UUID userId, @NotNull @Password Secret password)
      implements UserCommand {}

  @AllowedTo(Who.ADMIN)
  @CommandExample(
      does = "Lets a user administer the whole installation",
      json =
          """
          {"userId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d13"}
          """)
  record MakeUserAdministrator(@NotNull UUID userId) implements UserCommand {}

  @AllowedTo(Who.ADMIN)
  @CommandExample(
      does = "Takes the administration of the installation from a user",
      json =
          """
          {"userId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d13"}
          """)
  record RevokeUserAdministrator(@NotNull UUID userId) implements UserCommand {}

  @AllowedTo({Who.ADMIN, Who.SELF})
  @CommandExample(
      does = "Replaces a user's profile; what is left out is removed",
      json =
          """
          {"userId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d13", "name": "Ada", "givenName": "Ada", "familyName": "Lovelace",
           "picture": "https://example.com/ada.png", "profileType": "developer"}
          """)
  record ChangeUserProfile(
      @NotNull UUID userId,
      @Size(min = 1, max = 100) @Nullable String name,
      @Size(min = 1, max = 100) @Nullable String givenName,
      @Size(min = 1, max = 100) @Nullable String familyName,
      @URL @Size(max = 500) @Nullable String picture,
      @Size(min = 1, max = 50) @Nullable String profileType)
      implements UserCommand {

    Profile profile() {
      return new Profile(name, givenName, familyName, picture, profileType);
    }
  }

  @AllowedTo(Who.ADMIN)
  @CommandExample(
      does = "Notes that a user was reached under the email address",
      json =
          """
          {"userId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d13", "email": "ada@example.com"}
          """)
  record VerifyUserEmail(
      @NotNull UUID userId, @NotNull @Email @Size(min = 3, max = 254) String email)
      implements UserCommand {}

  @AllowedTo(Who.ADMIN)
  @CommandExample(
      does = "Lets a user try a plan out until an instant",
      json =
          """
          {"userId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d13", "endsAt": "2099-01-01T00:00:00Z"}
          """)
  record StartTrial(@NotNull UUID userId, @NotNull Instant endsAt) implements UserCommand {}

  @AllowedTo(Who.ADMIN)
  @CommandExample(
      does = "Ends a user's trial",
      json =
          """
          {"userId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d13"}
          """)
  record EndTrial(@NotNull UUID userId) implements UserCommand {}

  @AllowedTo(Who.ADMIN)
  @CommandExample(
      does = "Sets how Stripe knows a user; what is left out is removed",
      json =
          """
          {"userId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d13", "stripeCustomerId": "cus_NffrFeUfNV2Hib",
           "stripeSubscriptionId": "sub_1MowQVLkdIwHu7ixeRlqHVzs"}
          """)
  record SetStripeIds(
      @NotNull UUID userId,
      @Size(min = 1, max = 255) @Nullable String stripeCustomerId,
      @Size(min = 1, max = 255) @Nullable String stripeSubscriptionId)
      implements UserCommand {}

  @AllowedTo({Who.ADMIN, Who.SELF})
  @CommandExample(
      does = "Removes a user's password, so that only another issuer's log-in is left",
      json =
          """
          {"userId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d13"}
          """)
  record RemoveUserPassword(@NotNull UUID userId) implements UserCommand {}

  @AllowedTo(Who.ADMIN)
  @CommandExample(
      does = "Lets a user log in with a Google account, which belongs to one user only",
      json =
          """
          {"userId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d13", "googleId": "113289475611032847561"}
          """)
  record LinkGoogleAccount(@NotNull UUID userId, @NotNull @Size(min = 1, max = 255) String googleId)
      implements UserCommand {}

  @AllowedTo({Who.ADMIN, Who.SELF})
  @CommandExample(
      does = "Takes the Google account from a user",
      json =
          """
          {"userId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d13"}
          """)
  record UnlinkGoogleAccount(@NotNull UUID userId) implements UserCommand {}

  @AllowedTo({Who.ADMIN, Who.SELF})
  @CommandExample(
      does = "Notes that a user has seen what is shown to newcomers",
      json =
          """
          {"userId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d13"}
          """)
  record CompleteOnboarding(@NotNull UUID userId) implements UserCommand {}

  @AllowedTo(Who.ADMIN)
  @CommandExample(
      does = "Closes an account for a while: its sessions and keys are good for nothing",
      json =
          """
          {"userId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d13"}
          """)
  record DeactivateUser(@NotNull UUID userId) implements UserCommand {}

  @AllowedTo(Who.ADMIN)
  @CommandExample(
      does = "Opens a closed account again",
      json =
          """
          {"userId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d13"}
          """)
  record ReactivateUser(@NotNull UUID userId) implements UserCommand {}

  @AllowedTo({Who.ADMIN, Who.SELF})
  @CommandExample(
      does = "Deletes an account, softly: an administrator can restore it",
      json =
          """
          {"userId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d13"}
          """)
  record DeleteUser(@NotNull UUID userId) implements UserCommand {}

  @AllowedTo(Who.ADMIN)
  @CommandExample(
      does = "Brings a deleted account back",
      json =
          """
          {"userId": "0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d13"}
          """)
  record RestoreUser(@NotNull UUID userId) implements UserCommand {}
}

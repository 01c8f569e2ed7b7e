package dev.lethe.command.user;

import dev.lethe.command.api.AllowedTo;
import dev.lethe.command.api.AllowedTo.Who;
import dev.lethe.command.api.Command;
import dev.lethe.command.api.CommandExample;
import dev.lethe.command.api.GeneratedId;
import dev.lethe.shared.user.SubscriptionTier;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;

/** What can be asked of a user. */
public sealed interface UserCommand extends Command.AboutUser {

  @Override
  default UUID target() {
    return userId();
  }

  @AllowedTo(Who.ADMIN)
  @CommandExample(
      does = "Registers a user, who can log in once a password is set",
      json =
          """
          {"email": "ada@example.com", "subscriptionTier": "free"}
          """)
  record RegisterUser(
      @GeneratedId @NotNull UUID userId,
      @NotNull @Email @Size(min = 3, max = 254) String email,
      @NotNull SubscriptionTier subscriptionTier)
      implements UserCommand {}

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
}

package dev.lethe.command.api;

import dev.lethe.shared.problem.ProblemType;
import dev.lethe.shared.problem.Refusal;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Knows the users' accounts, for the features that are not about them. */
public interface Accounts {

  /**
   * An account as others may know it.
   *
   * @param usable neither deleted nor deactivated
   * @param administrator of the installation
   */
  record Account(UUID userId, String email, boolean usable, boolean administrator) {}

  /** The account of this id. */
  Optional<Account> find(UUID userId);

  /**
   * The account of this id, whether it can be used or not.
   *
   * @throws Refusal if there is none
   */
  default Account require(UUID userId) {
    return find(userId)
        .orElseThrow(
            () -> new Refusal(ProblemType.NOT_FOUND, "there is no user %s".formatted(userId)));
  }

  /**
   * The account of this id, if it can be used.
   *
   * @throws Refusal otherwise
   */
  default Account requireUsable(UUID userId) {
    return find(userId)
        .filter(Account::usable)
        .orElseThrow(
            () ->
                new Refusal(
                    ProblemType.NOT_FOUND,
                    "there is no user %s with an account in use: see RegisterUser"
                        .formatted(userId)));
  }

  /**
   * How it was made sure that it is the person who asks for something about their data (GDPR
   * article 12(6)).
   *
   * @param actor who sent the request
   * @param given what they say; may be left out by the person, who has logged in
   * @throws Refusal if it is missing
   */
  static String identityCheck(UUID userId, @Nullable String actor, @Nullable String given) {
    if (given != null) {
      return given;
    }
    if (!userId.toString().equals(actor)) {
      throw new Refusal(
          ProblemType.REFUSED,
          "identityCheck is missing: say how it was made sure that it is the person who asks");
    }
    return "logged in";
  }

  /** The account with this email address, in whatever spelling. */
  Optional<UUID> withEmail(String email);

  /** Closes the account of a person who is being erased, for good. */
  void close(UUID userId);

  /** Whether the account can be used and has this password. Takes as long for no account. */
  boolean hasPassword(Optional<UUID> userId, Secret password);
}

package dev.lethe.shared.access;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Knows what has become of sessions, accounts and API keys since credentials were issued. */
public interface Credentials {

  /** The role of a user whose session lives and whose account is in use; else empty. */
  Optional<Role> inSession(UUID userId, UUID sessionId);

  /** Whom an API key acts for; empty where it is not good, or its user's account is not in use. */
  Optional<Actor> apiKey(String secret);

  /**
   * The user whom another issuer's token is about, by the subject linked to an account or else by
   * the email address; empty where there is none, or the account is not in use.
   *
   * @param verifiedEmail null where the issuer has not verified it
   */
  Optional<Actor> identity(String subject, @Nullable String verifiedEmail);
}

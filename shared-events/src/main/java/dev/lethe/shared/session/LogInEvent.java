package dev.lethe.shared.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lethe.shared.store.DomainEvent;
import dev.lethe.shared.store.EventType;
import dev.lethe.shared.vault.DataCategory;
import dev.lethe.shared.vault.PersonalData;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What has come of attempts to log in, to one account or from one address. An account that does not
 * exist is treated like one that does.
 */
public sealed interface LogInEvent extends DomainEvent {

  /** The stream: a keyed hash of the account's email address or of the client's address. */
  UUID attemptsId();

  /** By what attempts are counted. */
  enum Kind {
    @JsonProperty("account")
    ACCOUNT,
    @JsonProperty("address")
    ADDRESS
  }

  /**
   * An attempt failed.
   *
   * @param failures how many in a row, with this one
   * @param userId whose account it was, where there is one
   * @param address from where
   */
  @EventType("log-in.failed")
  record LogInFailed(
      UUID attemptsId,
      Kind kind,
      int failures,
      @Nullable UUID userId,
      @PersonalData(DataCategory.ACTIVITY) @Nullable String address)
      implements LogInEvent {
    @Override
    public UUID dataSubject() {
      return userId == null ? attemptsId : userId;
    }
  }

  /** No attempt is looked at until then. */
  @EventType("log-in.locked")
  record LogInsLocked(UUID attemptsId, Kind kind, Instant until) implements LogInEvent {}

  /** An attempt succeeded; failures are counted from none again. */
  @EventType("log-in.succeeded")
  record LogInSucceeded(UUID attemptsId, Kind kind) implements LogInEvent {}
}

package dev.lethe.command.apikey;

import dev.lethe.command.api.ApiKeys;
import dev.lethe.command.api.Step;
import java.util.Optional;
import java.util.UUID;

/** Somebody has shown the secret of this hash; the answer is the key, where it is good now. */
record UseApiKey(UUID keyId, String secretHash) implements Step<Optional<ApiKeys.ApiKey>> {
  @Override
  public UUID target() {
    return keyId;
  }
}

package dev.lethe.command.apikey;

import dev.lethe.command.api.Aggregates;
import dev.lethe.command.api.ApiKeys;
import dev.lethe.shared.access.Secrets;
import dev.lethe.shared.apikey.ApiKeyEvent;
import dev.lethe.shared.store.PostgresEventStorageEngine;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds keys by the claims on their secrets' hashes. */
@Component
class StoredApiKeys implements ApiKeys {

  private final PostgresEventStorageEngine engine;
  private final Aggregates aggregates;

  StoredApiKeys(PostgresEventStorageEngine engine, Aggregates aggregates) {
    this.engine = engine;
    this.aggregates = aggregates;
  }

  @Override
  public Optional<ApiKey> use(String secret) {
    String hash = Secrets.hash(secret);
    return engine
        .holderOf(ApiKeyEvent.SECRET, hash)
        .flatMap(keyId -> aggregates.tell(new UseApiKey(keyId, hash), null))
        .flatMap(key -> key);
  }
}

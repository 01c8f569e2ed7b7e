package dev.lethe.command.api;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Knows the API keys, for whoever checks credentials. */
public interface ApiKeys {

  /** A key that is good now: for whom it acts, and how far. */
  record ApiKey(UUID keyId, UUID userId, UUID tenantId, Set<String> scopes) {}

  /** The key of this secret; empty where it is not good. Notes that the key was used. */
  Optional<ApiKey> use(String secret);
}

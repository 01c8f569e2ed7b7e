package dev.lethe.shared.apikey;

import dev.lethe.shared.store.ClaimChange;
import dev.lethe.shared.store.DomainEvent;
import dev.lethe.shared.store.EventType;
import dev.lethe.shared.vault.DataCategory;
import dev.lethe.shared.vault.NotPersonal;
import dev.lethe.shared.vault.PersonalData;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What has happened to a key with which a service acts for a user. */
public sealed interface ApiKeyEvent extends DomainEvent {

  /** Scope of the hashes that are good: a request finds its key by them. */
  String SECRET = "api-key.secret";

  /** The key's id, which is also the stream. */
  UUID keyId();

  /** For whom it acts. */
  UUID userId();

  @Override
  default UUID dataSubject() {
    return userId();
  }

  /**
   * There is a new key.
   *
   * @param tenantId on whose behalf it acts
   * @param scopes what it may do
   * @param secretHash SHA-256 of the secret, in hexadecimal
   */
  @EventType("api-key.issued")
  record ApiKeyIssued(
      UUID keyId,
      UUID userId,
      UUID tenantId,
      @PersonalData(DataCategory.IDENTITY) String name,
      @NotPersonal("names of ours") List<String> scopes,
      @NotPersonal("a hash") String secretHash,
      Instant expiresAt)
      implements ApiKeyEvent {
    @Override
    public List<ClaimChange> claims() {
      return List.of(new ClaimChange.Claim(SECRET, secretHash, keyId));
    }
  }

  /**
   * The key has another secret.
   *
   * @param overlapEndsAt until when the one before is good too
   * @param forgotten hash of one that no longer is, where there was one
   */
  @EventType("api-key.rotated")
  record ApiKeyRotated(
      UUID keyId,
      UUID userId,
      @NotPersonal("a hash") String secretHash,
      Instant expiresAt,
      Instant overlapEndsAt,
      @NotPersonal("a hash") @Nullable String forgotten)
      implements ApiKeyEvent {
    @Override
    public List<ClaimChange> claims() {
      List<ClaimChange> claims = new ArrayList<>();
      claims.add(new ClaimChange.Claim(SECRET, secretHash, keyId));
      if (forgotten != null) {
        claims.add(new ClaimChange.Release(SECRET, forgotten, keyId));
      }
      return claims;
    }
  }

  /** The key was used, for the first time in this hour. */
  @EventType("api-key.used")
  record ApiKeyUsed(UUID keyId, UUID userId) implements ApiKeyEvent {}

  /** The key is good for nothing from now on. */
  @EventType("api-key.revoked")
  record ApiKeyRevoked(UUID keyId, UUID userId, @NotPersonal("hashes") List<String> secretHashes)
      implements ApiKeyEvent {
    @Override
    public List<ClaimChange> claims() {
      return secretHashes.stream()
          .<ClaimChange>map(hash -> new ClaimChange.Release(SECRET, hash, keyId))
          .toList();
    }
  }
}

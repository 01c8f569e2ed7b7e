package dev.lethe.shared.store;

import java.util.UUID;

/** A change in who holds a value that may be held once only within its scope. */
public sealed interface ClaimChange {

  /** What the value is, such as {@code user.email}. */
  String scope();

  /** The value in its normal form; only a keyed hash of it is ever stored. */
  String value();

  /** The stream that holds the value after a claim, or held it before a release. */
  UUID holder();

  /** Takes the value for the holder; refused where another stream holds it. */
  record Claim(String scope, String value, UUID holder) implements ClaimChange {}

  /** Frees the value, so that any stream can claim it. */
  record Release(String scope, String value, UUID holder) implements ClaimChange {}
}

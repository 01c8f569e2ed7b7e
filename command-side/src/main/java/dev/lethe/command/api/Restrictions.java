package dev.lethe.command.api;

import java.util.UUID;

/** Knows whose data is only stored for now (GDPR article 18). */
public interface Restrictions {

  /** Whether the processing of the person's data is restricted. */
  boolean standOn(UUID userId);
}

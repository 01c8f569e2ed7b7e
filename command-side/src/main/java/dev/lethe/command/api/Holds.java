package dev.lethe.command.api;

import java.util.UUID;

/** Knows the legal holds, for whatever they stop. */
public interface Holds {

  /** Whether a hold on the person stands now. */
  boolean standOn(UUID userId);
}

package dev.lethe.command.api;

import java.util.UUID;

/** Something that goes to one aggregate. */
public interface Addressed {

  /** The aggregate's id. */
  UUID target();
}

package dev.lethe.shared.vault;

import java.util.UUID;

/** A person is erased, and personal data about them is not taken any more. */
public final class SubjectErased extends RuntimeException {

  /** Names the person by the id, which says nothing by itself. */
  public SubjectErased(UUID subject) {
    super("the person %s is erased".formatted(subject), null, false, false);
  }
}

package dev.lethe.shared.vault;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The keys that values were sealed under and that are not in the database yet: what is sealed may
 * be kept once they are.
 */
public final class NewKeys {

  private final Set<DataKey> keys = new LinkedHashSet<>();

  void add(DataKey key) {
    if (!key.isStored()) {
      keys.add(key);
    }
  }

  Set<DataKey> keys() {
    return keys;
  }

  /** Whether nothing has to be stored. */
  public boolean isEmpty() {
    return keys.isEmpty();
  }

  /**
   * Whether what was sealed may be kept; if not, another process was first to make one of the keys,
   * and it is to be sealed anew.
   *
   * @throws SubjectErased if nothing more is kept of a person
   */
  public boolean areStored() {
    boolean all = true;
    for (DataKey key : keys) {
      switch (key.state()) {
        case STORED -> {}
        case TAKEN -> all = false;
        case REFUSED -> throw new SubjectErased(key.name().subject());
        case NEW -> throw new IllegalStateException("a key was not stored");
      }
    }
    return all;
  }
}

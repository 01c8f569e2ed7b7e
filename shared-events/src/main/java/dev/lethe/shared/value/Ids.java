package dev.lethe.shared.value;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.NameBasedGenerator;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.util.UUID;

/**
 * Makes ids: time-ordered ones for what is new, name-based ones for what must come out the same
 * everywhere.
 */
public final class Ids {

  private static final UUID NAMESPACE = UUID.fromString("6d0ce0a5-5a4c-4a8e-9a3e-0f6a1f6f2f0b");
  private static final TimeBasedEpochGenerator NEW = Generators.timeBasedEpochGenerator();
  private static final NameBasedGenerator NAMED = Generators.nameBasedGenerator(NAMESPACE);

  private Ids() {}

  /** A new id that sorts after those made before it (UUID version 7, RFC 9562). */
  public static UUID next() {
    return NEW.generate();
  }

  /** The id of this name, always the same (UUID version 5, RFC 9562). */
  public static UUID named(String name) {
    return NAMED.generate(name);
  }
}

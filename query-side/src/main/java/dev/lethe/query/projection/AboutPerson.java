package dev.lethe.query.projection;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A view with personal data: that somebody else was shown it is put on record. */
public interface AboutPerson {

  /** The person whose data it is; null where there is none in it. */
  @Nullable UUID dataSubject();

  /** A view whose person is a user. */
  interface OfUser extends AboutPerson {

    /** The user's id. */
    UUID userId();

    @Override
    default UUID dataSubject() {
      return userId();
    }
  }
}

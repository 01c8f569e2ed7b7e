package dev.lethe.shared.user;

import org.jspecify.annotations.Nullable;

/**
 * What a user is called and looks like.
 *
 * @param picture URL of a picture
 * @param profileType what the user does, such as {@code developer}
 */
public record Profile(
    @Nullable String name,
    @Nullable String givenName,
    @Nullable String familyName,
    @Nullable String picture,
    @Nullable String profileType) {

  /** Nothing is known. */
  public static final Profile EMPTY = new Profile(null, null, null, null, null);
}

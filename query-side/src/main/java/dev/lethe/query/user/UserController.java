package dev.lethe.query.user;

import dev.lethe.query.projection.AboutPerson;
import dev.lethe.query.projection.Page;
import dev.lethe.shared.access.Actor;
import dev.lethe.shared.problem.ProblemType;
import dev.lethe.shared.problem.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Queries of users: administrators see all, everybody else themselves. */
@RestController
@Tag(name = "users")
@Transactional(readOnly = true)
class UserController {

  private static final UUID FIRST = new UUID(0, 0);

  private final UserRows users;

  UserController(UserRows users) {
    this.users = users;
  }

  /**
   * A user as queries show it.
   *
   * @param version sequence number of the user's last event, for If-Match
   */
  record UserView(
      UUID id,
      String email,
      @Nullable Instant emailVerifiedAt,
      @Nullable String name,
      @Nullable String givenName,
      @Nullable String familyName,
      @Nullable String picture,
      @Nullable String profileType,
      @Nullable String googleId,
      String subscriptionTier,
      @Nullable Instant trialEndsAt,
      @Nullable String stripeCustomerId,
      @Nullable String stripeSubscriptionId,
      boolean admin,
      boolean active,
      boolean onboardingCompleted,
      @Nullable Instant lastLoginAt,
      Instant createdAt,
      Instant updatedAt,
      @Nullable Instant deletedAt,
      long version,
      long position)
      implements AboutPerson {

    @Override
    public UUID dataSubject() {
      return id;
    }

    static UserView of(UserRow row) {
      return new UserView(
          row.id,
          row.email,
          row.emailVerifiedAt,
          row.name,
          row.givenName,
          row.familyName,
          row.picture,
          row.profileType,
          row.googleId,
          row.subscriptionTier,
          row.trialEndsAt,
          row.stripeCustomerId,
          row.stripeSubscriptionId,
          row.admin,
          row.active,
          row.onboardingCompleted,
          row.lastLoginAt,
          row.createdAt,
          row.updatedAt,
          row.deletedAt,
          row.version,
          row.position);
    }
  }

  @GetMapping("/users/{id}")
  @PreAuthorize("isAuthenticated()")
  @Operation(operationId = "user", summary = "One user")
  UserView user(@PathVariable UUID id) {
    return users
        .findById(id)
        .map(UserView::of)
        .orElseThrow(
            () -> new Refusal(ProblemType.NOT_FOUND, "there is no user %s for you".formatted(id)));
  }

  @GetMapping("/users/me")
  @PreAuthorize("isAuthenticated()")
  @Operation(operationId = "me", summary = "The user who asks")
  UserView me() {
    return user(Actor.current().userId());
  }

  @GetMapping("/users")
  @PreAuthorize("isAuthenticated()")
  @Operation(
      operationId = "users",
      summary = "The users one may see, or the one with an email address")
  Page<UserView> users(
      @RequestParam(required = false) @Nullable String email,
      @RequestParam(required = false) @Nullable UUID cursor,
      @RequestParam(defaultValue = "50") int limit) {
    if (email != null) {
      return Page.of(
          users.findByEmailIgnoreCase(email).stream().toList(), 1, row -> row.id, UserView::of);
    }
    List<UserRow> rows =
        users.findByIdGreaterThanOrderById(
            cursor == null ? FIRST : cursor, Limit.of(Page.limit(limit) + 1));
    return Page.of(rows, limit, row -> row.id, UserView::of);
  }
}

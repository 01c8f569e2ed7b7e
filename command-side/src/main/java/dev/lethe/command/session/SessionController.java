package dev.lethe.command.session;

import dev.lethe.command.api.Accounts;
import dev.lethe.command.api.Accounts.Account;
import dev.lethe.command.api.Aggregates;
import dev.lethe.command.api.Memberships;
import dev.lethe.command.api.Secret;
import dev.lethe.command.session.SessionStep.RefreshSession;
import dev.lethe.command.session.SessionStep.StartSession;
import dev.lethe.shared.access.AccessTokens;
import dev.lethe.shared.access.Actor;
import dev.lethe.shared.access.Role;
import dev.lethe.shared.access.Secrets;
import dev.lethe.shared.http.BearerAuthentication;
import dev.lethe.shared.problem.ProblemType;
import dev.lethe.shared.problem.Refusal;
import dev.lethe.shared.value.Ids;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Logs people in, and keeps them logged in. */
@RestController
@Tag(name = "sessions")
class SessionController {

  /** Names the person and the session, so that neither has to be looked up by a secret. */
  private static final Pattern REFRESH_TOKEN =
      Pattern.compile("lethe_refresh_([0-9a-f-]{36})\\.([0-9a-f-]{36})\\.([A-Za-z0-9_-]{43})");

  private static final int LONGEST_USER_AGENT = 300;

  private final LogIn logIn;
  private final Aggregates aggregates;
  private final Accounts accounts;
  private final List<Memberships> memberships;
  private final AccessTokens tokens;
  private final BearerAuthentication authentication;

  SessionController(
      LogIn logIn,
      Aggregates aggregates,
      Accounts accounts,
      List<Memberships> memberships,
      AccessTokens tokens,
      BearerAuthentication authentication) {
    this.logIn = logIn;
    this.aggregates = aggregates;
    this.accounts = accounts;
    this.memberships = memberships;
    this.tokens = tokens;
    this.authentication = authentication;
  }

  /** What a person logs in with. */
  record Credentials(
      @NotNull String email,
      @NotNull Secret password,
      @Schema(description = "On whose behalf; the person's own tenant where it is left out")
          @Nullable UUID tenantId) {}

  /** What a session goes on with. */
  record Refresh(
      @NotNull Secret refreshToken,
      @Schema(description = "On whose behalf from now on; as before where it is left out")
          @Nullable UUID tenantId) {}

  /**
   * A session's tokens.
   *
   * @param expiresIn seconds for which the access token is good
   * @param refreshToken good once, for 30 days
   */
  record Session(
      String accessToken,
      String tokenType,
      long expiresIn,
      String refreshToken,
      UUID sessionId,
      UUID userId,
      UUID tenantId) {
    @Override
    public String toString() {
      return "session " + sessionId;
    }
  }

  @PostMapping("/sessions")
  @PreAuthorize("permitAll()")
  @Operation(operationId = "logIn", summary = "Logs in; the token goes into Authorization: Bearer")
  @SecurityRequirements
  Session logIn(@Valid @RequestBody Credentials credentials, HttpServletRequest request) {
    if (authentication.isExternal()) {
      throw new Refusal(
          ProblemType.REFUSED, "people log in with another issuer here: get a token from it");
    }
    UUID userId =
        logIn.require(credentials.email(), credentials.password(), request.getRemoteAddr());
    UUID tenantId = credentials.tenantId() == null ? userId : credentials.tenantId();
    requireMember(userId, tenantId);
    UUID sessionId = Ids.next();
    String secret = Secrets.next();
    aggregates.tell(
        new StartSession(
            userId,
            sessionId,
            tenantId,
            Secrets.hash(secret),
            request.getRemoteAddr(),
            userAgent(request)),
        new Actor(userId, userId, Role.USER, sessionId, null));
    return session(userId, sessionId, tenantId, secret);
  }

  @PostMapping("/sessions/refresh")
  @PreAuthorize("permitAll()")
  @Operation(
      operationId = "refreshSession",
      summary = "Goes on with a session: new tokens for a refresh token, which is good once")
  @SecurityRequirements
  Session refresh(@Valid @RequestBody Refresh refresh) {
    Matcher token = REFRESH_TOKEN.matcher(refresh.refreshToken().value());
    if (!token.matches()) {
      throw ended();
    }
    UUID userId = uuid(token.group(1));
    UUID sessionId = uuid(token.group(2));
    if (accounts.find(userId).filter(Account::usable).isEmpty()) {
      throw ended();
    }
    if (refresh.tenantId() != null && !isMember(userId, refresh.tenantId())) {
      throw ended(); // says no more, as who asks has not shown yet who they are
    }
    String secret = Secrets.next();
    UUID tenantId =
        aggregates
            .tell(
                new RefreshSession(
                    userId,
                    sessionId,
                    Secrets.hash(token.group(3)),
                    Secrets.hash(secret),
                    Optional.ofNullable(refresh.tenantId())),
                new Actor(userId, userId, Role.USER, sessionId, null))
            .flatMap(tenant -> tenant)
            .orElseThrow(SessionController::ended);
    return session(userId, sessionId, tenantId, secret);
  }

  private Session session(UUID userId, UUID sessionId, UUID tenantId, String secret) {
    return new Session(
        tokens.issue(userId, sessionId, tenantId),
        "Bearer",
        AccessTokens.LIFE.toSeconds(),
        "lethe_refresh_%s.%s.%s".formatted(userId, sessionId, secret),
        sessionId,
        userId,
        tenantId);
  }

  private void requireMember(UUID userId, UUID tenantId) {
    if (!isMember(userId, tenantId)) {
      throw new Refusal(
          ProblemType.NOT_FOUND,
          "you belong to no tenant %s: leave tenantId out for your own".formatted(tenantId));
    }
  }

  private boolean isMember(UUID userId, UUID tenantId) {
    return tenantId.equals(userId)
        || memberships.stream().anyMatch(one -> one.of(tenantId, userId).isPresent());
  }

  private static UUID uuid(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw ended();
    }
  }

  private static Refusal ended() {
    return new Refusal(
        ProblemType.UNAUTHENTICATED,
        "this refresh token is not good, or not for that tenant: log in again");
  }

  private static @Nullable String userAgent(HttpServletRequest request) {
    String agent = request.getHeader("User-Agent");
    return agent == null || agent.length() <= LONGEST_USER_AGENT
        ? agent
        : agent.substring(0, LONGEST_USER_AGENT);
  }
}

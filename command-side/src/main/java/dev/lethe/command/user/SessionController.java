package dev.lethe.command.user;

import dev.lethe.shared.access.AccessTokens;
import dev.lethe.shared.access.Actor;
import dev.lethe.shared.problem.ProblemType;
import dev.lethe.shared.problem.Refusal;
import dev.lethe.shared.store.PostgresEventStorageEngine;
import dev.lethe.shared.user.UserEvent;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Logs people in. */
@RestController
@Tag(name = "sessions")
class SessionController {

  /**
   * Of a random text: compared with where there is no account, so that time does not tell who has
   * one.
   */
  private static final String NOBODYS_HASH =
      "$2a$10$FXAauQM7Ip9px.0g6eQePOcw2.BG6abzpxt7gDMG2oDwgTCNH2PjK";

  private final CommandGateway gateway;
  private final PostgresEventStorageEngine engine;
  private final PasswordEncoder encoder;
  private final AccessTokens tokens;

  SessionController(
      CommandGateway gateway,
      PostgresEventStorageEngine engine,
      PasswordEncoder encoder,
      AccessTokens tokens) {
    this.gateway = gateway;
    this.engine = engine;
    this.encoder = encoder;
    this.tokens = tokens;
  }

  /** What a person logs in with. */
  record Credentials(@NotNull String email, @NotNull Secret password) {}

  /** An access token and for how many seconds it is good. */
  record Session(String accessToken, String tokenType, long expiresIn, UUID userId) {
    @Override
    public String toString() {
      return "Session of " + userId;
    }
  }

  @PostMapping("/sessions")
  @PreAuthorize("permitAll()")
  @Operation(operationId = "logIn", summary = "Logs in; the token goes into Authorization: Bearer")
  @SecurityRequirements
  Session logIn(@Valid @RequestBody Credentials credentials) {
    Actor actor =
        authenticate(credentials)
            .orElseThrow(
                () ->
                    new Refusal(
                        ProblemType.UNAUTHENTICATED, "the email address or the password is wrong"));
    return new Session(
        tokens.issue(actor), "Bearer", AccessTokens.LIFE.toSeconds(), actor.userId());
  }

  private Optional<Actor> authenticate(Credentials credentials) {
    Optional<UUID> userId =
        engine.holderOf(UserEvent.EMAIL, UserEvent.normalEmail(credentials.email()));
    if (userId.isEmpty()) {
      encoder.matches(credentials.password().value(), NOBODYS_HASH);
      return Optional.empty();
    }
    return gateway.sendAndWait(new LogIn(userId.get(), credentials.password()));
  }
}

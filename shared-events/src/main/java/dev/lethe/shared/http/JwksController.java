package dev.lethe.shared.http;

import dev.lethe.shared.access.AccessTokens;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Publishes the keys under which anybody can check our access tokens (RFC 7517). */
@RestController
@Tag(name = "sessions")
class JwksController {

  private final AccessTokens tokens;

  JwksController(AccessTokens tokens) {
    this.tokens = tokens;
  }

  @GetMapping("/.well-known/jwks.json")
  @PreAuthorize("permitAll()")
  @Operation(operationId = "jwks", summary = "The public keys of access tokens, a JWK set")
  @SecurityRequirements
  Map<String, Object> keys() {
    return tokens.publicKeys().toJSONObject(true);
  }
}

package dev.lethe.command.api;

import dev.lethe.shared.access.Actor;
import dev.lethe.shared.problem.ProblemType;
import dev.lethe.shared.problem.Refusal;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * The door for commands. Who may give which is declared on each command, and asked in {@link
 * CommandRunner}.
 */
@RestController
@Hidden // described command by command, see CommandDescription
class CommandController {

  private final CommandCalls calls;
  private final CommandRunner runner;
  private final BulkCommands bulk;

  CommandController(CommandCalls calls, CommandRunner runner, BulkCommands bulk) {
    this.calls = calls;
    this.runner = runner;
    this.bulk = bulk;
  }

  @PostMapping("/commands/{name}")
  @PreAuthorize("isAuthenticated()")
  ResponseEntity<CommandAnswer> command(
      @PathVariable String name,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      HttpServletRequest request)
      throws IOException {
    byte[] body = request.getInputStream().readNBytes(CommandReader.MOST_BYTES + 1);
    if (body.length > CommandReader.MOST_BYTES) {
      throw tooLarge();
    }
    CommandCall call =
        calls.single(name, body, Actor.current(), Trace.of(request), idempotencyKey, ifMatch);
    CommandAnswer answer = runner.run(call);
    return ResponseEntity.ok().eTag("\"%d\"".formatted(answer.sequenceNumber())).body(answer);
  }

  @PostMapping("/commands")
  @PreAuthorize("isAuthenticated()")
  void commands(HttpServletRequest request, HttpServletResponse response) throws IOException {
    bulk.run(request.getInputStream(), Actor.current(), Trace.of(request), response);
  }

  static Refusal tooLarge() {
    return new Refusal(
        ProblemType.TOO_LARGE,
        "a command has at most 5 MB: leave out what no setting is read from");
  }
}

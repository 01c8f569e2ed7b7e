package dev.lethe.command.log;

import dev.lethe.shared.log.Checkpoint;
import dev.lethe.shared.log.TransparencyLog;
import dev.lethe.shared.log.TransparencyLog.ConsistencyProof;
import dev.lethe.shared.log.TransparencyLog.InclusionProof;
import dev.lethe.shared.problem.ProblemType;
import dev.lethe.shared.problem.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The Merkle log as C2SP tlog-tiles, for anybody: it reveals sizes and hashes.
 *
 * @see <a href="https://c2sp.org/tlog-tiles">c2sp.org/tlog-tiles</a>
 */
@RestController
@Tag(name = "log")
class LogController {

  /** Level, index in groups of three digits, and the width of a partial tile. */
  private static final Pattern TILE =
      Pattern.compile(
          "/([0-9]|[1-5][0-9]|6[0-3])/((?:x[0-9]{3}/)*[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

  private static final MediaType TEXT = MediaType.parseMediaType("text/plain; charset=utf-8");

  private final TransparencyLog log;

  LogController(TransparencyLog log) {
    this.log = log;
  }

  @GetMapping("/log/checkpoint")
  @PreAuthorize("permitAll()")
  @SecurityRequirements
  @Operation(
      operationId = "checkpoint",
      summary = "The latest signed checkpoint (C2SP tlog-checkpoint); for anybody")
  ResponseEntity<String> checkpoint() {
    String note =
        log.latest()
            .map(Checkpoint::note)
            .orElseThrow(
                () -> new Refusal(ProblemType.NOT_FOUND, "no checkpoint is signed yet: ask again"));
    return ResponseEntity.ok().contentType(TEXT).cacheControl(CacheControl.noCache()).body(note);
  }

  @GetMapping("/log/keys")
  @PreAuthorize("permitAll()")
  @SecurityRequirements
  @Operation(
      operationId = "logKeys",
      summary =
          "The verifier keys of the log (C2SP signed-note), a line each, the oldest first; for"
              + " anybody")
  ResponseEntity<String> keys() {
    return ResponseEntity.ok().contentType(TEXT).body(String.join("\n", log.verifierKeys()) + "\n");
  }

  @GetMapping("/log/tile/{*path}")
  @PreAuthorize("permitAll()")
  @SecurityRequirements
  @Operation(
      operationId = "tile",
      summary =
          "A tile of the tree, as /log/tile/LEVEL/INDEX or /log/tile/LEVEL/INDEX.p/WIDTH; for"
              + " anybody")
  ResponseEntity<byte[]> tile(@Parameter(example = "0/x001/234.p/17") @PathVariable String path) {
    Matcher tile = TILE.matcher(path);
    if (!tile.matches() || tile.group(2).length() > 24) {
      throw new Refusal(
          ProblemType.NOT_FOUND,
          "a tile is LEVEL/INDEX or LEVEL/INDEX.p/WIDTH, the index in groups of three digits such"
              + " as x001/234");
    }
    boolean full = tile.group(3) == null;
    byte[] hashes =
        log.tile(
            Integer.parseInt(tile.group(1)),
            Long.parseLong(tile.group(2).replaceAll("[x/]", "")),
            full ? 256 : Math.min(Integer.parseInt(tile.group(3)), 257));
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .cacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
        .body(hashes);
  }

  @GetMapping("/log/proofs/inclusion")
  @PreAuthorize("permitAll()")
  @SecurityRequirements
  @Operation(
      operationId = "inclusionProof",
      summary = "Shows that the event at a position is in the log (RFC 6962); for anybody")
  InclusionProof inclusion(
      @RequestParam long position,
      @Parameter(description = "Of the tree; the latest checkpoint's where it is left out")
          @RequestParam(required = false)
          @Nullable Long size) {
    return log.inclusion(position, size);
  }

  @GetMapping("/log/proofs/consistency")
  @PreAuthorize("permitAll()")
  @SecurityRequirements
  @Operation(
      operationId = "consistencyProof",
      summary =
          "Shows that an earlier tree is the beginning of a later one (RFC 6962); for anybody")
  ConsistencyProof consistency(
      @RequestParam long from,
      @Parameter(description = "The latest checkpoint's size where it is left out")
          @RequestParam(required = false)
          @Nullable Long to) {
    return log.consistency(from, to);
  }
}

package dev.lethe.query.record;

import dev.lethe.shared.log.TransparencyLog.Prover;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What shows that the event of a record is in the log (RFC 6962), for {@code ./lethe verify} and
 * any verifier of C2SP logs; hashes in base64.
 *
 * @param checkpoint the signed note of that size
 */
public record Proof(
    long position,
    String leafHash,
    long size,
    String rootHash,
    List<String> proof,
    String checkpoint) {

  /** The proof of a record; null where the prover's checkpoint does not cover it. */
  public static @Nullable Proof of(AuditRecord told, Optional<Prover> prover) {
    return prover
        .filter(covers -> told.position() <= covers.checkpoint().size())
        .map(
            covers ->
                new Proof(
                    told.position(),
                    Base64.getEncoder().encodeToString(HexFormat.of().parseHex(told.leafHash())),
                    covers.checkpoint().size(),
                    Base64.getEncoder().encodeToString(covers.checkpoint().root()),
                    covers.inclusion(told.position()),
                    covers.checkpoint().note()))
        .orElse(null);
  }
}

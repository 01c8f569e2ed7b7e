package dev.lethe.standalone.verify;

import java.util.Collection;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checks a certificate of erasure with nothing but itself: who signed it, that the scan it tells of
 * found nothing, and that its events are in the log, the request before the destruction of the
 * keys.
 */
final class CertificateCheck {

  private static final String TYPE = "lethe/erasure-certificate/v1";

  private CertificateCheck() {}

  /** What stands between the text of a signed note and its signatures. */
  private static final String SIGNATURES = "\n\n— ";

  static boolean isNote(String text) {
    return text.contains(SIGNATURES);
  }

  static Finding check(String note, Collection<SignedNote.Key> keys) {
    int end = note.indexOf(SIGNATURES);
    String text = note.substring(0, end + 1);
    JsonNode certificate = new JsonMapper().readTree(text);
    if (!certificate.path("type").asString().equals(TYPE)) {
      return Finding.bad("this is no certificate of erasure");
    }
    if (keys.isEmpty()) {
      return Finding.bad("give --key to check who signed the certificate");
    }
    if (!SignedNote.isSigned(text, note.substring(end + 2), keys)) {
      return Finding.bad("the certificate is not signed by the key given, or was altered");
    }
    for (String event : new String[] {"requested", "done"}) {
      Finding proof = ProofCheck.check(certificate.path(event), keys);
      if (!proof.good()) {
        return proof;
      }
    }
    long requested = certificate.path("requested").path("position").longValue();
    long done = certificate.path("done").path("position").longValue();
    boolean left =
        certificate.path("remains").valueStream().anyMatch(rows -> rows.longValue() != 0);
    return left || requested >= done
        ? Finding.bad("the certificate contradicts itself")
        : Finding.good(
            "%s was erased: %d keys destroyed at position %d, %d events unreadable, nothing left in"
                + " %d tables",
            certificate.path("subjectId").asString(),
            certificate.path("keysDestroyed").intValue(),
            done,
            certificate.path("positions").size(),
            certificate.path("remains").size());
  }
}

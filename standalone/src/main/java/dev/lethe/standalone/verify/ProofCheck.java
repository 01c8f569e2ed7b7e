package dev.lethe.standalone.verify;

import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * Checks a proof as {@code /log/proofs/inclusion} and {@code /log/proofs/consistency} give it, with
 * nothing but itself.
 */
final class ProofCheck {

  private ProofCheck() {}

  static Finding check(JsonNode proof, Collection<SignedNote.Key> keys) {
    return proof.has("leafHash") ? inclusion(proof, keys) : consistency(proof);
  }

  private static Finding inclusion(JsonNode proof, Collection<SignedNote.Key> keys) {
    long position = proof.path("position").longValue();
    long size = proof.path("size").longValue();
    byte[] root = hash(proof, "rootHash");
    if (!Merkle.includes(hash(proof, "leafHash"), position - 1, size, path(proof), root)) {
      return Finding.bad("position %d is not shown to be in the tree of size %d", position, size);
    }
    if (!proof.hasNonNull("checkpoint")) {
      return Finding.bad(
          "position %d is in the tree of size %d, but no checkpoint says whose tree that is",
          position, size);
    }
    SignedNote note = SignedNote.parse(proof.get("checkpoint").asString());
    if (note.size() != size || !Arrays.equals(note.root(), root)) {
      return Finding.bad("the checkpoint is of another tree");
    }
    if (keys.isEmpty()) {
      return Finding.bad(
          "position %d is in the tree of size %d of %s; give --key to check who signed it",
          position, size, note.origin());
    }
    return note.isSignedBy(keys)
        ? Finding.good(
            "position %d is in the tree of size %d, signed by %s", position, size, note.origin())
        : Finding.bad("the checkpoint is not signed by the key given");
  }

  private static Finding consistency(JsonNode proof) {
    long from = proof.path("from").longValue();
    long to = proof.path("to").longValue();
    return Merkle.isConsistent(
            from, hash(proof, "fromRootHash"), to, hash(proof, "toRootHash"), path(proof))
        ? Finding.good("the tree of size %d is the beginning of the tree of size %d", from, to)
        : Finding.bad("the tree of size %d is not shown to begin the tree of size %d", from, to);
  }

  private static List<byte[]> path(JsonNode proof) {
    return StreamSupport.stream(proof.path("proof").spliterator(), false)
        .map(hash -> Base64.getDecoder().decode(hash.asString()))
        .toList();
  }

  private static byte[] hash(JsonNode proof, String field) {
    return Base64.getDecoder().decode(proof.path(field).asString());
  }
}

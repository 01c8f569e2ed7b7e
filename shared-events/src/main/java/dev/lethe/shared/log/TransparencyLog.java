package dev.lethe.shared.log;

import dev.lethe.shared.problem.ProblemType;
import dev.lethe.shared.problem.Refusal;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What the log shows to everybody: sizes and hashes. */
public final class TransparencyLog {

  private static final int HIGHEST_LEVEL = 7;

  private final LogStore store;

  /** The log in this database. */
  public TransparencyLog(DataSource dataSource) {
    this.store = new LogStore(dataSource);
  }

  /** The latest checkpoint; none before the first event. */
  public Optional<Checkpoint> latest() {
    return store.latest();
  }

  /** The keys that have signed checkpoints, the oldest first, as verifier keys. */
  public List<String> verifierKeys() {
    return store.verifierKeys();
  }

  /**
   * The hashes of a tile, one after another.
   *
   * @param width 256 for a full tile, fewer for a partial one
   * @throws Refusal if the latest checkpoint does not cover it
   */
  public byte[] tile(int level, long index, int width) {
    long size = store.latest().map(Checkpoint::size).orElse(0L);
    boolean covered =
        level >= 0
            && level <= HIGHEST_LEVEL
            && index >= 0
            && index <= Long.MAX_VALUE / Tile.WIDTH - 1
            && width >= 1
            && width <= Tile.WIDTH
            && index * Tile.WIDTH + width <= Tile.hashes(size, level);
    if (!covered) {
      throw new Refusal(
          ProblemType.NOT_FOUND, "the checkpoint of size %d has no such tile".formatted(size));
    }
    var hashes = new ByteArrayOutputStream(width * 32);
    store.tile(level, index, width).forEach(hashes::writeBytes);
    return hashes.toByteArray();
  }

  /**
   * Shows that an event is in the log.
   *
   * @param position of the event, from 1; its leaf has the index position - 1
   * @param leafHash all hashes in base64
   * @param checkpoint the signed note of that size, or null where none was signed for it
   */
  public record InclusionProof(
      long position,
      String leafHash,
      long size,
      String rootHash,
      List<String> proof,
      @Nullable String checkpoint) {}

  /** Shows that an earlier tree is the beginning of a later one; hashes in base64. */
  public record ConsistencyProof(
      long from, String fromRootHash, long to, String toRootHash, List<String> proof) {}

  /**
   * The inclusion proof of the event at a position in the tree of a size, or of the latest
   * checkpoint.
   *
   * @throws Refusal if the tree does not reach so far
   */
  public InclusionProof inclusion(long position, @Nullable Long size) {
    Checkpoint latest = requireLatest();
    long in = size == null ? latest.size() : size;
    if (position < 1 || position > in || in > latest.size()) {
      throw notCovered(latest);
    }
    var proofs = new Proofs(store.reader(latest.size()));
    return new InclusionProof(
        position,
        base64(proofs.root(position - 1, position)),
        in,
        base64(proofs.root(0, in)),
        base64(proofs.inclusion(position - 1, in)),
        store.ofSize(in).map(Checkpoint::note).orElse(null));
  }

  /** Proves many events in one tree, that of the latest checkpoint. */
  public final class Prover {
    private final Checkpoint checkpoint;
    private final Proofs proofs;

    private Prover(Checkpoint checkpoint) {
      this.checkpoint = checkpoint;
      this.proofs = new Proofs(store.reader(checkpoint.size()));
    }

    /** The checkpoint whose tree it is. */
    public Checkpoint checkpoint() {
      return checkpoint;
    }

    /** The inclusion proof of the event at a position from 1 to the tree's size, in base64. */
    public List<String> inclusion(long position) {
      return base64(proofs.inclusion(position - 1, checkpoint.size()));
    }
  }

  /** Proves events in the tree of the latest checkpoint; empty before the first. */
  public Optional<Prover> prover() {
    return store.latest().map(Prover::new);
  }

  /** Proves events in the tree of the checkpoint of this size; empty where there is none. */
  public Optional<Prover> prover(long size) {
    return store.ofSize(size).map(Prover::new);
  }

  /**
   * The consistency proof between the trees of two sizes.
   *
   * @throws Refusal if they are not in order or the latest checkpoint does not reach so far
   */
  public ConsistencyProof consistency(long from, @Nullable Long to) {
    Checkpoint latest = requireLatest();
    long until = to == null ? latest.size() : to;
    if (from < 1 || from > until || until > latest.size()) {
      throw notCovered(latest);
    }
    var proofs = new Proofs(store.reader(latest.size()));
    return new ConsistencyProof(
        from,
        base64(proofs.root(0, from)),
        until,
        base64(proofs.root(0, until)),
        base64(proofs.consistency(from, until)));
  }

  private Checkpoint requireLatest() {
    return store.latest().orElseThrow(() -> new Refusal(ProblemType.NOT_FOUND, "the log is empty"));
  }

  private static Refusal notCovered(Checkpoint latest) {
    return new Refusal(
        ProblemType.NOT_FOUND,
        "the log reaches to position %d; sizes and positions are from 1, the smaller first"
            .formatted(latest.size()));
  }

  private static List<String> base64(List<byte[]> hashes) {
    return hashes.stream().map(TransparencyLog::base64).toList();
  }

  private static String base64(byte[] hash) {
    return Base64.getEncoder().encodeToString(hash);
  }
}

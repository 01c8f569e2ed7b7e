package dev.lethe.shared.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The tree against the known vectors of RFC 6962's reference implementation, and against the RFC's
 * definition.
 */
class MerkleTreeTest {

  private static final List<String> ENTRIES =
      List.of(
          "",
          "00",
          "10",
          "2021",
          "3031",
          "40414243",
          "5051525354555657",
          "606162636465666768696a6b6c6d6e6f");

  @ParameterizedTest
  @CsvSource({
    "0, e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "1, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "2, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "3, aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "4, d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "5, 4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "6, 76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "7, ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "8, 5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
  })
  void theKnownRoots(int size, String root) throws Exception {
    var tree = new TreeBuilder(0, (level, index) -> new byte[0]);
    for (String entry : ENTRIES.subList(0, size)) {
      tree.append(leaf(HexFormat.of().parseHex(entry)), new TreeBuilder.Completed());
    }

    assertThat(HexFormat.of().formatHex(tree.root())).isEqualTo(root);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 255, 256, 257, 511, 512, 513, 1000, 65535, 65536, 65537, 70001})
  void theRootIsThatOfTheDefinitionAndARestartedTreeGoesOnAsIfItHadNotStopped(int size) {
    List<byte[]> leaves = leaves(size);
    var stored = new Stored();
    var tree = new TreeBuilder(0, stored);
    // as the checkpointer does after a crash: read the right edge back and go on
    for (int i = 0; i < size; i++) {
      if (i % 300 == 299) {
        tree = new TreeBuilder(i, stored);
      }
      stored.add(leaves.get(i), tree);
    }

    assertThat(tree.root()).isEqualTo(definition(leaves, 0, size));
    assertThat(new Proofs(stored).root(0, size)).isEqualTo(tree.root());
  }

  @Test
  void proofsAreThoseOfTheDefinition() {
    int size = 700;
    List<byte[]> leaves = leaves(size);
    var stored = new Stored();
    var tree = new TreeBuilder(0, stored);
    leaves.forEach(leaf -> stored.add(leaf, tree));
    var proofs = new Proofs(stored);

    for (int n = 1; n <= size; n += 37) {
      for (int m = 0; m < n; m += 11) {
        assertThat(proofs.inclusion(m, n)).containsExactlyElementsOf(path(leaves, m, 0, n));
        if (m > 0) {
          assertThat(proofs.consistency(m, n))
              .containsExactlyElementsOf(subproof(leaves, m, 0, n, true));
        }
      }
    }
  }

  /** What the database would hold. */
  private static final class Stored implements Tile.Reader {
    private final List<List<byte[]>> levels = new ArrayList<>(List.of(new ArrayList<>()));

    void add(byte[] leaf, TreeBuilder tree) {
      levels.getFirst().add(leaf);
      var completed = new TreeBuilder.Completed();
      tree.append(leaf, completed);
      for (TreeBuilder.Node node : completed.nodes()) {
        while (levels.size() <= node.level()) {
          levels.add(new ArrayList<>());
        }
        assertThat(levels.get(node.level())).hasSize((int) node.index());
        levels.get(node.level()).add(node.hash());
      }
    }

    @Override
    public byte[] hash(int level, long index) {
      return levels.get(level).get((int) index);
    }
  }

  // RFC 6962, section 2.1, word for word

  private static byte[] definition(List<byte[]> leaves, int from, int to) {
    if (to - from == 1) {
      return leaves.get(from);
    }
    int k = from + split(to - from);
    return Hashes.children(definition(leaves, from, k), definition(leaves, k, to));
  }

  private static List<byte[]> path(List<byte[]> leaves, int m, int from, int to) {
    if (to - from == 1) {
      return List.of();
    }
    int k = from + split(to - from);
    List<byte[]> path = new ArrayList<>(m < k ? path(leaves, m, from, k) : path(leaves, m, k, to));
    path.add(m < k ? definition(leaves, k, to) : definition(leaves, from, k));
    return path;
  }

  private static List<byte[]> subproof(List<byte[]> leaves, int m, int from, int to, boolean b) {
    if (m == to) {
      return b ? List.of() : List.of(definition(leaves, from, to));
    }
    int k = from + split(to - from);
    List<byte[]> proof =
        new ArrayList<>(
            m <= k ? subproof(leaves, m, from, k, b) : subproof(leaves, m, k, to, false));
    proof.add(m <= k ? definition(leaves, k, to) : definition(leaves, from, k));
    return proof;
  }

  private static int split(int n) {
    int k = 1;
    while (k * 2 < n) {
      k *= 2;
    }
    return k;
  }

  private static List<byte[]> leaves(int count) {
    RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    List<byte[]> leaves = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] leaf = new byte[32];
      random.nextBytes(leaf);
      leaves.add(leaf);
    }
    return leaves;
  }

  private static byte[] leaf(byte[] entry) throws Exception {
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    sha256.update((byte) 0);
    return sha256.digest(entry);
  }
}

package dev.lethe.shared.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErasureLedgerTest {

  private static final UUID ADA = UUID.randomUUID();
  private static final UUID GRACE = UUID.randomUUID();
  private static final Instant NOW = Instant.parse("2026-05-03T12:00:00Z");

  @TempDir Path folder;

  @Test
  void whoIsAddedIsInItOnceWhoeverOpensIt() throws Exception {
    Path file = folder.resolve("ledger.txt");
    assertThat(new ErasureLedger(file).subjects()).isEmpty();

    new ErasureLedger(file).add(List.of(ADA), NOW);
    new ErasureLedger(file).add(List.of(ADA, GRACE), NOW);

    assertThat(new ErasureLedger(file).subjects()).containsExactly(ADA, GRACE);
    assertThat(Files.readAllLines(file)).containsExactly(NOW + " " + ADA, NOW + " " + GRACE);
  }

  @Test
  void aLineThatIsNoneStopsTheProgramInsteadOfBringingSomebodyBack() throws Exception {
    Path file = Files.writeString(folder.resolve("ledger.txt"), NOW + " " + ADA + "\ngarbage\n");

    assertThatThrownBy(() -> new ErasureLedger(file).subjects())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("mend it by hand");
  }
}

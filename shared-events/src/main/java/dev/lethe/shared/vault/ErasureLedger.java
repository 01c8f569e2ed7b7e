package dev.lethe.shared.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

/**
 * Whose keys were destroyed, in a file beside the database: a line each, the instant and the id. A
 * database that comes back from a backup does not know them; the file does.
 */
public final class ErasureLedger {

  private final Path file;

  /** The ledger in this file, which is made with its first line. */
  public ErasureLedger(Path file) {
    this.file = file;
  }

  /**
   * Everybody in it.
   *
   * @throws UncheckedIOException if it cannot be read
   * @throws IllegalStateException if a line is not one of ours
   */
  public Set<UUID> subjects() {
    Set<UUID> subjects = new LinkedHashSet<>();
    if (Files.exists(file)) {
      try {
        for (String line : Files.readAllLines(file)) {
          if (!line.isBlank()) {
            subjects.add(UUID.fromString(line.substring(line.indexOf(' ') + 1).strip()));
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (IllegalArgumentException e) {
        throw new IllegalStateException(
            "the erasure ledger %s has a line that is not TIME ID: mend it by hand, it says who must"
                    .formatted(file)
                + " not come back",
            e);
      }
    }
    return subjects;
  }

  /** Adds those who are not in it, and returns when they are on the disk. */
  public synchronized void add(Collection<UUID> subjects, Instant at) {
    Set<UUID> missing = new LinkedHashSet<>(subjects);
    missing.removeAll(subjects());
    if (missing.isEmpty()) {
      return;
    }
    var lines = new StringBuilder();
    missing.forEach(subject -> lines.append(at).append(' ').append(subject).append('\n'));
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      append(lines.toString());
    } catch (IOException e) {
      throw new UncheckedIOException("the erasure ledger %s cannot be written".formatted(file), e);
    }
  }

  private void append(String lines) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
      ByteBuffer bytes = ByteBuffer.wrap(lines.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }
}

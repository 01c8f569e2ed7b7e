package dev.lethe.shared.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The folder that holds the installation's secret keys, each in a file that only its owner can
 * read. What is missing is made on first use; processes that work on one database share one folder,
 * or copies of it.
 */
public final class KeyFolder {

  private final Path folder;

  /**
   * Opens the folder, making it if need be.
   *
   * @throws UncheckedIOException if it cannot be made
   */
  public KeyFolder(Path folder) {
    this.folder = folder;
    try {
      Files.createDirectories(folder, mode("rwx------"));
    } catch (IOException e) {
      throw new UncheckedIOException("the key folder " + folder + " cannot be made", e);
    }
  }

  /** The key under which claimed values are hashed. */
  public byte[] claimKey() {
    return HexFormat.of().parseHex(text("claims.key", KeyFolder::randomHex));
  }

  /** The secret kept under this name; made at random where there is none yet. */
  public String secret(String name) {
    return text(name, KeyFolder::randomHex);
  }

  /** A name for the installation that gives nothing of its keys away. */
  public String installationId() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(
                  ("lethe installation\n" + text("claims.key", KeyFolder::randomHex))
                      .getBytes(UTF_8));
      return HexFormat.of().formatHex(hash, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * Renames a key file, so that the next use makes a new one.
   *
   * @return its new name, with a number that counts up
   * @throws UncheckedIOException if there is none
   */
  public String putAside(String name) {
    try {
      return Files.move(
              folder.resolve(name), folder.resolve(old(name, putAsideOf(name).size() + 1)))
          .toString();
    } catch (IOException e) {
      throw new UncheckedIOException("there is no key " + folder.resolve(name), e);
    }
  }

  /** The files of this name that were put aside, the first one first. */
  public List<String> putAsideOf(String name) {
    return IntStream.iterate(1, number -> number + 1)
        .mapToObj(number -> old(name, number))
        .takeWhile(file -> Files.exists(folder.resolve(file)))
        .toList();
  }

  private static String old(String name, int number) {
    return name + ".old-" + number;
  }

  /** Replaces the text of a key file. */
  public void replace(String name, String content) {
    try {
      Path draft = Files.createTempFile(folder, name, ".draft", mode("rw-------"));
      Files.writeString(draft, content);
      Files.move(draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("the key " + folder.resolve(name) + " cannot be written", e);
    }
  }

  /** Whether there is a key file of this name. */
  public boolean has(String name) {
    return Files.exists(folder.resolve(name));
  }

  /** When the key file was made. */
  public Instant madeAt(String name) {
    try {
      return Files.getLastModifiedTime(folder.resolve(name)).toInstant();
    } catch (IOException e) {
      throw new UncheckedIOException("there is no key " + folder.resolve(name), e);
    }
  }

  /** The text of the key file of this name; made where there is none yet. */
  public String text(String name, Supplier<String> made) {
    Path file = folder.resolve(name);
    try (FileChannel channel =
        FileChannel.open(
            folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      // held until the channel closes
      channel.lock();
      if (!Files.exists(file)) {
        Path draft = Files.createTempFile(folder, name, ".draft", mode("rw-------"));
        Files.writeString(draft, made.get());
        Files.move(draft, file);
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("the key " + file + " cannot be read or made", e);
    }
  }

  private static String randomHex() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static FileAttribute<?>[] mode(String permissions) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}

package dev.lethe.standalone;

import dev.lethe.shared.access.KeyFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The folder of one installation: database, keys, and a note of the process that runs on it. */
public final class DataFolder {

  private static final JsonMapper JSON = new JsonMapper();

  private final Path folder;

  /** The folder; nothing is made yet. */
  public DataFolder(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /**
   * What runs on the folder.
   *
   * @param url where it is reached
   * @param databasePort of the embedded database, or 0 where another database is used
   */
  public record Running(long pid, String url, int databasePort) {}

  Path path() {
    return folder;
  }

  Path database() {
    return folder.resolve("postgres");
  }

  Path databaseLog() {
    return folder.resolve("postgres.log");
  }

  /** The installation's keys. */
  public KeyFolder keys() {
    String elsewhere = System.getenv("LETHE_KEYS");
    return new KeyFolder(elsewhere == null ? folder.resolve("keys") : Path.of(elsewhere));
  }

  /**
   * Makes the folder if need be and takes it for this process, until the process ends however it
   * may.
   *
   * @throws CannotStart if it cannot be made or written, or another process has it
   */
  FileLock take() {
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return lock;
      }
      channel.close();
    } catch (IOException e) {
      throw new CannotStart(
          "the data folder %s cannot be written (%s): choose another with --data"
              .formatted(folder, e.getClass().getSimpleName()));
    } catch (OverlappingFileLockException e) {
      // taken by this very process: the same answer
    }
    throw new CannotStart(
        "the data folder %s is in use%s: stop that one, or choose another folder with --data"
            .formatted(
                folder,
                running()
                    .map(one -> " by process %d at %s".formatted(one.pid(), one.url()))
                    .orElse("")));
  }

  void note(Running running) {
    try {
      Files.writeString(folder.resolve("running.json"), JSON.writeValueAsString(running));
    } catch (IOException e) {
      throw new CannotStart("the data folder %s cannot be written".formatted(folder));
    }
  }

  /** What was last noted, where that process is still alive. */
  public Optional<Running> running() {
    try {
      Running noted =
          JSON.readValue(Files.readString(folder.resolve("running.json")), Running.class);
      return ProcessHandle.of(noted.pid()).filter(ProcessHandle::isAlive).map(process -> noted);
    } catch (IOException | JacksonException e) {
      return Optional.empty();
    }
  }
}

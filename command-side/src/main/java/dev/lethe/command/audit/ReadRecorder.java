package dev.lethe.command.audit;

import dev.lethe.shared.audit.ReadNotes;
import dev.lethe.shared.audit.ReadNotes.Note;
import dev.lethe.shared.store.PostgresEventStorageEngine;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Puts on record who has read whose data. Several processes may do so at once: a note becomes one
 * event only, as its id is the stream's.
 */
@Component
class ReadRecorder {

  private static final Logger log = LoggerFactory.getLogger(ReadRecorder.class);

  private final ReadNotes notes;
  private final PostgresEventStorageEngine engine;

  ReadRecorder(ReadNotes commandReadNotes, PostgresEventStorageEngine engine) {
    this.notes = commandReadNotes;
    this.engine = engine;
  }

  @Scheduled(fixedDelay = 500, timeUnit = TimeUnit.MILLISECONDS)
  void run() throws InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (List<Note> next = notes.next(); !next.isEmpty(); next = notes.next()) {
        // at once, so that they share commits
        for (Future<?> recorded : threads.invokeAll(next.stream().map(this::recording).toList())) {
          recorded.get();
        }
        notes.remove(next);
      }
    } catch (DataAccessException | ExecutionException e) {
      log.warn("reads are not on record yet, it is tried again: {}", e.toString());
    }
  }

  private Callable<Boolean> recording(Note note) {
    return () -> engine.record(note.id(), note.event(), note.metadata(), note.at().toInstant());
  }
}

package dev.lethe.command.api;

import dev.lethe.command.api.LineReader.Line;
import dev.lethe.shared.access.Actor;
import dev.lethe.shared.http.Problems;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs the commands of a JSON Lines body, many at a time, and answers with a line each, in their
 * order. Lines that name the same aggregate run one after another; memory holds a window of them,
 * however many there are.
 */
final class BulkCommands {

  private static final int WINDOW = 512;

  private final CommandCalls calls;
  private final CommandRunner runner;
  private final JsonMapper json;

  BulkCommands(CommandCalls calls, CommandRunner runner, JsonMapper json) {
    this.calls = calls;
    this.runner = runner;
    this.json = json;
  }

  void run(InputStream body, Actor actor, Trace trace, HttpServletResponse response)
      throws IOException {
    response.setContentType("application/jsonl");
    response.setCharacterEncoding("UTF-8");
    try (var spool = new Spool();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<@Nullable Void> sent =
          CompletableFuture.runAsync(() -> send(spool, response), threads);
      var batch = new Batch(actor, trace, spool, threads);
      batch.run(body);
      sent.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof UncheckedIOException gone) {
        throw gone.getCause(); // the client went away; what it sent is done
      }
      throw e;
    }
  }

  private static void send(Spool spool, HttpServletResponse response) {
    try {
      spool.copyTo(response.getOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The lines of one request. */
  private final class Batch {
    private final Actor actor;
    private final Trace trace;
    private final Spool spool;
    private final ExecutorService threads;
    private final Semaphore window = new Semaphore(WINDOW);

    /** In the order of the lines; an empty one after the last. */
    private final BlockingQueue<Optional<CompletableFuture<Map<String, Object>>>> results =
        new LinkedBlockingQueue<>();

    private final LineOrder order = new LineOrder();

    Batch(Actor actor, Trace trace, Spool spool, ExecutorService threads) {
      this.actor = actor;
      this.trace = trace;
      this.spool = spool;
      this.threads = threads;
    }

    void run(InputStream body) throws IOException {
      CompletableFuture<@Nullable Void> collected =
          CompletableFuture.runAsync(this::collect, threads);
      try {
        var lines = new LineReader(body, CommandReader.MOST_BYTES);
        long number = 0;
        for (Line line = lines.next(); line != null; line = lines.next()) {
          number++;
          if (!line.isBlank()) {
            window.acquireUninterruptibly();
            results.add(Optional.of(start(number, line)));
          }
        }
      } finally {
        results.add(Optional.empty());
        collected.join();
        spool.complete();
      }
    }

    private CompletableFuture<Map<String, Object>> start(long number, Line line) {
      CommandCall call;
      try {
        if (line.isTooLong()) {
          throw CommandController.tooLarge();
        }
        call = calls.line(line.bytes(), actor, trace);
      } catch (RuntimeException e) {
        return CompletableFuture.completedFuture(failure(number, e));
      }
      return order.start(
          call.command(), ready -> ready.thenApplyAsync(nothing -> result(number, call), threads));
    }

    private void collect() {
      try {
        for (var result = results.take(); result.isPresent(); result = results.take()) {
          Map<String, Object> line = result.get().join();
          window.release();
          byte[] bytes = json.writeValueAsBytes(line);
          byte[] withEnd = Arrays.copyOf(bytes, bytes.length + 1);
          withEnd[bytes.length] = '\n';
          spool.write(withEnd);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private Map<String, Object> result(long number, CommandCall call) {
      try {
        CommandAnswer answer = runner.run(call);
        Map<String, Object> line = line(number, 200);
        line.put("id", answer.id());
        line.put("sequenceNumber", answer.sequenceNumber());
        line.put("position", answer.position());
        line.put("events", answer.events());
        if (answer.secret() != null) {
          line.put("secret", answer.secret());
        }
        return line;
      } catch (RuntimeException e) {
        return failure(number, e);
      }
    }

    private Map<String, Object> failure(long number, RuntimeException e) {
      ProblemDetail problem = Problems.of(e);
      Map<String, Object> line = line(number, problem.getStatus());
      line.put("problem", problem);
      return line;
    }

    private Map<String, Object> line(long number, int status) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("line", number);
      line.put("status", status);
      return line;
    }
  }
}

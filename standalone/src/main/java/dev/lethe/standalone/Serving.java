package dev.lethe.standalone;

import dev.lethe.command.CommandSide;
import dev.lethe.query.QuerySide;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.PropertySource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs both sides in this process until it is stopped. */
@Command
abstract class Serving implements Callable<Integer> {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "${env:LETHE_DATA:-data}",
      description = "Folder for database and keys (LETHE_DATA; default: ${DEFAULT-VALUE}).")
  Path data = Path.of("data");

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "${env:LETHE_PORT:-8080}",
      description =
          "Port to listen on, 0 for any free one (LETHE_PORT; default: ${DEFAULT-VALUE}).")
  int port;

  @Option(names = "--sample", description = "Load a small set of sample data, once.")
  boolean sample;

  @Option(names = "--stop-when-ready", hidden = true, description = "For the training run.")
  boolean stopWhenReady;

  @Override
  public Integer call() throws InterruptedException {
    long started = System.nanoTime();
    var folder = new DataFolder(data);
    FileLock lock = folder.take();
    requireFree(port);
    String external = System.getenv("LETHE_DB_URL");
    boolean embed = external == null || external.isEmpty();
    // the database starts while the program does
    CompletableFuture<@Nullable EmbeddedDatabase> starting =
        embed
            ? CompletableFuture.supplyAsync(() -> EmbeddedDatabase.start(folder))
            : CompletableFuture.completedFuture(null);
    ConfigurableApplicationContext context;
    try {
      context = run(folder, starting, external);
    } catch (RuntimeException e) {
      starting.thenAccept(Serving::close).exceptionally(alreadyTold -> null).join();
      throw e;
    }
    EmbeddedDatabase embedded = starting.join();
    var ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(context, embedded, lock, ended)));
    String url = "http://localhost:" + boundPort(context);
    folder.note(
        new DataFolder.Running(
            ProcessHandle.current().pid(), url, embedded == null ? 0 : embedded.port()));
    if (sample) {
      SampleData.load(url, folder);
    }
    System.out.printf(
        """
        Lethe is ready at %1$s after %2$.1f s. Ctrl-C stops it. Try:
          curl %1$s/openapi.json
          curl %1$s/sessions -H 'Content-Type: application/json' -d '{"email": "EMAIL", "password": "PASSWORD"}'
          ./lethe collect chromium --profile ~/.config/chromium/Default
        """,
        url, (System.nanoTime() - started) / 1e9);
    if (stopWhenReady) {
      System.exit(0);
    }
    ended.await();
    return 0;
  }

  private ConfigurableApplicationContext run(
      DataFolder folder,
      CompletableFuture<@Nullable EmbeddedDatabase> database,
      @Nullable String external) {
    var settings =
        new PropertySource<>("lethe", folder) {
          @Override
          public @Nullable Object getProperty(String name) {
            return switch (name) {
              case "LETHE_DB_URL" -> {
                EmbeddedDatabase embedded = database.join();
                yield embedded == null ? external : embedded.owner().libpq();
              }
              case "LETHE_DATA" -> getSource().path().toString();
              case "server.port" -> port;
              default -> null;
            };
          }
        };
    return new SpringApplicationBuilder(CommandSide.class, QuerySide.class)
        .registerShutdownHook(false) // ours stops the database after the context
        .initializers(context -> context.getEnvironment().getPropertySources().addFirst(settings))
        .run();
  }

  private static int boundPort(ConfigurableApplicationContext context) {
    return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
  }

  private static void requireFree(int port) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(port));
    } catch (IOException | IllegalArgumentException e) {
      throw new CannotStart(
          "port %d is taken: choose another with --port or LETHE_PORT".formatted(port));
    }
  }

  private void stop(
      ConfigurableApplicationContext context,
      @Nullable EmbeddedDatabase embedded,
      FileLock lock,
      CountDownLatch ended) {
    context.close();
    close(embedded);
    try {
      lock.channel().close();
    } catch (IOException e) {
      // the process ends, and the lock with it
    }
    ended.countDown();
  }

  private static void close(@Nullable EmbeddedDatabase embedded) {
    if (embedded != null) {
      embedded.close();
    }
  }
}

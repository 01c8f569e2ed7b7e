package dev.lethe.standalone;

import dev.lethe.command.CommandSide;
import dev.lethe.query.QuerySide;
import dev.lethe.shared.database.DatabaseUrl;
import dev.lethe.shared.testing.TestClient;
import dev.lethe.shared.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * Both sides in this process, on a database of their own, or each side alone on the same database.
 */
final class TestLethe implements AutoCloseable {

  static final String ADMIN = "admin@example.com";
  static final String PASSWORD = "correct horse battery";

  private final ConfigurableApplicationContext context;
  private final DatabaseUrl database;

  private TestLethe(DatabaseUrl database, Path data, Class<?>... sides) {
    this.database = database;
    Map<String, Object> settings =
        Map.of(
            "LETHE_DB_URL",
            database.libpq(),
            "LETHE_DATA",
            data.toString(),
            "LETHE_ADMIN_EMAIL",
            ADMIN,
            "LETHE_ADMIN_PASSWORD",
            PASSWORD,
            "server.port",
            0);
    context =
        new SpringApplicationBuilder(sides)
            .initializers(
                starting ->
                    starting
                        .getEnvironment()
                        .getPropertySources()
                        .addFirst(new MapPropertySource("test", settings)))
            .run();
  }

  static TestLethe start() {
    return new TestLethe(TestDatabase.fresh(), newFolder(), CommandSide.class, QuerySide.class);
  }

  static TestLethe commandSide(DatabaseUrl database, Path data) {
    return new TestLethe(database, data, CommandSide.class);
  }

  static TestLethe querySide(DatabaseUrl database, Path data) {
    return new TestLethe(database, data, QuerySide.class);
  }

  static Path newFolder() {
    try {
      return Files.createTempDirectory("lethe-test-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port");
  }

  DatabaseUrl database() {
    return database;
  }

  TestClient admin() {
    return TestClient.anonymous(url()).login(ADMIN, PASSWORD);
  }

  @Override
  public void close() {
    context.close();
  }
}

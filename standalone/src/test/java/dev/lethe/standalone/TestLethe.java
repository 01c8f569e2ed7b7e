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
import java.util.HashMap;
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

  private TestLethe(DatabaseUrl database, Path data, Map<String, Object> extra, Class<?>... sides) {
    this.database = database;
    Map<String, Object> settings = new HashMap<>(extra);
    settings.put("LETHE_DB_URL", database.libpq());
    settings.put("LETHE_DATA", data.toString());
    settings.put("LETHE_ADMIN_EMAIL", ADMIN);
    settings.put("LETHE_ADMIN_PASSWORD", PASSWORD);
    settings.put("server.port", 0);
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
    return start(Map.of());
  }

  /** With these settings too, named as an operator names them. */
  static TestLethe start(Map<String, Object> settings) {
    return new TestLethe(
        TestDatabase.fresh(), newFolder(), settings, CommandSide.class, QuerySide.class);
  }

  static TestLethe both(DatabaseUrl database, Path data) {
    return new TestLethe(database, data, Map.of(), CommandSide.class, QuerySide.class);
  }

  static TestLethe commandSide(DatabaseUrl database, Path data) {
    return new TestLethe(database, data, Map.of(), CommandSide.class);
  }

  static TestLethe querySide(DatabaseUrl database, Path data) {
    return new TestLethe(database, data, Map.of(), QuerySide.class);
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

  /** A component of the program under test. */
  <T> T component(Class<T> type) {
    return context.getBean(type);
  }

  @Override
  public void close() {
    context.close();
  }
}

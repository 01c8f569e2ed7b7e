package dev.lethe.shared.testing;

import dev.lethe.shared.database.DatabaseUrl;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** Gives each test class a new database on one PostgreSQL that lives as long as the tests do. */
public final class TestDatabase {

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private TestDatabase() {}

  private static final class Server {
    static final EmbeddedPostgres POSTGRES = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().setServerConfig("max_connections", "200").start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** A new, empty database, as its owner, who may create roles but is no superuser. */
  public static DatabaseUrl fresh() {
    String name = "test_%d_%d".formatted(ProcessHandle.current().pid(), NUMBER.incrementAndGet());
    try (Connection connection = Server.POSTGRES.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          do $$ begin
            if not exists (select from pg_roles where rolname = 'test_owner') then
              create role test_owner login createrole password 'test';
            end if;
          end $$;
          """);
      statement.execute("create database %s owner test_owner".formatted(name));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return new DatabaseUrl("127.0.0.1", Server.POSTGRES.getPort(), name, "test_owner", "test", "");
  }

  /** The same database as a superuser, whom no privilege holds back. */
  public static DatabaseUrl superuser(DatabaseUrl database) {
    return database.as("postgres", "postgres");
  }
}

package dev.lethe.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.lethe.shared.database.DatabaseUrl;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The one PostgreSQL that all are measured on, with fsync. */
final class Server implements AutoCloseable {

  private final EmbeddedPostgres postgres;
  private int databases;

  Server() {
    try {
      postgres =
          EmbeddedPostgres.builder()
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("full_page_writes", "on")
              .setServerConfig("shared_buffers", "256MB")
              .setServerConfig("max_wal_size", "2GB")
              .setServerConfig("max_connections", "200")
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A new database with an owner who may create roles. */
  DatabaseUrl fresh(String name) {
    String database = name + ++databases;
    execute(
        """
        do $$ begin
          if not exists (select from pg_roles where rolname = 'bench') then
            create role bench login createrole password 'bench';
          end if;
        end $$
        """);
    execute("create database %s owner bench".formatted(database));
    return new DatabaseUrl("127.0.0.1", postgres.getPort(), database, "bench", "bench", "");
  }

  /** The database as a superuser, a new connection each time. */
  DataSource superuser(DatabaseUrl url) {
    DatabaseUrl superuser = url.as("postgres", "postgres");
    return new DriverManagerDataSource(superuser.jdbc(), superuser.user(), superuser.password());
  }

  HikariDataSource pool(DatabaseUrl url, int size) {
    var config = new HikariConfig();
    config.setJdbcUrl(url.jdbc());
    config.setUsername(url.user());
    config.setPassword(url.password());
    config.setMaximumPoolSize(size);
    config.setConnectionTimeout(Duration.ofMinutes(1).toMillis());
    return new HikariDataSource(config);
  }

  /** Bytes of write-ahead log so far. */
  long walBytes() {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint")) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Lets no round pay for the pages another one has dirtied. */
  void settle() {
    execute("checkpoint");
  }

  private void execute(String sql) {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }
}

package dev.lethe.shared.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * One PostgreSQL database of Lethe's: sets up its roles and schemas, and gives a pool for each
 * role.
 */
public final class Database {

  private static final int OLDEST_VERSION = 150000;
  private static final int MOST_ATTEMPTS = 20;

  /** "Tuple concurrently updated", and a name that has just been taken. */
  private static final Set<String> BUSY = Set.of("XX000", "23505", "42710");

  private final DatabaseUrl owner;

  /**
   * A database that the owner of the URL can connect to; the owner needs CREATEROLE the first time.
   */
  public Database(DatabaseUrl owner) {
    this.owner = owner;
  }

  /**
   * Creates what is missing: roles, and the schema with all its migrations. Safe in several
   * processes at once.
   *
   * @param schema which also names the folder of the migrations, {@code db/SCHEMA}
   * @throws DatabaseUnusable if the database cannot be reached, is too old or refuses
   */
  public void migrate(String schema) {
    migrate(schema, "latest");
  }

  /** The same, up to this version of the schema. */
  public void migrate(String schema, String version) {
    for (int attempt = 1; ; attempt++) {
      try (Connection connection = ownerDataSource().getConnection()) {
        requireVersion(connection);
        createRoles(connection);
        break;
      } catch (SQLException e) {
        // roles are the server's: the set-up of another of its databases may have come between
        if (attempt == MOST_ATTEMPTS || !BUSY.contains(String.valueOf(e.getSQLState()))) {
          throw new DatabaseUnusable(owner + " cannot be used: " + firstLine(e), e);
        }
      }
    }
    Flyway.configure()
        .dataSource(ownerDataSource())
        .schemas(schema)
        .locations("classpath:db/" + schema)
        .table("migration")
        .target(version)
        .loggers("slf4j")
        .load()
        .migrate();
  }

  /** Makes a new connection as the owner each time. */
  public DataSource ownerDataSource() {
    return unpooled(owner);
  }

  /** Makes a new connection as the role each time, for one that is kept. */
  public DataSource unpooled(DatabaseRole role) {
    return unpooled(role.url(owner));
  }

  private static DataSource unpooled(DatabaseUrl url) {
    var dataSource = new PGSimpleDataSource();
    dataSource.setUrl(url.jdbc());
    dataSource.setUser(url.user());
    dataSource.setPassword(url.password());
    dataSource.setConnectTimeout(10);
    dataSource.setTcpKeepAlive(true);
    return dataSource;
  }

  private static void requireVersion(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet version = statement.executeQuery("show server_version_num")) {
      version.next();
      if (version.getInt(1) < OLDEST_VERSION) {
        throw new SQLException("PostgreSQL 15 or newer is needed, this is " + version.getInt(1));
      }
    }
  }

  private void createRoles(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      // holds back other set-ups of this database
      statement.execute("select pg_advisory_xact_lock(7310580)");
      for (DatabaseRole role : DatabaseRole.values()) {
        statement.execute(
            """
            do $$ begin
              if not exists (select from pg_roles where rolname = '%1$s') then
                create role %1$s login noinherit nosuperuser nocreatedb nocreaterole;
              end if;
            end $$;
            """
                .formatted(role.roleName()));
        // the name is ours and the password hexadecimal: nothing here can break out of the quotes
        statement.execute(
            "alter role %s password '%s'".formatted(role.roleName(), role.password(owner)));
        // a database may be closed to everybody who is not named
        statement.execute(
            """
            do $$ begin
              if not has_database_privilege('%1$s', current_database(), 'connect') then
                execute format('grant connect on database %%I to %1$s', current_database());
              end if;
            end $$;
            """
                .formatted(role.roleName()));
      }
    }
    connection.commit();
  }

  /**
   * A pool of connections as the role.
   *
   * @throws DatabaseUnusable if the role could bypass row-level security or undo the append-only
   *     rule
   */
  public HikariDataSource pool(DatabaseRole role, int size) {
    return pool(role, size, "");
  }

  /** The same, where each connection begins with a statement. */
  public HikariDataSource pool(DatabaseRole role, int size, String first) {
    DatabaseUrl url = role.url(owner);
    var config = new HikariConfig();
    config.setPoolName(role.roleName());
    config.setJdbcUrl(url.jdbc());
    config.setUsername(url.user());
    config.setPassword(url.password());
    config.setMaximumPoolSize(size);
    if (!first.isEmpty()) {
      config.setConnectionInitSql(first);
    }
    config.setMinimumIdle(1);
    config.setConnectionTimeout(Duration.ofSeconds(10).toMillis());
    config.setInitializationFailTimeout(Duration.ofSeconds(10).toMillis());
    config.addDataSourceProperty("ApplicationName", role.roleName());
    config.addDataSourceProperty("socketTimeout", "60");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    // the detail of an error quotes rows, and would end up in the log
    config.addDataSourceProperty("logServerErrorDetail", "false");
    try {
      var pool = new HikariDataSource(config);
      try {
        requireHarmless(pool, role);
        return pool;
      } catch (SQLException e) {
        pool.close();
        throw e;
      }
    } catch (SQLException | HikariPool.PoolInitializationException e) {
      throw new DatabaseUnusable(url + " cannot be used: " + firstLine(e), e);
    }
  }

  private static void requireHarmless(DataSource pool, DatabaseRole role) throws SQLException {
    try (Connection connection = pool.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                """
                select case when r.rolsuper then 'is a superuser' end,
                       case when r.rolbypassrls then 'has BYPASSRLS' end,
                       case when exists (select from pg_class c where c.relowner = r.oid) then 'owns tables' end
                from pg_roles r
                where r.rolname = current_user
                """);
        ResultSet row = query.executeQuery()) {
      row.next();
      Set<String> faults = new TreeSet<>();
      for (int column = 1; column <= 3; column++) {
        String fault = row.getString(column);
        if (fault != null) {
          faults.add(fault);
        }
      }
      if (!faults.isEmpty()) {
        throw new SQLException(
            "role %s %s, which would let it pass row-level security: take that away"
                .formatted(role.roleName(), String.join(" and ", faults)));
      }
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}

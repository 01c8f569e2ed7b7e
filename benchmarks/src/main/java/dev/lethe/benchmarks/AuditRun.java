package dev.lethe.benchmarks;

import dev.lethe.shared.database.Database;
import dev.lethe.shared.database.DatabaseRole;
import dev.lethe.shared.database.DatabaseUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Searches of an audit log of some size, as the API sends them, under row-level security. */
final class AuditRun {

  private static final int BATCH = 100_000;
  private static final int SEARCHES = 2_000;
  private static final int PEOPLE = 50_000;

  /** By what is looked for: the newest 50, as a page shows them. */
  private static final Map<String, String> BY =
      new LinkedHashMap<>(
          Map.of(
              "entity", "entity_id = md5('s' || ?)::uuid::text",
              "actor", "actor_id = md5('a' || ?)::uuid",
              "time",
                  """
                  position <= (select coalesce((select t.position
                                                from read.audit_logs t
                                                where t.created_at >= v.at + interval '1 minute'
                                                order by t.created_at
                                                limit 1), 9223372036854775807)
                               from (select timestamptz '2026-01-01' + ? * interval '1 second' as at) v)
                  """));

  private final DatabaseUrl url;
  private final int size;

  /** Fills the table; the rows are made up, as large as real ones. */
  AuditRun(Server server, int size) {
    this.url = server.fresh("audit");
    this.size = size;
    var database = new Database(url);
    database.migrate("events");
    database.migrate("read");
    JdbcClient jdbc = JdbcClient.create(server.superuser(url));
    for (int from = 1; from <= size; from += BATCH) {
      jdbc.sql(
              """
              insert into read.audit_logs
                (position, id, tenant_id, subject_id, actor_id, actor_role, credential_id, action, entity_type, entity_id,
                 changes, command, command_id, correlation_id, leaf_hash, created_at, address)
              select g, gen_random_uuid(), md5('t' || g % 500)::uuid, md5('s' || g % :people)::uuid,
                     md5('a' || g % 5000)::uuid, 'user', md5('c' || g % 20000)::uuid, 'user.profile-changed', 'User',
                     md5('s' || g % :people)::uuid::text,
                     jsonb_build_object('name', jsonb_build_object('from', 'name ' || g % 9973, 'to', 'name ' || g % 9967),
                                        'userId', md5('s' || g % :people)::uuid),
                     'ChangeUserProfile', gen_random_uuid(), gen_random_uuid()::text, md5(g::text) || md5('x' || g),
                     timestamptz '2026-01-01' + g * interval '1 second', '192.0.2.1'
              from generate_series(:from, :to) g
              """)
          .param("people", PEOPLE)
          .param("from", from)
          .param("to", Math.min(size, from + BATCH - 1))
          .update();
    }
    jdbc.sql("vacuum analyze read.audit_logs").update();
  }

  /** The 99th percentile of each kind of search, in milliseconds. */
  Map<String, Double> p99() throws SQLException {
    Map<String, Double> found = new LinkedHashMap<>();
    DatabaseUrl reader = DatabaseRole.READER.url(url);
    try (Connection connection =
            DriverManager.getConnection(reader.jdbc(), reader.user(), reader.password());
        Statement statement = connection.createStatement()) {
      statement.execute("set app.role = 'admin'");
      var random = new SplittableRandom(1);
      for (Map.Entry<String, String> by : BY.entrySet()) {
        int values =
            switch (by.getKey()) {
              case "entity" -> PEOPLE;
              case "actor" -> 5_000;
              default -> size;
            };
        double[] millis = new double[SEARCHES];
        try (PreparedStatement search =
            connection.prepareStatement(
                "select * from read.audit_logs where position < ? and %s order by position desc limit 51"
                    .formatted(by.getValue()))) {
          for (int i = 0; i < SEARCHES; i++) {
            search.setLong(1, Long.MAX_VALUE);
            search.setInt(2, random.nextInt(values));
            long began = System.nanoTime();
            try (ResultSet rows = search.executeQuery()) {
              while (rows.next()) {
                rows.getString("changes");
              }
            }
            millis[i] = (System.nanoTime() - began) / 1e6;
          }
        }
        Arrays.sort(millis);
        found.put(by.getKey(), millis[SEARCHES * 99 / 100]);
      }
    }
    return found;
  }
}

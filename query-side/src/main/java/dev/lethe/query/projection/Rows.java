package dev.lethe.query.projection;

import com.zaxxer.hikari.HikariDataSource;
import dev.lethe.shared.access.Actor;
import dev.lethe.shared.problem.ProblemType;
import dev.lethe.shared.problem.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads rows as views, as far as row-level security lets. Views are records, read as {@link
 * RecordMapper} does.
 */
@Component
public final class Rows {

  private static final UUID FIRST = new UUID(0, 0);

  private static final int AT_A_TIME = 1_000;

  private final JdbcClient jdbc;
  private final JdbcClient streaming;

  Rows(HikariDataSource readerPool) {
    this.jdbc = JdbcClient.create(readerPool);
    var template = new JdbcTemplate(readerPool);
    template.setFetchSize(AT_A_TIME);
    this.streaming = JdbcClient.create(template);
  }

  /** The one row of the query, if there is one. */
  public <V extends Record> Optional<V> one(
      Class<V> view, String sql, Map<String, ? extends @Nullable Object> parameters) {
    return jdbc.sql(sql).params(parameters).query(new RecordMapper<>(view)).optional();
  }

  /** All rows of the query, which are few by their nature. */
  public <V extends Record> List<V> all(
      Class<V> view, String sql, Map<String, ? extends @Nullable Object> parameters) {
    return jdbc.sql(sql).params(parameters).query(new RecordMapper<>(view)).list();
  }

  /** The rows of the query, read as they are asked for; to be closed. */
  public <V extends Record> Stream<V> stream(
      Class<V> view, String sql, Map<String, ? extends @Nullable Object> parameters) {
    return streaming.sql(sql).params(parameters).query(new RecordMapper<>(view)).stream();
  }

  /**
   * A page of the rows of the query, in the order of their ids.
   *
   * @param sql without order and limit; its parameter {@code after} is the id of the last row
   *     before the page, and its first output column that id
   * @param cursor of the page, or null for the first
   * @param id of a view
   * @throws Refusal if the limit is out of range
   */
  public <V extends Record> Page<V> page(
      Class<V> view,
      String sql,
      Map<String, ? extends @Nullable Object> parameters,
      @Nullable UUID cursor,
      int limit,
      Function<V, Object> id) {
    List<V> rows =
        jdbc.sql(sql + " order by 1 limit :limit")
            .params(parameters)
            .param("after", cursor == null ? FIRST : cursor)
            .param("limit", Page.limit(limit) + 1)
            .query(new RecordMapper<>(view))
            .list();
    return Page.of(rows, limit, id, Function.identity());
  }

  /**
   * The condition that a row belongs to whoever asks, unless that is an administrator. Row-level
   * security holds without it, but lets no index be used.
   */
  public static String own(String userColumn) {
    return Actor.current().isAdmin() ? "true" : userColumn + " = read.actor()";
  }

  /** That what was asked for is not there, or not for whom asks. */
  public static Refusal none(String what, Object id) {
    return new Refusal(ProblemType.NOT_FOUND, "there is no %s %s for you".formatted(what, id));
  }
}

package dev.lethe.query.request;

import com.zaxxer.hikari.HikariDataSource;
import dev.lethe.query.projection.Replay;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Says what the columns of tables hold, as the database knows it. */
@Component
class TableSchemas {

  private final JdbcClient jdbc;

  TableSchemas(@Qualifier("projectorPool") HikariDataSource projectorPool) {
    this.jdbc = JdbcClient.create(projectorPool);
  }

  /** A table's columns, as far as they are given. */
  record TableSchema(@Nullable String comment, List<Column> columns) {}

  /** A column's name, its type in PostgreSQL, and what it says where the name does not. */
  record Column(String name, String type, @Nullable String comment) {}

  /** By table, in the same order. */
  Map<String, TableSchema> of(List<Replay.Table> tables) {
    Map<String, TableSchema> schemas = new LinkedHashMap<>();
    for (Replay.Table table : tables) {
      List<Column> columns =
          jdbc.sql(
                  """
                  select a.attname, format_type(a.atttypid, a.atttypmod) as type,
                         col_description(a.attrelid, a.attnum) as comment
                  from pg_attribute a
                  where a.attrelid = ('read.' || :table)::regclass and a.attnum > 0 and not a.attisdropped
                  order by a.attnum
                  """)
              .param("table", table.name())
              .query(
                  (row, n) ->
                      new Column(
                          row.getString("attname"),
                          row.getString("type"),
                          row.getString("comment")))
              .list();
      String comment =
          jdbc.sql("select obj_description(('read.' || :table)::regclass)")
              .param("table", table.name())
              .query(String.class)
              .optional()
              .orElse(null);
      schemas.put(
          table.name(),
          new TableSchema(
              comment,
              columns.stream()
                  .filter(column -> table.rows().getFirst().containsKey(column.name()))
                  .toList()));
    }
    return schemas;
  }
}

package dev.lethe.query.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.lethe.shared.database.Database;
import dev.lethe.shared.database.DatabaseRole;
import dev.lethe.shared.testing.TestDatabase;
import dev.lethe.shared.value.Ids;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rows are found and written in bulk, on a real PostgreSQL and as the projector. */
class ReadTableTest {

  private static HikariDataSource pool;
  private static ReadTable<Row> platforms;

  record Row(
      UUID id,
      String name,
      String slug,
      JsonNode apiConfig,
      JsonNode scrapingConfig,
      Instant createdAt,
      Instant updatedAt,
      long position) {}

  @BeforeAll
  static void migrate() {
    var database = new Database(TestDatabase.fresh());
    database.migrate("events");
    database.migrate("read");
    pool = database.pool(DatabaseRole.PROJECTOR, 2);
    platforms = new ReadTable<>(new JdbcTemplate(pool), Row.class, "platforms", List.of("id"));
  }

  @AfterAll
  static void close() {
    pool.close();
  }

  @Test
  void aRowComesBackAsItWasWritten() {
    Row row = row("written", "{\"a\":[1,2.5,null]}");

    platforms.write(List.of(row));

    assertThat(platforms.find(row.id())).contains(row);
  }

  @Test
  void writingARowAgainReplacesIt() {
    Row row = row("replaced", null);
    platforms.write(List.of(row));
    Row changed =
        new Row(row.id(), "New", "new-slug", null, null, row.createdAt(), row.updatedAt(), 9);

    platforms.write(List.of(changed, row("beside", null)));

    assertThat(platforms.find(row.id())).contains(changed);
  }

  @Test
  void aDeletedRowIsGoneAndDeletingItAgainIsNoError() {
    Row row = row("deleted", null);
    platforms.write(List.of(row));

    platforms.delete(List.of(row.id()));
    platforms.delete(List.of(row.id()));

    assertThat(platforms.find(row.id())).isEmpty();
  }

  @Test
  void aBatchWritesEachRowOnceAsItIsInTheEnd() {
    var batch = new RowBatch<>(platforms, false);
    Row row = row("batched", null);
    batch.put(row.id(), row);
    batch.change(row.id(), before -> row("batched", "{\"n\":1}", before.id()));
    Row removed = row("removed", null);
    batch.put(removed.id(), removed);
    batch.remove(removed.id());

    assertThat(platforms.find(row.id())).isEmpty();
    batch.flush();

    assertThat(platforms.find(row.id())).map(Row::apiConfig).contains(json("{\"n\":1}"));
    assertThat(platforms.find(removed.id())).isEmpty();
  }

  @Test
  void aChangeToARowThatIsMissingStopsTheProjection() {
    var batch = new RowBatch<>(platforms, false);
    UUID missing = Ids.next();

    assertThatThrownBy(() -> batch.change(missing, row -> row))
        .hasMessageContaining("read.platforms has no row " + missing);
  }

  private static Row row(String slug, String config) {
    return row(slug, config, Ids.next());
  }

  private static Row row(String slug, String config, UUID id) {
    Instant at = Instant.parse("2026-05-03T12:00:00.123456Z");
    return new Row(id, "Name", slug, json(config), null, at, at, 7);
  }

  private static JsonNode json(String text) {
    return text == null
        ? null
        : JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build()
            .readTree(text);
  }
}

package dev.lethe.shared.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What LETHE_DB_URL may look like. */
class DatabaseUrlTest {

  @Test
  void aLibpqUrlIsTakenApartAndPutTogether() {
    DatabaseUrl url =
        DatabaseUrl.parse("postgresql://lethe:p%40ss+w@db.example:6432/audit?sslmode=require");

    assertThat(url)
        .isEqualTo(
            new DatabaseUrl("db.example", 6432, "audit", "lethe", "p@ss+w", "sslmode=require"));
    assertThat(url.jdbc()).isEqualTo("jdbc:postgresql://db.example:6432/audit?sslmode=require");
    assertThat(DatabaseUrl.parse(url.libpq())).isEqualTo(url);
  }

  @Test
  void whatIsLeftOutHasLibpqsDefaults() {
    assertThat(DatabaseUrl.parse("jdbc:postgresql://localhost"))
        .isEqualTo(new DatabaseUrl("localhost", 5432, "postgres", "postgres", "", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "mysql://a@b/c", "postgresql:///x", "post gres://secret@x", "secret"})
  void whatIsNoUrlIsRefusedWithoutBeingRepeated(String text) {
    assertThatThrownBy(() -> DatabaseUrl.parse(text))
        .isInstanceOf(InvalidDatabaseUrl.class)
        .hasMessageContaining("postgresql://USER:PASSWORD@HOST:PORT/NAME")
        .hasMessageNotContaining("secret");
  }

  @Test
  void thePasswordIsNotPrinted() {
    assertThat(DatabaseUrl.parse("postgresql://lethe:secret@localhost/audit").toString())
        .doesNotContain("secret");
  }
}

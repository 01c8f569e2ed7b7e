package dev.lethe.shared.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lethe.shared.database.Database;
import dev.lethe.shared.database.DatabaseRole;
import dev.lethe.shared.database.DatabaseUrl;
import dev.lethe.shared.testing.TestDatabase;
import dev.lethe.shared.user.SubscriptionTier;
import dev.lethe.shared.user.UserEvent;
import dev.lethe.shared.user.UserEvent.UserRegistered;
import dev.lethe.shared.value.Ids;
import dev.lethe.shared.vault.Vault;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is in the event table stays as it is, whoever of the program's roles tries. */
class AppendOnlyTest {

  private static final DatabaseUrl OWNER = TestDatabase.fresh();

  @BeforeAll
  static void oneEvent() {
    var database = new Database(OWNER);
    database.migrate("events");
    try (var pool = database.pool(DatabaseRole.WRITER, 2);
        var store =
            new PostgresEventStorageEngine(
                pool,
                new EventCodec(new EventTypes(List.of(UserEvent.class)), List.of(), Vault.NONE),
                new ClaimKey(new byte[32]))) {
      UUID user = Ids.next();
      store.appendEvents(
          List.of(
              new GenericDomainEventMessage<Object>(
                  "User",
                  user.toString(),
                  0,
                  new UserRegistered(user, "a@example.com", SubscriptionTier.FREE))));
    }
  }

  static Stream<Arguments> everyRoleAndEveryWay() {
    return Stream.of(DatabaseRole.values())
        .flatMap(
            role ->
                Stream.of(
                        "update events.event set payload = '{}'",
                        "delete from events.event",
                        "truncate events.event",
                        "alter table events.event disable trigger all",
                        "drop trigger event_is_append_only on events.event",
                        "set session_replication_role = replica",
                        "drop table events.event",
                        "set role test_owner")
                    .map(sql -> Arguments.of(role, sql)));
  }

  @ParameterizedTest
  @MethodSource("everyRoleAndEveryWay")
  void noRoleOfTheProgramCanChangeAnEvent(DatabaseRole role, String sql) {
    assertThatThrownBy(() -> execute(role.url(OWNER), sql))
        .isInstanceOf(SQLException.class)
        .extracting(e -> ((SQLException) e).getSQLState())
        .isIn("42501", "42809");
  }

  @Test
  void notEvenTheOwnerChangesAnEventByMistake() {
    for (String sql :
        List.of(
            "update events.event set payload = '{}'",
            "delete from events.event",
            "truncate events.event",
            "set session_replication_role = replica")) {
      assertThatThrownBy(() -> execute(OWNER, sql)).isInstanceOf(SQLException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = DatabaseRole.class,
      names = {"PROJECTOR", "READER"})
  void onlyTheWriterAppends(DatabaseRole role) {
    assertThatThrownBy(
            () ->
                execute(
                    role.url(OWNER),
                    "insert into events.event select 2, stream, 1, aggregate_type, event_id, type,"
                        + " revision, recorded_at, tenant, subject, metadata, payload, leaf from"
                        + " events.event"))
        .hasMessageContaining("permission denied");
  }

  @Test
  void theReaderSeesNoEvent() {
    assertThatThrownBy(() -> execute(DatabaseRole.READER.url(OWNER), "select * from events.event"))
        .hasMessageContaining("permission denied");
  }

  @Test
  void theEventIsStillThere() throws SQLException {
    assertThat(execute(OWNER, "select * from events.event where payload like '%a@example.com%'"))
        .isTrue();
  }

  private static boolean execute(DatabaseUrl url, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(url.jdbc(), url.user(), url.password());
        Statement statement = connection.createStatement()) {
      return statement.execute(sql) && statement.getResultSet().next();
    }
  }
}

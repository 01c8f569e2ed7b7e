package dev.lethe.standalone.backup;

import dev.lethe.shared.database.Database;
import dev.lethe.shared.vault.ErasureLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A backup: the events in one file, the keys in another, so that the two can be kept apart. The
 * read tables are made of the events again.
 */
public final class Backup {

  private static final String EVENTS = "events.zip";
  private static final String VAULT = "vault.zip";

  /** What is made of events, and is made anew after a restore. */
  private static final List<String> DERIVED =
      List.of("read", "privyloop", "penguinmails", "confer", "productify");

  private final Database database;
  private final Database vault;

  /** Of these databases, which may be one. */
  public Backup(Database database, Database vault) {
    this.database = database;
    this.vault = vault;
  }

  /**
   * Writes both files into a folder.
   *
   * @return how many events there are
   */
  public long write(Path folder, Instant now) throws SQLException, IOException {
    Files.createDirectories(folder);
    var events = new SchemaBackup(database, "events").write(folder.resolve(EVENTS), now);
    // later than the events, so that it has the keys of all of them
    new SchemaBackup(vault, "vault").write(folder.resolve(VAULT), now);
    return events.tables().stream()
        .filter(table -> table.name().equals("event"))
        .mapToLong(SchemaBackup.Table::rows)
        .sum();
  }

  /** Whether there are events in the database, which a restore would replace. */
  public boolean isInUse() throws SQLException {
    try (Connection connection = database.ownerDataSource().getConnection();
        Statement statement = connection.createStatement();
        var row = statement.executeQuery("select to_regclass('events.event') is not null")) {
      row.next();
      return row.getBoolean(1);
    }
  }

  /**
   * Replaces what there is by the backup in a folder, and destroys the keys of everybody whom the
   * ledger names, before anybody can ask for their data.
   *
   * @return how many keys the backup would have brought back
   */
  public int read(Path folder, ErasureLedger ledger) throws SQLException, IOException {
    drop();
    new SchemaBackup(database, "events").read(folder.resolve(EVENTS));
    new SchemaBackup(vault, "vault").read(folder.resolve(VAULT));
    vault.migrate("vault");
    return apply(ledger.subjects());
  }

  private void drop() throws SQLException {
    try (Connection connection = database.ownerDataSource().getConnection();
        Statement statement = connection.createStatement()) {
      for (String schema : DERIVED) {
        statement.execute("drop schema if exists %s cascade".formatted(schema));
      }
      statement.execute("drop schema if exists events cascade");
    }
    try (Connection connection = vault.ownerDataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("drop schema if exists vault cascade");
    }
  }

  private int apply(Set<UUID> forgotten) throws SQLException {
    try (Connection connection = vault.ownerDataSource().getConnection()) {
      connection.setAutoCommit(false);
      var subjects = connection.createArrayOf("uuid", forgotten.toArray());
      int destroyed;
      try (PreparedStatement enter =
              connection.prepareStatement(
                  "insert into vault.erasure (subject) select unnest(?) on conflict do nothing");
          PreparedStatement destroy =
              connection.prepareStatement(
                  "update vault.data_key set wrapped = null where subject = any(?) and wrapped is"
                      + " not null")) {
        enter.setArray(1, subjects);
        enter.executeUpdate();
        destroy.setArray(1, subjects);
        destroyed = destroy.executeUpdate();
      }
      connection.commit();
      return destroyed;
    }
  }
}

package dev.lethe.standalone.backup;

import dev.lethe.shared.database.Database;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.postgresql.PGConnection;
import tools.jackson.databind.json.JsonMapper;

/**
 * One schema in a ZIP: a manifest, and each table as PostgreSQL's COPY writes it (text format), all
 * of one moment.
 */
final class SchemaBackup {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String MANIFEST = "manifest.json";
  private static final String TYPE = "lethe/backup/v1";

  /** Made anew by the program, or for a second only. */
  private static final Set<String> LEFT_OUT =
      Set.of("migration", "snapshot", "read_note", "access_note", "scheduled_task");

  private final Database database;
  private final String schema;

  SchemaBackup(Database database, String schema) {
    this.database = database;
    this.schema = schema;
  }

  /**
   * What is in the ZIP.
   *
   * @param version of the schema, as its last migration has it
   */
  record Manifest(
      String type, String schema, String version, Instant takenAt, List<Table> tables) {}

  /** A table's name, its columns in the order of the copy, and how many rows there are. */
  record Table(String name, List<String> columns, long rows) {}

  /** Writes the schema as it is now, whoever may be changing it. */
  Manifest write(Path file, Instant now) throws SQLException, IOException {
    try (Connection connection = database.ownerDataSource().getConnection();
        Statement statement = connection.createStatement();
        OutputStream bytes = privateFile(file);
        var zip = new ZipOutputStream(bytes)) {
      connection.setAutoCommit(false);
      statement.execute("set transaction isolation level repeatable read, read only");
      List<Table> tables = new ArrayList<>();
      for (Table table : tables(connection)) {
        zip.putNextEntry(new ZipEntry(entry(table)));
        long rows =
            connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("copy %s to stdout".formatted(copied(table)), unclosed(zip));
        zip.closeEntry();
        tables.add(new Table(table.name(), table.columns(), rows));
      }
      var manifest = new Manifest(TYPE, schema, version(connection), now, tables);
      zip.putNextEntry(new ZipEntry(MANIFEST));
      zip.write(JSON.writeValueAsBytes(manifest));
      zip.closeEntry();
      return manifest;
    }
  }

  /**
   * Puts the rows back into a schema that is made for it, of the version that they were taken from.
   *
   * @throws IOException if the file is no whole backup of this schema
   */
  Manifest read(Path file) throws SQLException, IOException {
    try (var zip = new ZipFile(file.toFile())) {
      ZipEntry described = zip.getEntry(MANIFEST);
      if (described == null) {
        throw new IOException(file + " is no backup");
      }
      Manifest manifest;
      try (InputStream content = zip.getInputStream(described)) {
        manifest = JSON.readValue(content, Manifest.class);
      }
      if (!manifest.type().equals(TYPE) || !manifest.schema().equals(schema)) {
        throw new IOException("%s is no backup of the schema %s".formatted(file, schema));
      }
      database.migrate(schema, manifest.version());
      try (Connection connection = database.ownerDataSource().getConnection()) {
        connection.setAutoCommit(false);
        for (Table table : manifest.tables()) {
          ZipEntry entry = zip.getEntry(entry(table));
          if (entry == null) {
            throw new IOException("%s lacks the table %s".formatted(file, table.name()));
          }
          try (InputStream rows = zip.getInputStream(entry)) {
            long read =
                connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy %s from stdin".formatted(copied(table)), rows);
            if (read != table.rows()) {
              throw new IOException("%s is cut off in %s".formatted(file, table.name()));
            }
          }
        }
        connection.commit();
      }
      return manifest;
    }
  }

  private List<Table> tables(Connection connection) throws SQLException {
    List<Table> tables = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            select c.relname, array_agg(a.attname::text order by a.attnum)
            from pg_class c
            join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            where c.relnamespace = ?::regnamespace and c.relkind = 'r'
            group by c.relname
            order by c.relname
            """)) {
      query.setString(1, schema);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          if (!LEFT_OUT.contains(rows.getString(1))) {
            tables.add(
                new Table(rows.getString(1), List.of((String[]) rows.getArray(2).getArray()), 0));
          }
        }
      }
    }
    return tables;
  }

  private String version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select version from %s.migration where version is not null order by installed_rank desc limit 1"
                    .formatted(schema))) {
      row.next();
      return row.getString(1);
    }
  }

  /** Names are those of our own tables, or of a backup that only its owner can write. */
  private String copied(Table table) {
    return "%s.%s (%s)".formatted(schema, quoted(table.name()), columns(table));
  }

  private static String columns(Table table) {
    return String.join(", ", table.columns().stream().map(SchemaBackup::quoted).toList());
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private static String entry(Table table) {
    return "tables/%s.copy".formatted(table.name());
  }

  private static OutputStream privateFile(Path file) throws IOException {
    FileAttribute<?> mode =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Files.createFile(file, mode);
    return Files.newOutputStream(file, StandardOpenOption.WRITE);
  }

  /** COPY closes what it writes to; the ZIP goes on. */
  private static OutputStream unclosed(OutputStream to) {
    return new FilterOutputStream(to) {
      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
      }

      @Override
      public void close() throws IOException {
        flush();
      }
    };
  }
}

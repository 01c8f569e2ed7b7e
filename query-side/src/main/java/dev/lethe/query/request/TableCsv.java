package dev.lethe.query.request;

import dev.lethe.query.projection.Replay;
import dev.lethe.query.record.Spreadsheets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A table as CSV (RFC 4180), with a header; values that are no scalars as JSON. */
final class TableCsv {

  private TableCsv() {}

  static String of(Replay.Table table, JsonMapper json) {
    var text = new StringBuilder();
    try (var printer = new CSVPrinter(text, CSVFormat.RFC4180)) {
      printer.printRecord(table.rows().getFirst().keySet());
      for (Map<String, @Nullable Object> row : table.rows()) {
        List<@Nullable Object> cells =
            row.values().stream().<@Nullable Object>map(value -> cell(value, json)).toList();
        printer.printRecord(cells);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static @Nullable Object cell(@Nullable Object value, JsonMapper json) {
    return switch (value) {
      case null -> null;
      case String text -> Spreadsheets.harmless(text);
      case UUID id -> id;
      case Number number -> number;
      case Boolean truth -> truth;
      case TemporalAccessor time -> time;
      default -> json.writeValueAsString(value);
    };
  }
}

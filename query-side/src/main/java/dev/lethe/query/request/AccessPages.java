package dev.lethe.query.request;

import dev.lethe.query.projection.Replay;
import dev.lethe.query.record.AuditRecord;
import dev.lethe.query.request.AccessStore.Building;
import dev.lethe.shared.access.Actor;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/** The files of a copy that are for people, and their names. */
final class AccessPages {

  /** The events as they are stored, with proofs. */
  static final String EVENTS = "events.jsonl";

  /** The same events, readable by programs. */
  static final String HISTORY = "history.jsonl";

  /** The same, readable by people. */
  static final String HISTORY_PAGE = "history.html";

  /** Who read the person's data. */
  static final String READS = "reads.jsonl";

  /** What the copy is and the hashes of its files. */
  static final String MANIFEST = "manifest.txt";

  /** Ends {@link #HISTORY_PAGE}. */
  static final String END = "</table>\n</html>\n";

  static final String README =
      """
      This is a copy of all that is held about one person (GDPR articles 15 and 20).

      index.html      begin here: the data, for people
      history.html    what was done with it: when, what, by whom, from where and why
      tables/         the data, for programs: each table as JSON and as CSV; schema.json says what its columns are
      history.jsonl   the history, for programs; source says who the data came from
      reads.jsonl     who else has read the data, and when
      events.jsonl    the history as it is stored: what is personal in it is encrypted; each event with a proof
                      that it is in the log (RFC 6962), beginning with the leaf's sibling
      positions.json  the places in the log of all events about the person, and about whoever is reached under
                      addresses that the person has had
      checkpoint.txt  size and root of the log, signed (C2SP tlog-checkpoint)
      keys.txt        the keys it is signed with; compare them with those that are published
      manifest.txt    signed (C2SP signed-note): the length and SHA-256 of each file, and how many events there are

      To check it: ./lethe verify THIS.zip --key "$(tail -n 1 keys.txt)"
      """;

  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en">
      <meta charset="utf-8">
      <title>%s</title>
      <style>
      body { font: 15px/1.5 system-ui, sans-serif; margin: 2em; }
      table { border-collapse: collapse; margin: 0 0 2em; }
      th, td { border: 1px solid #ccc; padding: .2em .5em; text-align: left; vertical-align: top; }
      td { max-width: 40em; overflow-wrap: anywhere; }
      </style>
      <h1>%s</h1>
      """;

  private AccessPages() {}

  /** From whom the data in an event came. */
  static String source(AuditRecord told, UUID person) {
    UUID actor = told.actorId();
    if (actor == null) {
      return "unknown";
    }
    if (actor.equals(person)) {
      return "the person";
    }
    return actor.equals(Actor.SYSTEM.userId()) ? "the program" : "somebody else";
  }

  /** Begins {@link #HISTORY_PAGE}. */
  static String historyHead() {
    return HEAD.formatted("History", "What was done with the data")
        + "<table>\n<tr><th>When<th>What<th>Values<th>By<th>From<th>Why<th>Position\n";
  }

  /** A line of {@link #HISTORY_PAGE}. */
  static String row(AuditRecord told, String source) {
    return "<tr><td>%s<td>%s<td>%s<td>%s %s<td>%s<td>%s<td>%d\n"
        .formatted(
            told.createdAt(),
            text(told.action()),
            text(told.changes()),
            source,
            text(told.actorId()),
            text(told.address()),
            text(told.reason()),
            told.position());
  }

  static String index(Building at, Iterable<Replay.Table> tables, Instant madeAt) {
    var html = new StringBuilder();
    html.append(HEAD.formatted("Your data", "What is held about you"));
    html.append(
        """
        <p>Person %s, copy %s, made %s. It holds all %d events about you up to position %d of the log.
        <p><a href="history.html">What was done with the data, by whom and why</a>.
        """
            .formatted(at.userId(), at.requestId(), madeAt, at.done(), at.asOf()));
    for (Replay.Table table : tables) {
      html.append("<h2>")
          .append(text(table.name().replace('_', ' ')))
          .append("</h2>\n<table>\n<tr>");
      table.rows().getFirst().keySet().forEach(column -> html.append("<th>").append(text(column)));
      for (Map<String, @Nullable Object> row : table.rows()) {
        html.append("\n<tr>");
        row.values().forEach(value -> html.append("<td>").append(text(value)));
      }
      html.append("\n</table>\n");
    }
    return html.append("</html>\n").toString();
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : HtmlUtils.htmlEscape(String.valueOf(value));
  }
}

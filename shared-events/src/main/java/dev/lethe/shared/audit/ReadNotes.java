package dev.lethe.shared.audit;

import dev.lethe.shared.audit.AuditEvent.PersonalDataRead;
import dev.lethe.shared.store.EventCodec;
import dev.lethe.shared.value.Ids;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who was shown whose data. The query side cannot append events: it notes the reads, before it
 * answers, and the command side makes events of the notes.
 */
public final class ReadNotes {

  private static final int AT_ONCE = 500;

  private final JdbcTemplate jdbc;
  private final EventCodec codec;

  /** Notes as the role of the data source. */
  public ReadNotes(DataSource dataSource, EventCodec codec) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.codec = codec;
  }

  /**
   * Notes that a reader was shown data of each of these people.
   *
   * @param metadata of the events to come, without the tenant
   */
  public void add(
      Collection<UUID> subjects, UUID reader, String query, Map<String, String> metadata) {
    jdbc.batchUpdate(
        "insert into events.read_note (id, subject, reader, query, metadata) values (?, ?, ?, ?,"
            + " ?)",
        subjects.stream()
            .map(
                subject -> {
                  UUID id = Ids.next();
                  return new Object[] {
                    id, subject, reader, query, codec.encodeMetadata(metadata, id, subject)
                  };
                })
            .toList());
  }

  /** A note, and the event that is to be made of it. */
  public record Note(
      UUID id, PersonalDataRead event, Map<String, String> metadata, OffsetDateTime at) {}

  /** The oldest notes. */
  public List<Note> next() {
    return JdbcClient.create(jdbc)
        .sql(
            """
            select id, subject, reader, query, metadata, noted_at
            from events.read_note
            order by id
            limit :limit
            """)
        .param("limit", AT_ONCE)
        .query(
            (row, n) -> {
              UUID id = row.getObject("id", UUID.class);
              UUID subject = row.getObject("subject", UUID.class);
              Map<String, String> metadata = codec.decodeMetadata(row.getString("metadata"), id);
              // each person reads in their own tenant who has read about them
              metadata.put(EventCodec.TENANT, subject.toString());
              return new Note(
                  id,
                  new PersonalDataRead(
                      subject, row.getObject("reader", UUID.class), row.getString("query")),
                  metadata,
                  row.getObject("noted_at", OffsetDateTime.class));
            })
        .list();
  }

  /** Takes away what are events now. */
  public void remove(List<Note> done) {
    jdbc.batchUpdate(
        "delete from events.read_note where id = ?",
        done.stream().map(note -> new Object[] {note.id()}).toList());
  }
}

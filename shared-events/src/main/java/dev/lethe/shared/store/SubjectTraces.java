package dev.lethe.shared.store;

import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the store keeps of a person beside the events: claims and states of aggregates. */
public final class SubjectTraces {

  private final JdbcClient jdbc;

  /** Works as the role of the data source. */
  public SubjectTraces(DataSource dataSource) {
    this.jdbc = JdbcClient.create(dataSource);
  }

  /**
   * Frees what the person's streams have claimed, such as an email address, and drops their states.
   * A stream is the person's if it begins with them: what an organisation has claimed stays, whose
   * member they were.
   */
  public void remove(UUID subject) {
    jdbc.sql(
            """
            delete from events.claim
            where holder in (select stream from events.event where subject = :subject and sequence_number = 0)
              and scope not in ('erasure.open', 'user.deleted')
            """)
        .param("subject", subject)
        .update();
    removeStates(subject);
  }

  /** Drops the states of all aggregates that have had an event about the person. */
  public void removeStates(UUID subject) {
    jdbc.sql(
            """
            delete from events.snapshot
            where stream in (select stream from events.event where subject = :subject)
            """)
        .param("subject", subject)
        .update();
  }
}

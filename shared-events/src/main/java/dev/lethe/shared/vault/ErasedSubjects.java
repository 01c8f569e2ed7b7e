package dev.lethe.shared.vault;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whose keys are destroyed, as the database has it; beside it is the {@link ErasureLedger}, which a
 * backup does not bring back.
 */
public final class ErasedSubjects {

  private final JdbcClient jdbc;

  ErasedSubjects(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<UUID> all() {
    return jdbc.sql("select subject from vault.erasure").query(UUID.class).list();
  }

  /** Whether nothing more is kept of a person. */
  public boolean contains(UUID subject) {
    return jdbc.sql("select exists (select from vault.erasure where subject = :subject)")
        .param("subject", subject)
        .query(Boolean.class)
        .single();
  }

  /** What the keys of these people were for: {@code SUBJECT/CATEGORY/PERIOD}, in order. */
  public List<String> keyNames(Collection<UUID> subjects) {
    return jdbc.sql(
            """
            select subject || '/' || category || '/' || period as name
            from vault.data_key
            where subject = any(:subjects)
            order by name
            """)
        .param("subjects", subjects.toArray(UUID[]::new))
        .query(String.class)
        .list();
  }

  /** Those whose erasure is not in the log of this database. */
  public List<UUID> notLogged() {
    return jdbc.sql("select subject from vault.erasure where not logged").query(UUID.class).list();
  }

  /** Notes that the erasure of these is in the log. */
  public void logged(Collection<UUID> subjects) {
    note("logged", subjects);
  }

  /** Those whose erasure is in the log, and whose bytes may be left in the files. */
  public List<UUID> notSwept() {
    return jdbc.sql("select subject from vault.erasure where logged and not swept")
        .query(UUID.class)
        .list();
  }

  /** Notes that the files were rewritten since these were erased. */
  public void swept(Collection<UUID> subjects) {
    note("swept", subjects);
  }

  private void note(String column, Collection<UUID> subjects) {
    jdbc.sql("update vault.erasure set %s = true where subject = any(:subjects)".formatted(column))
        .param("subjects", subjects.toArray(UUID[]::new))
        .update();
  }
}

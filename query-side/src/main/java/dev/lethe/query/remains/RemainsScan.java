package dev.lethe.query.remains;

import dev.lethe.shared.store.EventReader;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Looks in every read table, and in what the event store keeps beside the events, for what is left
 * of an erased person.
 */
@Component
public class RemainsScan {

  /**
   * Finds the rows of a table in which something is left; of schema {@code read} where it names
   * none.
   *
   * @param condition with the parameters {@code user}, {@code contacts} and {@code done}, the
   *     position at which the keys were destroyed
   */
  record Check(String table, String condition) {
    String name() {
      return table.contains(".") ? table : "read." + table;
    }
  }

  /** One for each table that holds personal data. */
  static final List<Check> CHECKS =
      List.of(
          new Check(
              "users",
              """
              id = :user
              and (email <> 'erased:' || id
                   or coalesce(name, given_name, family_name, picture, profile_type, password_hash, google_id,
                               stripe_customer_id, stripe_subscription_id) is not null
                   or coalesce(email_verified_at, trial_ends_at, last_login_at) is not null)
              """),
          new Check(
              "user_settings",
              "user_id = :user and (openai_api_key is not null or position < :done)"),
          new Check(
              "audit_logs",
              """
              position <= :done
              and (   ((subject_id = :user or subject_id = any(:contacts))
                       and (changes is not null or reason is not null))
                   or (actor_id = :user and (address is not null or reason is not null)))
              """),
          new Check("tenant_users", "user_id = :user and email is not null"),
          new Check("tenant_emails", "user_id = :user"),
          new Check("team_invites", "contact_id = any(:contacts) and email not like 'erased:%'"),
          new Check(
              "sessions",
              """
              user_id = :user
              and (address is not null or user_agent is not null or deleted_at is null)
              """),
          new Check(
              "api_keys", "user_id = :user and (name not like 'erased:%' or revoked_at is null)"),
          new Check("data_requests", "user_id = :user and (wish is not null or state <> 'erased')"),
          new Check("audit_searches", "user_id = :user"),
          new Check("objections", "user_id = :user and grounds is not null"),
          new Check("access_packages", "user_id = :user"),
          new Check("access_parts", "user_id = :user"),
          new Check("privacy_snapshots", "user_id = :user and position < :done"),
          new Check("privacy_differences", "user_id = :user and position < :done"),
          new Check(
              "events.claim",
              """
              holder in (select stream from events.event where subject = :user and sequence_number = 0)
              and scope not in ('erasure.open', 'user.deleted')
              """),
          new Check(
              "events.snapshot",
              """
              stream in (select stream from events.event where subject = :user or subject = any(:contacts))
              and taken_at < (select recorded_at from events.event where position = :done)
              """),
          new Check(
              "events.read_note",
              """
              (subject = :user or subject = any(:contacts))
              and noted_at < (select recorded_at from events.event where position = :done)
              """));

  /** Tables in which people stand as ids only, or not at all. */
  public static final List<String> WITHOUT_PERSONAL_DATA =
      List.of(
          "platforms",
          "privacy_settings",
          "tenants",
          "teams",
          "team_members",
          "access",
          "access_grants",
          "erasures",
          "legal_holds",
          "consents",
          "restrictions",
          "retention_rules",
          "webhooks",
          "deliveries",
          "token_entry",
          "migration");

  private final JdbcClient jdbc;
  private final EventReader reader;

  /** As the projector, from whom no policy hides a row. */
  RemainsScan(
      @Qualifier("projectorJdbc") JdbcClient jdbc,
      @Qualifier("queryEventReader") EventReader reader) {
    this.jdbc = jdbc;
    this.reader = reader;
  }

  /** How many rows of each table still hold something of the person. */
  public Map<String, Long> remains(UUID user, List<UUID> contacts, long done) {
    Map<String, Long> remains = new TreeMap<>();
    for (Check check : CHECKS) {
      remains.put(
          check.table(),
          jdbc.sql("select count(*) from %s where %s".formatted(check.name(), check.condition()))
              .param("user", user)
              .param("contacts", contacts.toArray(UUID[]::new))
              .param("done", done)
              .query(Long.class)
              .single());
    }
    return remains;
  }

  /** Where in the log the events about these people are, up to a position. */
  public List<Long> positions(Collection<UUID> subjects, long until) {
    return subjects.stream()
        .flatMap(subject -> reader.positionsOfSubject(subject, until).stream())
        .sorted()
        .toList();
  }
}

package dev.lethe.query.access;

import dev.lethe.shared.access.Actor;
import dev.lethe.shared.access.Credentials;
import dev.lethe.shared.access.Role;
import dev.lethe.shared.access.Secrets;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Asks the read tables, for a process that runs queries only. It may learn of the end of a session
 * some milliseconds late; commands are refused at once.
 */
@Component
class ProjectedCredentials implements Credentials {

  private static final String USABLE_USER =
      """
      select u.id as user_id, u.is_admin
      from read.users u
      where u.is_active
        and u.deleted_at is null
      """;

  private final JdbcClient jdbc;

  ProjectedCredentials(@Qualifier("projectorJdbc") JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A session that began a moment ago may not be projected yet; its token was good, so it is. */
  @Override
  public Optional<Role> inSession(UUID userId, UUID sessionId) {
    return jdbc.sql(
            USABLE_USER
                + """
                  and u.id = :user
                  and not exists (select from read.sessions s where s.id = :session and s.deleted_at is not null)
                """)
        .param("user", userId)
        .param("session", sessionId)
        .query((row, n) -> role(row))
        .optional();
  }

  @Override
  public Optional<Actor> apiKey(String secret) {
    return jdbc.sql(
            """
            select k.id, k.user_id, k.tenant_id, k.scopes, u.is_admin
            from read.api_keys k
            join read.users u on u.id = k.user_id
            where u.is_active
              and u.deleted_at is null
              and k.revoked_at is null
              and (   (k.secret_hash = :hash and k.expires_at > now())
                   or (k.old_secret_hash = :hash and k.old_expires_at > now()))
            """)
        .param("hash", Secrets.hash(secret))
        .query(
            (row, n) ->
                new Actor(
                    row.getObject("user_id", UUID.class),
                    row.getObject("tenant_id", UUID.class),
                    role(row),
                    row.getObject("id", UUID.class),
                    texts(row.getArray("scopes"))))
        .optional();
  }

  @Override
  public Optional<Actor> identity(String subject, @Nullable String verifiedEmail) {
    return jdbc.sql(
            USABLE_USER
                + """
                  and (   u.google_id = :subject
                       or (lower(u.email) = lower(:email)
                           and not exists (select from read.users other where other.google_id = :subject)))
                """)
        .param("subject", subject)
        .param("email", verifiedEmail)
        .query(
            (row, n) -> {
              UUID userId = row.getObject("user_id", UUID.class);
              return new Actor(userId, userId, role(row));
            })
        .optional();
  }

  private static Role role(ResultSet row) throws SQLException {
    return row.getBoolean("is_admin") ? Role.ADMIN : Role.USER;
  }

  private static Set<String> texts(Array array) throws SQLException {
    return Set.of((String[]) array.getArray());
  }
}

package dev.lethe.query.request;

import com.zaxxer.hikari.HikariDataSource;
import dev.lethe.shared.vault.Vault;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The copies that are being built, and their files: in parts, each compressed and sealed under the
 * person's key, so that they are unreadable with everything else once the person is erased.
 */
@Component
class AccessStore {

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final Vault vault;

  AccessStore(@Qualifier("projectorPool") HikariDataSource projectorPool, Vault vault) {
    this.jdbc = JdbcClient.create(projectorPool);
    this.transactions = new TransactionTemplate(new DataSourceTransactionManager(projectorPool));
    this.vault = vault;
  }

  /**
   * A copy that is being built.
   *
   * @param asOf the size of the tree whose events it holds
   * @param people the person, then the person as others have noted their addresses
   * @param person which of them is being read
   * @param after the position up to which their events are in the copy
   */
  record Building(
      UUID requestId,
      UUID userId,
      long asOf,
      long total,
      long done,
      List<UUID> people,
      int person,
      long after) {}

  /** A request for which there is no copy yet. */
  record Wanted(UUID requestId, UUID userId, long requestedPosition) {}

  /** Requests of the last 30 days that nobody builds a copy for. */
  List<Wanted> wanted() {
    return jdbc.sql(
            """
            select r.id, r.user_id, r.requested_position
            from read.data_requests r
            left join read.access_packages p on p.request_id = r.id
            where r.kind = 'access'
              and r.state = 'open'
              and r.requested_at > now() - interval '30 days'
              and (p.request_id is null or (p.state = 'building' and p.claimed_until < now()))
            order by r.requested_position
            """)
        .query(
            (row, n) ->
                new Wanted(
                    row.getObject("id", UUID.class),
                    row.getObject("user_id", UUID.class),
                    row.getLong("requested_position")))
        .list();
  }

  /** Begins a copy, or goes on with one that was left; empty where another process was faster. */
  Optional<Building> claim(Wanted request, long asOf, long total) {
    return jdbc.sql(
            """
            insert into read.access_packages as p
              (request_id, user_id, as_of, total, done, people, person, after_position, state, claimed_until)
            values (:request, :user, :asOf, :total, 0, array[:user::text], 0, 0, 'building', now() + interval '15 seconds')
            on conflict (request_id) do update
              set claimed_until = now() + interval '15 seconds'
              where p.state = 'building' and p.claimed_until < now()
            returning *
            """)
        .param("request", request.requestId())
        .param("user", request.userId())
        .param("asOf", asOf)
        .param("total", total)
        .query(
            (row, n) ->
                new Building(
                    request.requestId(),
                    request.userId(),
                    row.getLong("as_of"),
                    row.getLong("total"),
                    row.getLong("done"),
                    Arrays.stream((String[]) row.getArray("people").getArray())
                        .map(UUID::fromString)
                        .toList(),
                    row.getInt("person"),
                    row.getLong("after_position")))
        .optional();
  }

  /** A part of a file, in the clear. */
  @SuppressWarnings("ArrayRecordComponent") // not compared
  record Part(String file, byte[] content) {}

  /**
   * Keeps some parts and how far the copy is with them, whole or not at all.
   *
   * @return false where the request is no longer open, as its person is being erased
   */
  boolean advance(Building next, List<Part> parts) {
    return inOpenRequest(
        next,
        () ->
            jdbc.sql(
                    """
                    update read.access_packages
                    set total = :total, done = :done, people = :people, person = :person, after_position = :after,
                        claimed_until = now() + interval '15 seconds'
                    where request_id = :request
                    """)
                .param("total", next.total())
                .param("done", next.done())
                .param("people", next.people().stream().map(UUID::toString).toArray(String[]::new))
                .param("person", next.person())
                .param("after", next.after())
                .param("request", next.requestId())
                .update(),
        parts);
  }

  /** Keeps the last parts: the copy is ready, and the command side is told so. */
  boolean finish(Building building, List<Part> parts, String manifestHash, Instant at) {
    return inOpenRequest(
        building,
        () -> {
          jdbc.sql(
                  """
                  update read.access_packages
                  set state = 'ready', made_at = :at, done = total
                  where request_id = :request
                  """)
              .param("at", at.atOffset(ZoneOffset.UTC))
              .param("request", building.requestId())
              .update();
          jdbc.sql(
                  """
                  insert into events.access_note (request_id, manifest)
                  values (:request, :manifest)
                  on conflict do nothing
                  """)
              .param("request", building.requestId())
              .param("manifest", manifestHash)
              .update();
        },
        parts);
  }

  private boolean inOpenRequest(Building building, Runnable work, List<Part> parts) {
    Boolean open =
        transactions.execute(
            transaction -> {
              // an erasure that comes meanwhile waits, and then takes these parts away too
              boolean still =
                  jdbc.sql(
                          """
                          select true
                          from read.data_requests
                          where id = :request and state = 'open'
                          for share
                          """)
                      .param("request", building.requestId())
                      .query(Boolean.class)
                      .optional()
                      .isPresent();
              if (still) {
                work.run();
                parts.forEach(part -> write(building, part));
              }
              return still;
            });
    return Boolean.TRUE.equals(open);
  }

  private void write(Building building, Part part) {
    int number =
        jdbc.sql(
                """
                select coalesce(max(part) + 1, 0)
                from read.access_parts
                where request_id = :request and file = :file
                """)
            .param("request", building.requestId())
            .param("file", part.file())
            .query(Integer.class)
            .single();
    jdbc.sql(
            """
            insert into read.access_parts (request_id, file, part, user_id, sealed)
            values (:request, :file, :part, :user, :sealed)
            """)
        .param("request", building.requestId())
        .param("file", part.file())
        .param("part", number)
        .param("user", building.userId())
        .param(
            "sealed",
            vault.sealPart(
                building.userId(),
                name(building.requestId(), part.file(), number),
                deflate(part.content())))
        .update();
  }

  /** The names of a copy's files, in order. */
  List<String> files(UUID requestId) {
    return jdbc.sql(
            """
            select distinct file
            from read.access_parts
            where request_id = :request
            order by file
            """)
        .param("request", requestId)
        .query(String.class)
        .list();
  }

  /**
   * Reads a file part by part.
   *
   * @throws IllegalStateException if the person's keys are destroyed meanwhile
   */
  void read(UUID requestId, UUID userId, String file, Consumer<byte[]> to) {
    List<Integer> numbers =
        jdbc.sql(
                """
                select part
                from read.access_parts
                where request_id = :request and file = :file
                order by part
                """)
            .param("request", requestId)
            .param("file", file)
            .query(Integer.class)
            .list();
    for (int number : numbers) {
      to.accept(
          jdbc.sql(
                  """
                  select sealed
                  from read.access_parts
                  where request_id = :request and file = :file and part = :part
                  """)
              .param("request", requestId)
              .param("file", file)
              .param("part", number)
              .query((row, n) -> row.getBytes("sealed"))
              .optional()
              .flatMap(part -> vault.openPart(userId, name(requestId, file, number), part))
              .map(AccessStore::inflate)
              .orElseThrow(
                  () -> new IllegalStateException("the copy's person was erased meanwhile")));
    }
  }

  /** Takes copies away that were made more than 30 days ago. */
  void expire() {
    transactions.executeWithoutResult(
        transaction -> {
          List<UUID> old =
              jdbc.sql(
                      """
                      update read.access_packages
                      set state = 'expired'
                      where state = 'ready' and made_at < now() - interval '30 days'
                      returning request_id
                      """)
                  .query(UUID.class)
                  .list();
          for (UUID request : old) {
            jdbc.sql("delete from read.access_parts where request_id = :request")
                .param("request", request)
                .update();
          }
        });
  }

  private static String name(UUID requestId, String file, int number) {
    return "access package %s, %s, part %d".formatted(requestId, file, number);
  }

  private static byte[] deflate(byte[] content) {
    var bytes = new ByteArrayOutputStream();
    try (var deflater = new DeflaterOutputStream(bytes)) {
      deflater.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] inflate(byte[] deflated) {
    try (var inflater = new InflaterInputStream(new ByteArrayInputStream(deflated))) {
      return inflater.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

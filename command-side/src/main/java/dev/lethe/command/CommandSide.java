package dev.lethe.command;

import com.zaxxer.hikari.HikariDataSource;
import dev.lethe.command.api.CommandCatalog;
import dev.lethe.command.apikey.ApiKeyCommand;
import dev.lethe.command.audit.AuditCommand;
import dev.lethe.command.consent.ConsentCommand;
import dev.lethe.command.delivery.WebhookCommand;
import dev.lethe.command.erasure.ErasureCommand;
import dev.lethe.command.hold.HoldCommand;
import dev.lethe.command.platform.PlatformCommand;
import dev.lethe.command.request.RequestCommand;
import dev.lethe.command.retention.RetentionCommand;
import dev.lethe.command.session.SessionCommand;
import dev.lethe.command.settings.SettingsCommand;
import dev.lethe.command.snapshot.SnapshotCommand;
import dev.lethe.command.team.TeamCommand;
import dev.lethe.command.tenant.TenantCommand;
import dev.lethe.command.user.UserCommand;
import dev.lethe.shared.SharedConfiguration;
import dev.lethe.shared.audit.ReadNotes;
import dev.lethe.shared.database.Database;
import dev.lethe.shared.database.DatabaseRole;
import dev.lethe.shared.store.ClaimKey;
import dev.lethe.shared.store.EventCodec;
import dev.lethe.shared.store.EventReader;
import dev.lethe.shared.store.PostgresEventStorageEngine;
import dev.lethe.shared.store.SubjectTraces;
import java.util.List;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** The command side, alone or as a part of the standalone program. */
@SpringBootApplication
@EnableScheduling
@Import(SharedConfiguration.class)
public class CommandSide {

  private static final int CONNECTIONS = 10;

  /** Every command of the program; a new feature's commands are added here. */
  @Bean
  CommandCatalog commandCatalog() {
    return new CommandCatalog(
        List.of(
            PlatformCommand.class,
            SnapshotCommand.class,
            UserCommand.class,
            SettingsCommand.class,
            TenantCommand.class,
            TeamCommand.class,
            SessionCommand.class,
            ApiKeyCommand.class,
            HoldCommand.class,
            ErasureCommand.class,
            RequestCommand.class,
            AuditCommand.class,
            WebhookCommand.class,
            ConsentCommand.class,
            RetentionCommand.class));
  }

  @Bean(destroyMethod = "close", defaultCandidate = false)
  HikariDataSource writerPool(Database database) {
    database.migrate("events");
    return database.pool(DatabaseRole.WRITER, CONNECTIONS);
  }

  @Bean
  PostgresEventStorageEngine eventStorageEngine(
      @Qualifier("writerPool") HikariDataSource pool, EventCodec codec, ClaimKey claimKey) {
    var engine = new PostgresEventStorageEngine(pool, codec, claimKey);
    engine.requireSameClaimKey();
    engine.deriveClaims();
    return engine;
  }

  /** For the command side's own questions; the query side has a reader with its own role. */
  @Bean
  EventReader commandEventReader(@Qualifier("writerPool") HikariDataSource pool, EventCodec codec) {
    return new EventReader(pool, codec);
  }

  @Bean
  ReadNotes commandReadNotes(@Qualifier("writerPool") HikariDataSource pool, EventCodec codec) {
    return new ReadNotes(pool, codec);
  }

  @Bean
  SubjectTraces subjectTraces(@Qualifier("writerPool") HikariDataSource pool) {
    return new SubjectTraces(pool);
  }

  @Bean
  EventStore eventStore(PostgresEventStorageEngine engine) {
    return EmbeddedEventStore.builder().storageEngine(engine).build();
  }

  @Bean
  PasswordEncoder passwordEncoder() {
    return new BCryptPasswordEncoder();
  }
}

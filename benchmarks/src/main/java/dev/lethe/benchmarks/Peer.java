package dev.lethe.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import dev.lethe.benchmarks.Note.NoteEvent;
import dev.lethe.command.api.AggregateCache;
import dev.lethe.shared.access.KeyFolder;
import dev.lethe.shared.database.Database;
import dev.lethe.shared.database.DatabaseRole;
import dev.lethe.shared.log.Checkpointer;
import dev.lethe.shared.log.LogKey;
import dev.lethe.shared.store.ClaimKey;
import dev.lethe.shared.store.EventCodec;
import dev.lethe.shared.store.EventTypes;
import dev.lethe.shared.store.PostgresEventStorageEngine;
import dev.lethe.shared.vault.KeyedVault;
import dev.lethe.shared.vault.MasterKey;
import dev.lethe.shared.vault.Retention;
import dev.lethe.shared.vault.SecretBox;
import dev.lethe.shared.vault.SubjectKeys;
import dev.lethe.shared.vault.Vault;
import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.caching.NoCache;
import org.axonframework.common.jpa.SimpleEntityManagerProvider;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.eventsourcing.eventstore.jpa.JpaEventStorageEngine;
import org.axonframework.serialization.json.JacksonSerializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.hibernate.jpa.HibernatePersistenceProvider;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;

/** One event store under a command gateway: Lethe's, or one of stock Axon's two. */
final class Peer implements AutoCloseable {

  private final String name;
  private final CommandGateway gateway;
  private final Runnable close;
  private final @Nullable PostgresEventStorageEngine lethe;

  private Peer(
      String name,
      Configuration configuration,
      Runnable close,
      @Nullable PostgresEventStorageEngine lethe) {
    this.name = name;
    this.gateway = configuration.commandGateway();
    this.lethe = lethe;
    this.close =
        () -> {
          configuration.shutdown();
          close.run();
        };
  }

  String name() {
    return name;
  }

  CommandGateway gateway() {
    return gateway;
  }

  PostgresEventStorageEngine engine() {
    if (lethe == null) {
      throw new IllegalStateException(name + " has no engine of ours");
    }
    return lethe;
  }

  /**
   * Lethe's store with all that belongs to it: leaf hashes, checkpoints being signed, the cache of
   * aggregates.
   */
  static Peer lethe(Server server) {
    return lethe("lethe", new Database(server.fresh("lethe")), Vault.NONE, () -> {});
  }

  /** The same, with the text of every note sealed under a key of its person. */
  static Peer sealed(Server server) throws IOException {
    var database = new Database(server.fresh("sealed"));
    database.migrate("vault");
    HikariDataSource pool = database.pool(DatabaseRole.VAULT, 10, "set synchronous_commit = off");
    var folder = new KeyFolder(Files.createTempDirectory("benchmark-keys-"));
    var keys =
        new SubjectKeys(pool, database.unpooled(DatabaseRole.VAULT), () -> MasterKey.of(folder));
    return lethe(
        "sealed",
        database,
        new KeyedVault(keys, new SecretBox(folder), Retention.FOR_EVER),
        () -> {
          keys.close();
          pool.close();
        });
  }

  private static Peer lethe(String name, Database database, Vault vault, Runnable closeVault) {
    database.migrate("events");
    HikariDataSource pool = database.pool(DatabaseRole.WRITER, 10);
    var engine =
        new PostgresEventStorageEngine(
            pool,
            new EventCodec(new EventTypes(List.of(NoteEvent.class)), List.of(), vault),
            new ClaimKey(new byte[32]));
    var checkpointer =
        new Checkpointer(
            database.unpooled(DatabaseRole.WRITER), LogKey.read("benchmark", LogKey.generate()));
    return new Peer(
        name,
        start(engine, NoTransactionManager.INSTANCE, true),
        () -> {
          checkpointer.close();
          engine.close();
          pool.close();
          closeVault.run();
        },
        engine);
  }

  /** Axon's JPA engine, as its Spring Boot starter sets it up. */
  static Peer jpa(Server server) {
    HikariDataSource pool = server.pool(server.fresh("jpa"), 32);
    var factory = new LocalContainerEntityManagerFactoryBean();
    factory.setDataSource(pool);
    factory.setPersistenceProvider(new HibernatePersistenceProvider());
    factory.setPersistenceUnitName("axon");
    factory.setPackagesToScan(
        "org.axonframework.eventsourcing.eventstore.jpa", "org.axonframework.eventhandling");
    factory.setJpaPropertyMap(Map.of("hibernate.hbm2ddl.auto", "create"));
    factory.afterPropertiesSet();
    EntityManagerFactory entityManagers = factory.getObject();
    if (entityManagers == null) {
      throw new IllegalStateException("no entity managers");
    }
    TransactionManager transactions =
        new SpringTransactionManager(new JpaTransactionManager(entityManagers));
    var serializer = JacksonSerializer.builder().objectMapper(new ObjectMapper()).build();
    EventStorageEngine engine =
        JpaEventStorageEngine.builder()
            .entityManagerProvider(
                new SimpleEntityManagerProvider(
                    SharedEntityManagerCreator.createSharedEntityManager(entityManagers)))
            .transactionManager(transactions)
            .eventSerializer(serializer)
            .snapshotSerializer(serializer)
            .build();
    return new Peer(
        "jpa",
        start(engine, transactions, false),
        () -> {
          factory.destroy();
          pool.close();
        },
        null);
  }

  /** Axon's JDBC engine. */
  static Peer jdbc(Server server) {
    HikariDataSource pool = server.pool(server.fresh("jdbc"), 32);
    TransactionManager transactions =
        new SpringTransactionManager(new DataSourceTransactionManager(pool));
    var serializer = JacksonSerializer.builder().objectMapper(new ObjectMapper()).build();
    JdbcEventStorageEngine engine =
        JdbcEventStorageEngine.builder()
            .connectionProvider(new SpringDataSourceConnectionProvider(pool))
            .transactionManager(transactions)
            .eventSerializer(serializer)
            .snapshotSerializer(serializer)
            .build();
    engine.createSchema(PostgresEventTableFactory.INSTANCE);
    return new Peer("jdbc", start(engine, transactions, false), pool::close, null);
  }

  private static Configuration start(
      EventStorageEngine engine, TransactionManager transactions, boolean remember) {
    AggregateConfigurer<Note> notes =
        AggregateConfigurer.defaultConfiguration(Note.class)
            .configureCache(
                configuration -> remember ? new AggregateCache(200_000) : NoCache.INSTANCE);
    return DefaultConfigurer.defaultConfiguration(false)
        .configureSerializer(
            configuration -> JacksonSerializer.builder().objectMapper(new ObjectMapper()).build())
        .configureCommandBus(
            configuration -> SimpleCommandBus.builder().transactionManager(transactions).build())
        .configureEventStore(
            configuration -> EmbeddedEventStore.builder().storageEngine(engine).build())
        .configureAggregate(notes)
        .start();
  }

  @Override
  public void close() {
    close.run();
  }
}

package dev.lethe.query.projection;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import dev.lethe.shared.database.Database;
import dev.lethe.shared.database.DatabaseRole;
import dev.lethe.shared.store.AppendSignal;
import dev.lethe.shared.store.EventCodec;
import dev.lethe.shared.store.EventReader;
import dev.lethe.shared.store.EventTail;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.time.Duration;
import java.util.Set;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.serialization.json.JacksonSerializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * Follows the event store and runs the projectors: a batch of events, its rows and the token in one
 * transaction.
 */
@Configuration(proxyBeanMethods = false)
class ProjectionConfiguration {

  private static final int BATCH = 1_000;
  private static final int CONNECTIONS = 6;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  /** The read tables' migrations need the roles only; events may be migrated before or after. */
  @Bean(destroyMethod = "close", defaultCandidate = false)
  HikariDataSource projectorPool(Database database) {
    database.migrate("events");
    database.migrate("read");
    return database.pool(DatabaseRole.PROJECTOR, CONNECTIONS);
  }

  @Bean(defaultCandidate = false)
  DataSourceTransactionManager projectorTransactions(
      @Qualifier("projectorPool") HikariDataSource pool) {
    return new DataSourceTransactionManager(pool);
  }

  /** Axon's, used by the event processors only. */
  @Bean
  TransactionManager axonTransactionManager(
      @Qualifier("projectorTransactions") DataSourceTransactionManager transactions) {
    return new SpringTransactionManager(transactions);
  }

  @Bean
  JdbcClient projectorJdbc(@Qualifier("projectorPool") HikariDataSource pool) {
    return JdbcClient.create(pool);
  }

  @Bean(destroyMethod = "close")
  @DependsOn("projectorPool") // which migrates
  AppendSignal appendSignal(Database database) {
    return new AppendSignal(database.unpooled(DatabaseRole.PROJECTOR));
  }

  @Bean(defaultCandidate = false)
  EventReader queryEventReader(
      @Qualifier("projectorPool") HikariDataSource pool, EventCodec codec) {
    return new EventReader(pool, codec);
  }

  @Bean
  EventTail eventTail(@Qualifier("queryEventReader") EventReader reader, AppendSignal signal) {
    return new EventTail(reader, signal);
  }

  @Bean
  TokenStore tokenStore(@Qualifier("projectorPool") HikariDataSource pool) {
    return JdbcTokenStore.builder()
        .connectionProvider(new SpringDataSourceConnectionProvider(pool))
        .schema(
            TokenSchema.builder()
                .setTokenTable("read.token_entry")
                .setProcessorNameColumn("processor_name")
                .setSegmentColumn("segment")
                .setTokenColumn("token")
                .setTokenTypeColumn("token_type")
                .setTimestampColumn("claimed_at")
                .setOwnerColumn("owner")
                .build())
        .serializer(JacksonSerializer.builder().objectMapper(new ObjectMapper()).build())
        .build();
  }

  @Bean
  ConfigurerModule projections(EventTail tail) {
    return configurer ->
        configurer
            .eventProcessing()
            .usingPooledStreamingEventProcessors()
            .configureDefaultStreamableMessageSource(configuration -> tail)
            // an event that cannot be projected stops its projection, loudly, and is tried again:
            // never skipped
            .registerDefaultListenerInvocationErrorHandler(
                configuration -> PropagatingErrorHandler.INSTANCE)
            .registerPooledStreamingEventProcessorConfiguration(
                (configuration, processor) ->
                    processor
                        .batchSize(BATCH)
                        .initialSegmentCount(1)
                        .initialToken(source -> source.createTailToken()));
  }

  @Bean
  ProjectionPositions projectionPositions(@Qualifier("readerPool") HikariDataSource readerPool) {
    return new ProjectionPositions(readerPool, LONGEST_WAIT);
  }

  /** Describes the header at every query. */
  @Bean
  GlobalOperationCustomizer letheAfterDescription() {
    return (operation, handler) -> {
      boolean query = handler.hasMethodAnnotation(GetMapping.class);
      return query
          ? operation.addParametersItem(
              new Parameter()
                  .in("header")
                  .name(LetheAfter.HEADER)
                  .required(false)
                  .description(
                      "Waits until this position, from a command's answer, is in the read tables")
                  .schema(new Schema<>().types(Set.of("integer"))))
          : operation;
    };
  }
}

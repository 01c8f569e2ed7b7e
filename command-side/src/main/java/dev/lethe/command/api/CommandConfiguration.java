package dev.lethe.command.api;

import dev.lethe.shared.store.ClaimKey;
import dev.lethe.shared.store.EventReader;
import dev.lethe.shared.store.PostgresEventStorageEngine;
import jakarta.validation.Validator;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.axonframework.spring.config.SpringAggregateConfigurer;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import tools.jackson.databind.json.JsonMapper;

/** Puts the command API together. */
@Configuration(proxyBeanMethods = false)
class CommandConfiguration {

  /** A few kilobytes each. */
  private static final int REMEMBERED = 20_000;

  private static final int EVENTS_BETWEEN_SNAPSHOTS = 200;

  /** The storage engine commits for itself, so a command needs no transaction around it. */
  @Bean
  @Primary
  CommandBus commandBus(CorrelationDataProvider handedOn) {
    SimpleCommandBus bus =
        SimpleCommandBus.builder().transactionManager(NoTransactionManager.INSTANCE).build();
    bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(handedOn));
    return bus;
  }

  @Bean
  CorrelationDataProvider handedOn() {
    return message -> {
      Map<String, Object> metadata = new HashMap<>(message.getMetaData());
      metadata.keySet().retainAll(CommandMetadata.KEYS);
      return metadata;
    };
  }

  @Bean
  CommandTargetResolver commandTargetResolver() {
    return message ->
        new VersionedAggregateIdentifier(
            (Object) ((Addressed) message.getPayload()).target().toString(), null);
  }

  /**
   * An id of another kind of aggregate names nothing, instead of an aggregate made of foreign
   * events. The attribute that {@code @Aggregate} has for this is not read by Axon 4.13.
   */
  @Bean
  static BeanFactoryPostProcessor aggregatesAreMadeOfTheirOwnEvents() {
    return beans -> {
      for (String name : beans.getBeanNamesForType(SpringAggregateConfigurer.class, true, false)) {
        beans.getBeanDefinition(name).getPropertyValues().add("filterEventsByType", true);
      }
    };
  }

  /** Reading more events than these takes longer than reading a snapshot. */
  @Bean
  SnapshotTriggerDefinition aggregateSnapshots(Snapshotter snapshotter) {
    return new EventCountSnapshotTriggerDefinition(snapshotter, EVENTS_BETWEEN_SNAPSHOTS);
  }

  @Bean
  AggregateCache aggregateCache() {
    return new AggregateCache(REMEMBERED);
  }

  @Bean
  CommandRunner commandRunner(
      CommandGateway gateway,
      AggregateCache aggregateCache,
      PostgresEventStorageEngine engine,
      EventReader commandEventReader,
      List<Memberships> memberships,
      Restrictions restrictions,
      Clock clock) {
    return new CommandRunner(
        gateway,
        aggregateCache,
        engine,
        commandEventReader,
        new Authorisation(memberships, restrictions),
        clock);
  }

  @Bean
  Aggregates aggregates(CommandGateway gateway, AggregateCache aggregateCache) {
    return new Aggregates(gateway, aggregateCache);
  }

  @Bean
  SystemCommands systemCommands(CommandRunner runner, Validator validator) {
    return new SystemCommands(runner, validator);
  }

  @Bean
  CommandCalls commandCalls(CommandCatalog catalog, Validator validator, ClaimKey claimKey) {
    return new CommandCalls(catalog, new CommandReader(validator), claimKey);
  }

  @Bean
  BulkCommands bulkCommands(CommandCalls calls, CommandRunner runner, JsonMapper json) {
    return new BulkCommands(calls, runner, json);
  }

  @Bean
  CommandDescription commandDescription(CommandCatalog catalog, JsonMapper json) {
    return new CommandDescription(catalog, json);
  }
}

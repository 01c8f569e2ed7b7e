package dev.lethe.query.access;

import com.zaxxer.hikari.HikariDataSource;
import dev.lethe.shared.access.Actor;
import dev.lethe.shared.database.Database;
import dev.lethe.shared.database.DatabaseRole;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/**
 * Gives queries their connections: as the reader role, which no row-level security policy lets
 * pass, and with the actor set for the transaction. A query outside a transaction sees no row.
 */
@Configuration(proxyBeanMethods = false)
class ReaderConfiguration {

  @Bean(destroyMethod = "close")
  @Primary
  @DependsOn("projectorPool") // which migrates
  HikariDataSource readerPool(
      Database database, @Value("${LETHE_READER_CONNECTIONS:10}") int connections) {
    return database.pool(DatabaseRole.READER, connections);
  }

  /** Settings are local to the transaction, so a connection goes back to the pool without them. */
  @Bean
  TransactionExecutionListener actorOfTransaction(HikariDataSource readerPool) {
    JdbcClient jdbc = JdbcClient.create(readerPool);
    return new TransactionExecutionListener() {
      @Override
      public void afterBegin(TransactionExecution transaction, @Nullable Throwable beginFailure) {
        if (beginFailure == null) {
          Actor actor = Actor.current();
          jdbc.sql(
                  """
                  select set_config('app.tenant_id', :tenant, true),
                         set_config('app.user_id', :user, true),
                         set_config('app.role', :role, true)
                  """)
              .param("tenant", actor.tenant().toString())
              .param("user", actor.userId().toString())
              .param("role", actor.role().text())
              .query()
              .singleRow();
        }
      }
    };
  }
}

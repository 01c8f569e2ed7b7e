package dev.lethe.command.log;

import com.zaxxer.hikari.HikariDataSource;
import dev.lethe.shared.database.Database;
import dev.lethe.shared.database.DatabaseRole;
import dev.lethe.shared.log.Checkpointer;
import dev.lethe.shared.log.LogKey;
import dev.lethe.shared.log.TransparencyLog;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;

/** Puts the log together. */
@Configuration(proxyBeanMethods = false)
class LogConfiguration {

  @Bean
  TransparencyLog transparencyLog(@Qualifier("writerPool") HikariDataSource pool) {
    return new TransparencyLog(pool);
  }

  @Bean(destroyMethod = "close")
  @DependsOn("writerPool") // which migrates
  Checkpointer checkpointer(Database database, LogKey key) {
    return new Checkpointer(database.unpooled(DatabaseRole.WRITER), key);
  }
}

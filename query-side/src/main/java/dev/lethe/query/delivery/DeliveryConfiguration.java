package dev.lethe.query.delivery;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Sinks that the operator sets up. */
@Configuration(proxyBeanMethods = false)
class DeliveryConfiguration {

  /** Where {@code LETHE_KAFKA_SERVERS} says so. */
  @Bean(destroyMethod = "close")
  @ConditionalOnExpression("!'${LETHE_KAFKA_SERVERS:}'.isEmpty()")
  KafkaSink kafkaSink(
      @Value("${LETHE_KAFKA_SERVERS}") String servers,
      @Value("${LETHE_KAFKA_TOPIC:lethe-audit}") String topic,
      @Value("${LETHE_KAFKA_CONFIG:}") String config,
      JsonMapper json)
      throws IOException {
    Map<String, Object> settings = new HashMap<>();
    if (!config.isEmpty()) {
      var file = new Properties();
      try (Reader content = Files.newBufferedReader(Path.of(config))) {
        file.load(content);
      }
      file.forEach((name, value) -> settings.put(String.valueOf(name), value));
    }
    settings.put("bootstrap.servers", servers);
    return new KafkaSink(topic, settings, json);
  }
}

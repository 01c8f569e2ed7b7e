package dev.lethe.query.delivery;

import dev.lethe.query.record.AuditRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import tools.jackson.databind.json.JsonMapper;

/**
 * A topic of Apache Kafka: the records of one entity have one key, and so their order. The header
 * {@code lethe-position} tells a record that comes twice.
 */
final class KafkaSink implements Sink, AutoCloseable {

  private final String topic;
  private final KafkaProducer<String, String> producer;
  private final JsonMapper json;

  /**
   * A producer that is sure of what it sends.
   *
   * @param settings the client's own, such as {@code bootstrap.servers}
   */
  KafkaSink(String topic, Map<String, Object> settings, JsonMapper json) {
    this.topic = topic;
    this.json = json;
    var all = new HashMap<>(settings);
    all.put("acks", "all");
    all.put("enable.idempotence", true);
    this.producer = new KafkaProducer<>(all, new StringSerializer(), new StringSerializer());
  }

  @Override
  public String name() {
    return "kafka:" + topic;
  }

  @Override
  public long beginsAfter() {
    return 0;
  }

  @Override
  public long deliver(List<AuditRecord> records) throws InterruptedException {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    try {
      for (AuditRecord told : records) {
        var message = new ProducerRecord<>(topic, told.entityId(), json.writeValueAsString(told));
        message
            .headers()
            .add(
                "lethe-position",
                String.valueOf(told.position()).getBytes(StandardCharsets.US_ASCII));
        sent.add(producer.send(message));
      }
      for (Future<RecordMetadata> one : sent) {
        one.get();
      }
      return records.getLast().position();
    } catch (ExecutionException | KafkaException e) {
      throw new DeliveryFailed("Kafka: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }
}

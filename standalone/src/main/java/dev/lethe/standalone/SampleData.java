package dev.lethe.standalone;

import dev.lethe.standalone.collect.LetheClient;
import dev.lethe.standalone.collect.OperatorToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Loads the sample data, through commands only. Each has an idempotency key, so that a second load
 * changes nothing.
 */
final class SampleData {

  private SampleData() {}

  static void load(String url, DataFolder folder) {
    List<String> commands;
    try (InputStream in = SampleData.class.getResourceAsStream("/sample.jsonl")) {
      if (in == null) {
        throw new IllegalStateException("sample.jsonl is part of the program");
      }
      commands = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    new LetheClient(url, OperatorToken.of(folder)).commands(commands);
    System.out.printf("Sample data loaded: %d commands%n", commands.size());
  }
}

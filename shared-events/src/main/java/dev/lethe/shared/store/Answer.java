package dev.lethe.shared.store;

import java.util.List;
import java.util.UUID;

/**
 * What a command came to.
 *
 * @param id the aggregate that handled it
 * @param sequenceNumber of the aggregate's last event, from 0
 * @param position of that event in the one order of all events, from 1
 * @param events types of the events that the command led to, in order; empty where it changed
 *     nothing
 */
public record Answer(UUID id, long sequenceNumber, long position, List<String> events) {

  public Answer {
    events = List.copyOf(events);
  }
}

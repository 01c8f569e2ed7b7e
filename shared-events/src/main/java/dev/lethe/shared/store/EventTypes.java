package dev.lethe.shared.store;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every event type of the program, by class and by stored name. */
public final class EventTypes {

  private final Map<Class<?>, EventType> byClass = new HashMap<>();
  private final Map<String, Class<?>> byName = new HashMap<>();

  /**
   * Collects the event types of sealed interfaces, one interface an aggregate.
   *
   * @throws IllegalArgumentException if an event has no {@link EventType} or two share a name
   */
  public EventTypes(List<Class<? extends DomainEvent>> families) {
    families.forEach(this::addFamily);
  }

  private void addFamily(Class<?> family) {
    for (Class<?> event : family.getPermittedSubclasses()) {
      if (event.isSealed()) {
        addFamily(event);
      } else {
        add(event);
      }
    }
  }

  private void add(Class<?> event) {
    EventType type = event.getAnnotation(EventType.class);
    if (type == null) {
      throw new IllegalArgumentException(event.getName() + " has no @EventType");
    }
    byClass.put(event, type);
    Class<?> other = byName.put(type.value(), event);
    if (other != null) {
      throw new IllegalArgumentException(
          other.getName() + " and " + event.getName() + " are both named " + type.value());
    }
  }

  /** All event classes. */
  public Collection<Class<?>> classes() {
    return byClass.keySet();
  }

  EventType typeOf(Class<?> event) {
    EventType type = byClass.get(event);
    if (type == null) {
      throw new IllegalArgumentException(event.getName() + " is not a known event type");
    }
    return type;
  }

  Class<?> classOf(String name) {
    Class<?> event = byName.get(name);
    if (event == null) {
      throw new IllegalArgumentException("no event type is named " + name);
    }
    return event;
  }
}

package dev.lethe.query.projection;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

/**
 * Runs the projectors over some of the events, in memory: the rows that those events alone make. So
 * it shows one entity, person or tenant as it was, by the same code that keeps the read tables.
 */
@Component
public final class Replay {

  /** Never shown, hashed or sealed as they are. */
  private static final Set<String> SECRET =
      Set.of("password_hash", "secret_hash", "old_secret_hash", "token", "openai_api_key");

  /** The audit log repeats the events, which whoever replays them has. */
  private static final String AUDIT = "audit";

  private final ApplicationContext context;

  Replay(ApplicationContext context) {
    this.context = context;
  }

  /**
   * Rows of one table.
   *
   * @param name without the schema
   * @param rows values by column, secrets left out
   */
  public record Table(String name, List<Map<String, @Nullable Object>> rows) {
    public Table {
      rows = List.copyOf(rows);
    }
  }

  /**
   * The rows that the events make, by table, in the order of names; tables without a row are not
   * there.
   */
  public List<Table> tables(Iterator<? extends TrackedEventMessage<?>> events) {
    List<AnnotationEventHandlerAdapter> projectors = projectors();
    Map<String, RowBatch<?>> replayed = new TreeMap<>();
    DefaultUnitOfWork<TrackedEventMessage<?>> work = DefaultUnitOfWork.startAndGet(null);
    try {
      work.resources().put(ReadTables.REPLAYED, replayed);
      while (events.hasNext()) {
        TrackedEventMessage<?> event = events.next();
        for (AnnotationEventHandlerAdapter projector : projectors) {
          handle(projector, event);
        }
      }
    } finally {
      work.rollback();
    }
    return replayed.values().stream()
        .map(Replay::table)
        .filter(table -> !table.rows().isEmpty())
        .toList();
  }

  private List<AnnotationEventHandlerAdapter> projectors() {
    List<AnnotationEventHandlerAdapter> projectors = new ArrayList<>();
    context
        .getBeansWithAnnotation(ProcessingGroup.class)
        .forEach(
            (name, bean) -> {
              ProcessingGroup group = context.findAnnotationOnBean(name, ProcessingGroup.class);
              if (group != null && !group.value().equals(AUDIT)) {
                projectors.add(new AnnotationEventHandlerAdapter(bean));
              }
            });
    return projectors;
  }

  private static void handle(
      AnnotationEventHandlerAdapter projector, TrackedEventMessage<?> event) {
    try {
      projector.handle(event);
    } catch (Exception e) {
      throw new IllegalStateException(
          "event %s cannot be replayed".formatted(event.getIdentifier()), e);
    }
  }

  private static <R extends Record> Table table(RowBatch<R> batch) {
    ReadTable<R> table = batch.table();
    return new Table(
        table.name().substring(table.name().indexOf('.') + 1),
        batch.all().stream()
            .map(
                row -> {
                  Map<String, @Nullable Object> values = table.values(row);
                  values.keySet().removeAll(SECRET);
                  return values;
                })
            .toList());
  }
}

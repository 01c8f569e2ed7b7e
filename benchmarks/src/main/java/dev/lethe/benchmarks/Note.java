package dev.lethe.benchmarks;

import dev.lethe.shared.store.DomainEvent;
import dev.lethe.shared.store.EventType;
import dev.lethe.shared.vault.DataCategory;
import dev.lethe.shared.vault.PersonalData;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** The aggregate that every engine stores the events of, with events of about 360 bytes. */
public class Note {

  @SuppressWarnings("UnusedVariable") // Axon reads it
  @AggregateIdentifier
  private UUID id;

  private int edits;

  /** Its events, each note about a person of its own. */
  public sealed interface NoteEvent extends DomainEvent {
    /** The note. */
    UUID noteId();

    @Override
    default UUID dataSubject() {
      return noteId();
    }
  }

  /** A note is there. */
  @EventType("note.created")
  public record NoteCreated(UUID noteId, @PersonalData(DataCategory.IDENTITY) String text)
      implements NoteEvent {}

  /** A note has another text. */
  @EventType("note.edited")
  public record NoteEdited(UUID noteId, int edit, @PersonalData(DataCategory.IDENTITY) String text)
      implements NoteEvent {}

  /** Asks for a new note. */
  public record CreateNote(@TargetAggregateIdentifier UUID noteId, String text) {}

  /** Asks for another text. */
  public record EditNote(@TargetAggregateIdentifier UUID noteId, String text) {}

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.ALWAYS)
  void handle(CreateNote command) {
    AggregateLifecycle.apply(new NoteCreated(command.noteId(), command.text()));
  }

  @CommandHandler
  void handle(EditNote command) {
    AggregateLifecycle.apply(new NoteEdited(command.noteId(), edits + 1, command.text()));
  }

  @EventSourcingHandler
  void on(NoteCreated event) {
    id = event.noteId();
  }

  @EventSourcingHandler
  void on(NoteEdited event) {
    edits = event.edit();
  }
}

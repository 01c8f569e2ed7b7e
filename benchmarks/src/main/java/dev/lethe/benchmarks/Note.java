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
import org.jspecify.annotations.Nullable;

/** The aggregate that every engine stores the events of, with events of about 360 bytes. */
public class Note {

  @SuppressWarnings("UnusedVariable") // Axon reads it
  @AggregateIdentifier
  private UUID id;

  private @Nullable UUID person;
  private int edits;

  /** Its events. */
  public sealed interface NoteEvent extends DomainEvent {
    /** Whom the note is about, or null. */
    @Nullable UUID person();

    @Override
    default @Nullable UUID dataSubject() {
      return person();
    }
  }

  /** A note is there. */
  @EventType("note.created")
  public record NoteCreated(
      UUID noteId, @Nullable UUID person, @PersonalData(DataCategory.IDENTITY) String text)
      implements NoteEvent {}

  /** A note has another text. */
  @EventType("note.edited")
  public record NoteEdited(
      UUID noteId,
      @Nullable UUID person,
      int edit,
      @PersonalData(DataCategory.IDENTITY) String text)
      implements NoteEvent {}

  /** Asks for a new note. */
  public record CreateNote(
      @TargetAggregateIdentifier UUID noteId, @Nullable UUID person, String text) {}

  /** Asks for another text. */
  public record EditNote(@TargetAggregateIdentifier UUID noteId, String text) {}

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.ALWAYS)
  void handle(CreateNote command) {
    AggregateLifecycle.apply(new NoteCreated(command.noteId(), command.person(), command.text()));
  }

  @CommandHandler
  void handle(EditNote command) {
    AggregateLifecycle.apply(new NoteEdited(command.noteId(), person, edits + 1, command.text()));
  }

  @EventSourcingHandler
  void on(NoteCreated event) {
    id = event.noteId();
    person = event.person();
  }

  @EventSourcingHandler
  void on(NoteEdited event) {
    edits = event.edit();
  }
}

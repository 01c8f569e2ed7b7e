package dev.lethe.benchmarks;

import dev.lethe.benchmarks.Note.CreateNote;
import dev.lethe.benchmarks.Note.EditNote;
import dev.lethe.shared.value.Ids;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What clients ask of a command gateway. */
enum Workload {
  /** Each call makes a new aggregate. */
  CREATE {
    @Override
    Measured.Call on(Peer peer) {
      return (client, n) -> create(peer, note -> null);
    }
  },

  /** The same, each about a person of its own. */
  CREATE_ABOUT_PEOPLE {
    @Override
    Measured.Call on(Peer peer) {
      return (client, n) -> create(peer, note -> note);
    }
  },

  /** Each call makes an aggregate and edits it ten times. */
  EDITS {
    @Override
    Measured.Call on(Peer peer) {
      return (client, n) -> edits(peer, note -> null);
    }
  },

  /** The same, each about a person of its own. */
  EDITS_ABOUT_PEOPLE {
    @Override
    Measured.Call on(Peer peer) {
      return (client, n) -> edits(peer, note -> note);
    }
  },

  /** The same, each about one of a thousand people, whose keys are there after the first round. */
  EDITS_ABOUT_KNOWN_PEOPLE {
    @Override
    Measured.Call on(Peer peer) {
      return (client, n) -> edits(peer, note -> PEOPLE.get(Math.floorMod(note.hashCode(), 1_000)));
    }
  },

  /** All clients edit one aggregate. */
  HOT {
    @Override
    Measured.Call on(Peer peer) {
      UUID note = Ids.next();
      peer.gateway().sendAndWait(new CreateNote(note, null, TEXT));
      return (client, n) -> {
        peer.gateway().sendAndWait(new EditNote(note, TEXT));
        return 1;
      };
    }
  };

  /** Makes a payload of about 360 bytes. */
  static final String TEXT = "x".repeat(290);

  private static final List<UUID> PEOPLE =
      IntStream.range(0, 1_000).mapToObj(n -> Ids.named("person " + n)).toList();

  abstract Measured.Call on(Peer peer);

  private static int create(Peer peer, Function<UUID, @Nullable UUID> person) {
    UUID note = Ids.next();
    peer.gateway().sendAndWait(new CreateNote(note, person.apply(note), TEXT));
    return 1;
  }

  private static int edits(Peer peer, Function<UUID, @Nullable UUID> person) {
    UUID note = Ids.next();
    peer.gateway().sendAndWait(new CreateNote(note, person.apply(note), TEXT));
    for (int edit = 0; edit < 10; edit++) {
      peer.gateway().sendAndWait(new EditNote(note, TEXT));
    }
    return 11;
  }
}

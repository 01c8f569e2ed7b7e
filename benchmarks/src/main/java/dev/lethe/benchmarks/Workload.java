package dev.lethe.benchmarks;

import dev.lethe.benchmarks.Note.CreateNote;
import dev.lethe.benchmarks.Note.EditNote;
import dev.lethe.shared.value.Ids;
import java.util.UUID;

/** What clients ask of a command gateway. */
enum Workload {
  /** Each call makes a new aggregate. */
  CREATE {
    @Override
    Measured.Call on(Peer peer) {
      return (client, n) -> create(peer, false);
    }
  },

  /** The same, each about a person of its own. */
  CREATE_ABOUT_PEOPLE {
    @Override
    Measured.Call on(Peer peer) {
      return (client, n) -> create(peer, true);
    }
  },

  /** Each call makes an aggregate and edits it ten times. */
  EDITS {
    @Override
    Measured.Call on(Peer peer) {
      return (client, n) -> edits(peer, false);
    }
  },

  /** The same, each about a person of its own. */
  EDITS_ABOUT_PEOPLE {
    @Override
    Measured.Call on(Peer peer) {
      return (client, n) -> edits(peer, true);
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

  abstract Measured.Call on(Peer peer);

  private static int create(Peer peer, boolean aboutSomebody) {
    UUID note = Ids.next();
    peer.gateway().sendAndWait(new CreateNote(note, aboutSomebody ? note : null, TEXT));
    return 1;
  }

  private static int edits(Peer peer, boolean aboutSomebody) {
    UUID note = Ids.next();
    peer.gateway().sendAndWait(new CreateNote(note, aboutSomebody ? note : null, TEXT));
    for (int edit = 0; edit < 10; edit++) {
      peer.gateway().sendAndWait(new EditNote(note, TEXT));
    }
    return 11;
  }
}

package dev.lethe.command.erasure;

import dev.lethe.command.api.Accounts;
import dev.lethe.command.api.Aggregates;
import dev.lethe.command.api.Holds;
import dev.lethe.command.api.SystemCommands;
import dev.lethe.command.erasure.ErasureCommand.RequestErasure;
import dev.lethe.command.erasure.ErasureStep.Finish;
import dev.lethe.command.erasure.ErasureStep.Progress;
import dev.lethe.command.erasure.ErasureStep.ProgressOf;
import dev.lethe.command.erasure.ErasureStep.Start;
import dev.lethe.command.erasure.ErasureStep.State;
import dev.lethe.shared.access.Actor;
import dev.lethe.shared.erasure.ErasureEvent;
import dev.lethe.shared.problem.Refusal;
import dev.lethe.shared.store.AppendRefused;
import dev.lethe.shared.store.ClaimKey;
import dev.lethe.shared.store.EventReader;
import dev.lethe.shared.store.PostgresEventStorageEngine;
import dev.lethe.shared.store.SubjectTraces;
import dev.lethe.shared.user.UserEvent;
import dev.lethe.shared.value.Ids;
import dev.lethe.shared.vault.ErasureLedger;
import dev.lethe.shared.vault.SubjectKeys;
import dev.lethe.shared.vault.Vault;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Carries out the erasures that are open. Each step can be taken again, so whatever is cut off is
 * taken up, by this process or by another.
 */
@Component
class ErasureRunner {

  private static final Logger log = LoggerFactory.getLogger(ErasureRunner.class);

  private final PostgresEventStorageEngine engine;
  private final EventReader reader;
  private final Aggregates aggregates;
  private final Accounts accounts;
  private final Holds holds;
  private final SubjectKeys keys;
  private final SubjectTraces traces;
  private final ClaimKey hashes;
  private final ErasureLedger ledger;
  private final SystemCommands commands;
  private final Clock clock;

  ErasureRunner(
      PostgresEventStorageEngine engine,
      EventReader commandEventReader,
      Aggregates aggregates,
      Accounts accounts,
      Holds holds,
      SubjectKeys keys,
      SubjectTraces traces,
      ClaimKey hashes,
      ErasureLedger ledger,
      SystemCommands commands,
      Clock clock) {
    this.engine = engine;
    this.reader = commandEventReader;
    this.aggregates = aggregates;
    this.accounts = accounts;
    this.holds = holds;
    this.keys = keys;
    this.traces = traces;
    this.hashes = hashes;
    this.ledger = ledger;
    this.commands = commands;
    this.clock = clock;
  }

  @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
  void run() {
    try {
      keys.erased().notLogged().forEach(this::repeat);
    } catch (RuntimeException e) {
      log.warn("erasures of the ledger wait, it is tried again: {}", e.toString());
    }
    for (UUID request : engine.holdersIn(ErasureEvent.OPEN)) {
      try {
        run(request);
      } catch (RuntimeException e) {
        log.warn("the erasure {} is not done yet, it is tried again: {}", request, e.toString());
      }
    }
  }

  private void run(UUID request) {
    Progress progress = aggregates.ask(new ProgressOf(request)).orElseThrow();
    UUID userId = progress.userId();
    if (progress.state() == State.OPEN) {
      if (holds.standOn(userId)) {
        return; // until it is lifted
      }
      // while they can still be read
      aggregates.tell(new Start(request, contactsOf(userId)), Actor.SYSTEM);
      progress = aggregates.ask(new ProgressOf(request)).orElseThrow();
    }
    if (progress.state() == State.STARTED) {
      accounts.close(userId);
      List<UUID> subjects = new ArrayList<>(progress.contacts());
      subjects.add(userId);
      // before the keys: from here on no backup brings them back
      ledger.add(subjects, clock.instant());
      int destroyed = subjects.stream().mapToInt(keys::destroy).sum();
      traces.remove(userId);
      progress.contacts().forEach(traces::removeStates);
      aggregates.tell(new Finish(request, destroyed), Actor.SYSTEM);
      keys.erased().logged(subjects);
    }
  }

  /** Erases anew who is in the ledger, and came back with a backup from before their erasure. */
  private void repeat(UUID subject) {
    if (accounts.find(subject).isEmpty()) {
      keys.erased().logged(List.of(subject)); // a contact: there is nothing but its keys
      return;
    }
    try {
      commands.send(new RequestErasure(Ids.next(), subject, "in the erasure ledger"));
    } catch (Refusal | AppendRefused e) {
      log.debug("the erasure of {} is under way", subject);
    }
  }

  /** Every address that the person ever had stands for them where others have noted it. */
  private List<UUID> contactsOf(UUID userId) {
    Set<String> emails = new HashSet<>();
    reader
        .ofSubject(userId)
        .forEach(
            event -> {
              switch (event.getPayload()) {
                case UserEvent.UserRegistered registered -> emails.add(registered.email());
                case UserEvent.UserEmailChanged changed -> emails.add(changed.to());
                default -> {}
              }
            });
    // after a restore the addresses are unreadable, and the contacts in the ledger themselves
    emails.remove(Vault.blank(userId));
    Set<UUID> contacts = new TreeSet<>();
    emails.forEach(email -> contacts.add(hashes.contact(UserEvent.normalEmail(email))));
    return List.copyOf(contacts);
  }
}

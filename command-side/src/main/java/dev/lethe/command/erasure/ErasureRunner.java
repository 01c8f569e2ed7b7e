package dev.lethe.command.erasure;

import dev.lethe.command.api.Accounts;
import dev.lethe.command.api.Aggregates;
import dev.lethe.command.api.Holds;
import dev.lethe.command.erasure.ErasureStep.Finish;
import dev.lethe.command.erasure.ErasureStep.Progress;
import dev.lethe.command.erasure.ErasureStep.ProgressOf;
import dev.lethe.command.erasure.ErasureStep.Start;
import dev.lethe.command.erasure.ErasureStep.State;
import dev.lethe.shared.access.Actor;
import dev.lethe.shared.erasure.ErasureEvent;
import dev.lethe.shared.store.ClaimKey;
import dev.lethe.shared.store.EventReader;
import dev.lethe.shared.store.PostgresEventStorageEngine;
import dev.lethe.shared.store.SubjectTraces;
import dev.lethe.shared.user.UserEvent;
import dev.lethe.shared.vault.SubjectKeys;
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

  ErasureRunner(
      PostgresEventStorageEngine engine,
      EventReader commandEventReader,
      Aggregates aggregates,
      Accounts accounts,
      Holds holds,
      SubjectKeys keys,
      SubjectTraces traces,
      ClaimKey hashes) {
    this.engine = engine;
    this.reader = commandEventReader;
    this.aggregates = aggregates;
    this.accounts = accounts;
    this.holds = holds;
    this.keys = keys;
    this.traces = traces;
    this.hashes = hashes;
  }

  @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
  void run() {
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
      int destroyed = keys.destroy(userId);
      for (UUID contact : progress.contacts()) {
        destroyed += keys.destroy(contact);
      }
      traces.remove(userId);
      progress.contacts().forEach(traces::removeStates);
      aggregates.tell(new Finish(request, destroyed), Actor.SYSTEM);
    }
  }

  /** Every address that the person ever had stands for them where others have noted it. */
  private List<UUID> contactsOf(UUID userId) {
    Set<UUID> contacts = new TreeSet<>();
    reader
        .ofSubject(userId)
        .forEach(
            event -> {
              switch (event.getPayload()) {
                case UserEvent.UserRegistered registered ->
                    contacts.add(hashes.contact(UserEvent.normalEmail(registered.email())));
                case UserEvent.UserEmailChanged changed ->
                    contacts.add(hashes.contact(UserEvent.normalEmail(changed.to())));
                default -> {}
              }
            });
    return List.copyOf(contacts);
  }
}

package dev.lethe.command.api;

import dev.lethe.command.api.AllowedTo.Who;
import dev.lethe.shared.access.Actor;
import dev.lethe.shared.problem.ProblemType;
import dev.lethe.shared.problem.Refusal;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Decides whether an actor may give a command. Whoever may not know that something exists is told
 * that it does not.
 */
final class Authorisation {

  private final List<Memberships> memberships;
  private final Restrictions restrictions;

  Authorisation(List<Memberships> memberships, Restrictions restrictions) {
    this.memberships = memberships;
    this.restrictions = restrictions;
  }

  /**
   * Does nothing where the actor may.
   *
   * @throws Refusal otherwise
   */
  void require(CommandCall call) {
    Actor actor = call.actor();
    Command command = call.command();
    Set<Who> allowed = call.type().allowedTo();
    requireAllowed(call, actor, command, allowed);
    requireUnrestricted(actor, command);
  }

  /** A person's restriction holds everybody else back, but for what is about their rights. */
  private void requireUnrestricted(Actor actor, Command command) {
    if (command instanceof Command.AboutUser about
        && !about.isAboutRights()
        && !about.userId().equals(actor.userId())
        && !actor.equals(Actor.SYSTEM)
        && restrictions.standOn(about.userId())) {
      throw new Refusal(
          ProblemType.REFUSED,
          "the processing of this person's data is restricted (GDPR article 18): lift that first,"
              + " with LiftRestriction");
    }
  }

  private void requireAllowed(CommandCall call, Actor actor, Command command, Set<Who> allowed) {
    if (!actor.mayCommand(call.type().name())) {
      throw new Refusal(
          ProblemType.FORBIDDEN,
          "this key has no scope for the command: it takes commands:%s"
              .formatted(call.type().name()));
    }
    if (allowed.contains(Who.ANYONE)
        || (allowed.contains(Who.ADMIN) && actor.isAdmin())
        || (allowed.contains(Who.SELF)
            && command instanceof Command.AboutUser about
            && about.userId().equals(actor.userId()))) {
      return;
    }
    if (command instanceof Command.InOrganisation within) {
      Set<Who> standing = standing(within, actor).orElseThrow(() -> unknown(command));
      if (Collections.disjoint(standing, allowed)) {
        throw forbidden(allowed);
      }
      return;
    }
    throw allowed.contains(Who.SELF) ? unknown(command) : forbidden(allowed);
  }

  private Optional<Set<Who>> standing(Command.InOrganisation command, Actor actor) {
    return memberships.stream()
        .filter(one -> one.commands().isInstance(command))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("nobody knows the members of " + command))
        .of(command.organisation(), actor.userId());
  }

  private static Refusal forbidden(Set<Who> allowed) {
    return new Refusal(
        ProblemType.FORBIDDEN,
        "this command is for "
            + new TreeSet<>(allowed)
                .stream().map(Who::words).collect(Collectors.joining(", or for ")));
  }

  private static Refusal unknown(Command command) {
    return new Refusal(
        ProblemType.NOT_FOUND,
        "nothing has the id %s: create it first, or check the id".formatted(command.target()));
  }
}

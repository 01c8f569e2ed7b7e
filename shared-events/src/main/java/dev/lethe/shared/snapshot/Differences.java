package dev.lethe.shared.snapshot;

import dev.lethe.shared.snapshot.Difference.Cause;
import dev.lethe.shared.snapshot.Difference.Kind;
import dev.lethe.shared.snapshot.Difference.Protection;
import dev.lethe.shared.value.JsonValues;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compares two privacy snapshots of one person on one platform. */
public final class Differences {

  private Differences() {}

  /** The settings whose value differs, in the order of their names. */
  public static List<Difference> between(Collection<Reading> from, Collection<Reading> to) {
    Map<String, Reading> before = byName(from);
    Map<String, Reading> after = byName(to);
    return Stream.concat(before.keySet().stream(), after.keySet().stream())
        .distinct()
        .sorted()
        .map(name -> difference(name, before.get(name), after.get(name)))
        .filter(Objects::nonNull)
        .toList();
  }

  private static Map<String, Reading> byName(Collection<Reading> readings) {
    Map<String, Reading> byName = new TreeMap<>();
    readings.forEach(reading -> byName.put(reading.setting(), reading));
    return byName;
  }

  private static @Nullable Difference difference(
      String name, @Nullable Reading from, @Nullable Reading to) {
    var before = from == null ? null : from.value();
    var after = to == null ? null : to.value();
    if (JsonValues.same(before, after)) {
      return null;
    }
    Kind kind = before == null ? Kind.ADDED : after == null ? Kind.REMOVED : Kind.CHANGED;
    var severity =
        to != null && to.severity() != null ? to.severity() : from == null ? null : from.severity();
    return new Difference(
        name, kind, before, after, severity, protection(from, to), cause(from, to));
  }

  private static Protection protection(@Nullable Reading from, @Nullable Reading to) {
    Boolean before = from == null ? null : from.protective();
    Boolean after = to == null ? null : to.protective();
    if (before == null || after == null) {
      return Protection.UNKNOWN;
    }
    if (before.equals(after)) {
      return Protection.UNCHANGED;
    }
    return after ? Protection.RAISED : Protection.LOWERED;
  }

  private static Cause cause(@Nullable Reading from, @Nullable Reading to) {
    if (from == null
        || to == null
        || from.platformDefault() == null
        || to.platformDefault() == null) {
      return Cause.UNKNOWN;
    }
    return followsDefault(from) && followsDefault(to) ? Cause.PLATFORM : Cause.PERSON;
  }

  private static boolean followsDefault(Reading reading) {
    return switch (reading.origin()) {
      case DEFAULT -> true;
      case STATED -> JsonValues.same(reading.value(), reading.platformDefault());
      case CHOSEN, ABSENT -> false;
    };
  }
}

package dev.lethe.shared.vault;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How long personal data can be read. Each day's data of a category that is kept for a while has a
 * key of its own, and letting that key die is the rule.
 */
@FunctionalInterface
public interface Retention {

  /** The period of what is kept until its person is erased. */
  String PERMANENT = "permanent";

  /** Keeps everything. */
  Retention FOR_EVER = (tenant, category) -> PERMANENT;

  /** The period under whose key a value of the tenant's is sealed now. */
  String period(@Nullable UUID tenant, DataCategory category);

  /** The period of the day of an instant (UTC), for data that is kept so many days. */
  static String days(int days, Instant at) {
    return days + "d-" + LocalDate.ofInstant(at, ZoneOffset.UTC);
  }

  /** The last day of data that is sealed in this period; empty for what is kept for ever. */
  static Optional<LocalDate> dayOf(String period) {
    return period.equals(PERMANENT)
        ? Optional.empty()
        : Optional.of(LocalDate.parse(period.substring(period.indexOf('-') + 1)));
  }

  /** When the key of a period is to die; empty where it is kept for ever. */
  static Optional<Instant> endOf(String period) {
    return dayOf(period)
        .map(
            day ->
                day.plusDays(1)
                    .atStartOfDay()
                    .toInstant(ZoneOffset.UTC)
                    .plus(
                        Duration.ofDays(
                            Integer.parseInt(period.substring(0, period.indexOf('d'))))));
  }
}

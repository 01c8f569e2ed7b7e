package dev.lethe.shared.retention;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lethe.shared.store.ClaimChange;
import dev.lethe.shared.store.DomainEvent;
import dev.lethe.shared.store.EventType;
import dev.lethe.shared.value.Ids;
import dev.lethe.shared.vault.DataCategory;
import dev.lethe.shared.vault.NotPersonal;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What has happened to the rules of retention, and what they have led to. */
public sealed interface RetentionEvent extends DomainEvent {

  /** What can be kept for a while. The rest is what an account is made of, and goes with it. */
  enum Category {
    /** From where, with what and why something was done. */
    @JsonProperty("activity")
    ACTIVITY(DataCategory.ACTIVITY),
    /** Privacy settings as they were read from platforms. */
    @JsonProperty("observation")
    OBSERVATION(DataCategory.OBSERVATION);

    private final DataCategory data;

    Category(DataCategory data) {
      this.data = data;
    }

    /** The category of the vault's keys. */
    public DataCategory data() {
      return data;
    }

    /** As it stands in names and tables. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The stream of a tenant's rules. */
  static UUID rulesOf(UUID tenantId) {
    return Ids.named("retention of " + tenantId);
  }

  /** Claimed by the tenant, for itself, while this is its rule; null days are for ever. */
  static String rule(Category category, @Nullable Integer days) {
    return "retention.%s.%s".formatted(category.text(), days == null ? "permanent" : days);
  }

  /**
   * A tenant's data of a category is kept so long from now on.
   *
   * @param tenantId the tenant; that of the program itself stands for all that have no rule
   * @param fromDays as before; null for ever
   * @param toDays from now on; null for ever
   */
  @EventType("retention.set")
  record RetentionSet(
      UUID tenantId, Category category, @Nullable Integer fromDays, @Nullable Integer toDays)
      implements RetentionEvent {
    @Override
    public List<ClaimChange> claims() {
      return List.of(
          // frees nothing where there was no rule before
          new ClaimChange.Release(rule(category, fromDays), tenantId.toString(), tenantId),
          new ClaimChange.Claim(rule(category, toDays), tenantId.toString(), tenantId));
    }
  }

  /**
   * A person's data of a day has been kept as long as it was to be: its key is destroyed, and
   * projections blank or drop what was made of it.
   *
   * @param period days and day, as the vault names them
   */
  @EventType("retention.applied")
  record RetentionApplied(
      UUID subjectId, Category category, @NotPersonal("a number and a day") String period)
      implements RetentionEvent {
    @Override
    public UUID dataSubject() {
      return subjectId;
    }
  }
}

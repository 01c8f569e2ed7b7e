package dev.lethe.command.retention;

import dev.lethe.command.retention.RetentionCommand.Keep;
import dev.lethe.command.retention.RetentionCommand.SetRetention;
import dev.lethe.command.testing.Fixtures;
import dev.lethe.shared.access.Actor;
import dev.lethe.shared.retention.RetentionEvent.Category;
import dev.lethe.shared.retention.RetentionEvent.RetentionSet;
import dev.lethe.shared.value.Ids;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RetentionRulesTest {

  private static final UUID ACME = Ids.named("acme");
  private static final RetentionSet THIRTY = new RetentionSet(ACME, Category.ACTIVITY, null, 30);

  private AggregateTestFixture<RetentionRules> rules;

  @BeforeEach
  void fixture() {
    rules = Fixtures.of(RetentionRules.class);
  }

  @Test
  void aRuleIsSetChangedAndEndedByCategory() {
    rules
        .givenNoPriorActivity()
        .when(new SetRetention(ACME, Category.ACTIVITY, Keep.THIRTY_DAYS))
        .expectEvents(THIRTY);
    rules
        .given(THIRTY)
        .when(new SetRetention(ACME, Category.ACTIVITY, Keep.NINETY_DAYS))
        .expectEvents(new RetentionSet(ACME, Category.ACTIVITY, 30, 90));
    rules
        .given(THIRTY)
        .when(new SetRetention(ACME, Category.ACTIVITY, Keep.PERMANENT))
        .expectEvents(new RetentionSet(ACME, Category.ACTIVITY, 30, null));
    rules
        .given(THIRTY)
        .when(new SetRetention(ACME, Category.OBSERVATION, Keep.THIRTY_DAYS))
        .expectEvents(new RetentionSet(ACME, Category.OBSERVATION, null, 30));
  }

  @Test
  void theSameAgainChangesNothing() {
    rules
        .given(THIRTY)
        .when(new SetRetention(ACME, Category.ACTIVITY, Keep.THIRTY_DAYS))
        .expectNoEvents();
  }

  @Test
  void withoutATenantItIsForAllThatHaveNone() {
    rules
        .givenNoPriorActivity()
        .when(new SetRetention(null, Category.ACTIVITY, Keep.NINETY_DAYS))
        .expectEvents(new RetentionSet(Actor.SYSTEM.tenant(), Category.ACTIVITY, null, 90));
  }
}

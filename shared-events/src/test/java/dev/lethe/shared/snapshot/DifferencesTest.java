package dev.lethe.shared.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.platform.Severity;
import dev.lethe.shared.snapshot.Difference.Cause;
import dev.lethe.shared.snapshot.Difference.Kind;
import dev.lethe.shared.snapshot.Difference.Protection;
import dev.lethe.shared.snapshot.Reading.Origin;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How two privacy snapshots differ, and whose doing that was. */
class DifferencesTest {

  @Test
  void equalValuesAreNoDifferenceHoweverTheyAreWritten() {
    assertThat(difference(chosen("1", "0"), chosen("1.0", "0"))).isEmpty();
    assertThat(difference(byDefault("true"), chosen("true", "true"))).isEmpty();
  }

  @Test
  void aValueThatWasNotThereIsAdded() {
    assertThat(difference(absent(), chosen("true", null)))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.kind()).isEqualTo(Kind.ADDED);
              assertThat(one.from()).isNull();
              assertThat(one.to()).isEqualTo(json("true"));
            });
  }

  @Test
  void aValueThatIsGoneIsRemoved() {
    assertThat(Differences.between(List.of(chosen("true", null)), List.of()))
        .singleElement()
        .satisfies(one -> assertThat(one.kind()).isEqualTo(Kind.REMOVED));
  }

  @Test
  void aPersonWhoLeavesTheDefaultMadeTheChange() {
    assertThat(difference(byDefault("true"), chosen("false", "true")))
        .singleElement()
        .returns(Cause.PERSON, Difference::cause);
  }

  @Test
  void aPersonWhoReturnsToTheDefaultMadeTheChange() {
    assertThat(difference(chosen("false", "true"), byDefault("true")))
        .singleElement()
        .returns(Cause.PERSON, Difference::cause);
  }

  @Test
  void aDefaultThatMovedUnderThePersonIsThePlatformsChange() {
    assertThat(difference(byDefault("true"), byDefault("false")))
        .singleElement()
        .returns(Cause.PLATFORM, Difference::cause);
  }

  @Test
  void statedValuesThatFollowTheDefaultAreThePlatformsChange() {
    assertThat(difference(stated("true", "true"), stated("false", "false")))
        .singleElement()
        .returns(Cause.PLATFORM, Difference::cause);
    assertThat(difference(stated("true", "true"), stated("false", "true")))
        .singleElement()
        .returns(Cause.PERSON, Difference::cause);
  }

  @Test
  void withoutADefaultOnBothSidesTheCauseIsUnknown() {
    assertThat(difference(chosen("true", null), chosen("false", "true")))
        .singleElement()
        .returns(Cause.UNKNOWN, Difference::cause);
  }

  @Test
  void protectionGoesUpOrDownOrStays() {
    assertThat(protection(false, true)).isEqualTo(Protection.RAISED);
    assertThat(protection(true, false)).isEqualTo(Protection.LOWERED);
    assertThat(protection(false, false)).isEqualTo(Protection.UNCHANGED);
    assertThat(protection(null, true)).isEqualTo(Protection.UNKNOWN);
  }

  @Test
  void differencesComeInTheOrderOfTheirNames() {
    List<Reading> before = List.of(named("b", "1"), named("a", "1"));
    List<Reading> after = List.of(named("c", "2"), named("a", "2"));

    assertThat(Differences.between(before, after))
        .extracting(Difference::setting)
        .containsExactly("a", "b", "c");
  }

  private static List<Difference> difference(Reading from, Reading to) {
    return Differences.between(List.of(from), List.of(to));
  }

  private static Protection protection(Boolean from, Boolean to) {
    return difference(
            new Reading("ads", Origin.STATED, json("1"), from, Severity.LOW, null),
            new Reading("ads", Origin.STATED, json("2"), to, Severity.LOW, null))
        .getFirst()
        .protection();
  }

  private static Reading chosen(String value, String platformDefault) {
    return reading(Origin.CHOSEN, value, platformDefault);
  }

  private static Reading stated(String value, String platformDefault) {
    return reading(Origin.STATED, value, platformDefault);
  }

  private static Reading byDefault(String value) {
    return reading(Origin.DEFAULT, value, value);
  }

  private static Reading absent() {
    return reading(Origin.ABSENT, null, null);
  }

  private static Reading named(String name, String value) {
    return new Reading(name, Origin.STATED, json(value), null, null, null);
  }

  private static Reading reading(Origin origin, String value, String platformDefault) {
    return new Reading("ads", origin, json(value), null, Severity.HIGH, json(platformDefault));
  }

  private static JsonNode json(String text) {
    return text == null ? null : new JsonMapper().readTree(text);
  }
}

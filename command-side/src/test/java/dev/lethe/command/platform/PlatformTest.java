package dev.lethe.command.platform;

import dev.lethe.command.platform.PlatformCommand.AddPlatform;
import dev.lethe.command.platform.PlatformCommand.ChangePlatformSlug;
import dev.lethe.command.platform.PlatformCommand.ConfigurePlatform;
import dev.lethe.command.platform.PlatformCommand.DefinePrivacySetting;
import dev.lethe.command.platform.PlatformCommand.RemovePrivacySetting;
import dev.lethe.command.platform.PlatformCommand.RenamePlatform;
import dev.lethe.command.platform.PlatformCommand.RevisePrivacySetting;
import dev.lethe.command.testing.Fixtures;
import dev.lethe.shared.platform.PlatformEvent.PlatformAdded;
import dev.lethe.shared.platform.PlatformEvent.PlatformConfigured;
import dev.lethe.shared.platform.PlatformEvent.PlatformRenamed;
import dev.lethe.shared.platform.PlatformEvent.PlatformSlugChanged;
import dev.lethe.shared.platform.PlatformEvent.PrivacySettingDefined;
import dev.lethe.shared.platform.PlatformEvent.PrivacySettingRemoved;
import dev.lethe.shared.platform.PlatformEvent.PrivacySettingRevised;
import dev.lethe.shared.platform.SettingDefinition;
import dev.lethe.shared.platform.Severity;
import dev.lethe.shared.problem.Refusal;
import dev.lethe.shared.value.Ids;
import java.util.List;
import java.util.UUID;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PlatformTest {

  private static final UUID CHIRPER = Ids.named("chirper");
  private static final UUID ADS = Ids.named("ads");
  private static final UUID TAGS = Ids.named("tags");

  private AggregateTestFixture<Platform> platform;

  @BeforeEach
  void fixture() {
    platform = Fixtures.of(Platform.class);
  }

  @Test
  void isAdded() {
    platform
        .givenNoPriorActivity()
        .when(new AddPlatform(CHIRPER, "Chirper", "chirper", json("{\"a\":1}"), null))
        .expectEvents(new PlatformAdded(CHIRPER, "Chirper", "chirper", json("{\"a\":1}"), null));
  }

  @Test
  void isRenamed() {
    platform
        .given(added())
        .when(new RenamePlatform(CHIRPER, "Chirper Social"))
        .expectEvents(new PlatformRenamed(CHIRPER, "Chirper", "Chirper Social"));
  }

  @Test
  void aNewNameThatIsTheOldOneChangesNothing() {
    platform.given(added()).when(new RenamePlatform(CHIRPER, "Chirper")).expectNoEvents();
  }

  @Test
  void changesItsSlug() {
    platform
        .given(added())
        .when(new ChangePlatformSlug(CHIRPER, "chirper-social"))
        .expectEvents(new PlatformSlugChanged(CHIRPER, "chirper", "chirper-social"));
  }

  @Test
  void isConfiguredAsAWhole() {
    platform
        .given(new PlatformAdded(CHIRPER, "Chirper", "chirper", json("{\"a\":1}"), null))
        .when(new ConfigurePlatform(CHIRPER, null, json("{\"b\":2}")))
        .expectEvents(new PlatformConfigured(CHIRPER, null, json("{\"b\":2}")));
  }

  @Test
  void aConfigurationThatIsTheSameJsonChangesNothing() {
    platform
        .given(new PlatformAdded(CHIRPER, "Chirper", "chirper", json("{\"a\":1,\"b\":2}"), null))
        .when(new ConfigurePlatform(CHIRPER, json("{\"b\":2.0,\"a\":1}"), null))
        .expectNoEvents();
  }

  @Test
  void learnsOfAPrivacySetting() {
    platform
        .given(added())
        .when(define(ADS, "ads"))
        .expectEvents(new PrivacySettingDefined(CHIRPER, ADS, definition("ads", Severity.HIGH)));
  }

  @Test
  void hasNoTwoSettingsOfOneName() {
    platform
        .given(added(), defined(ADS, "ads"))
        .when(define(TAGS, "ads"))
        .expectException(Refusal.class)
        .expectNoEvents();
  }

  @Test
  void defininingASettingTwiceIsRefused() {
    platform
        .given(added(), defined(ADS, "ads"))
        .when(define(ADS, "ads"))
        .expectException(Refusal.class)
        .expectNoEvents();
  }

  @Test
  void aRemovedSettingsNameIsFreeAgain() {
    platform
        .given(added(), defined(ADS, "ads"), new PrivacySettingRemoved(CHIRPER, ADS, "ads"))
        .when(define(TAGS, "ads"))
        .expectEvents(new PrivacySettingDefined(CHIRPER, TAGS, definition("ads", Severity.HIGH)));
  }

  @Test
  void aSettingIsRevisedAndWhatItWasIsKept() {
    platform
        .given(added(), defined(ADS, "ads"))
        .when(revise(ADS, "ads", Severity.CRITICAL))
        .expectEvents(
            new PrivacySettingRevised(
                CHIRPER,
                ADS,
                definition("ads", Severity.HIGH),
                definition("ads", Severity.CRITICAL)));
  }

  @Test
  void aRevisionThatChangesNothingIsNoEvent() {
    platform
        .given(added(), defined(ADS, "ads"))
        .when(revise(ADS, "ads", Severity.HIGH))
        .expectNoEvents();
  }

  @Test
  void aSettingThatIsNotThereIsNeitherRevisedNorRemoved() {
    platform.given(added()).when(revise(ADS, "ads", Severity.HIGH)).expectException(Refusal.class);
    platform
        .given(added())
        .when(new RemovePrivacySetting(CHIRPER, ADS))
        .expectException(Refusal.class);
  }

  @Test
  void aPlatformThatIsNotThereCannotBeRenamed() {
    platform
        .givenNoPriorActivity()
        .when(new RenamePlatform(CHIRPER, "Chirper"))
        .expectException(AggregateNotFoundException.class);
  }

  private static PlatformAdded added() {
    return new PlatformAdded(CHIRPER, "Chirper", "chirper", null, null);
  }

  private static PrivacySettingDefined defined(UUID setting, String name) {
    return new PrivacySettingDefined(CHIRPER, setting, definition(name, Severity.HIGH));
  }

  private static DefinePrivacySetting define(UUID setting, String name) {
    return new DefinePrivacySetting(
        CHIRPER, setting, name, "$.ads", null, List.of(json("false")), Severity.HIGH, json("true"));
  }

  private static RevisePrivacySetting revise(UUID setting, String name, Severity severity) {
    return new RevisePrivacySetting(
        CHIRPER, setting, name, "$.ads", null, List.of(json("false")), severity, json("true"));
  }

  private static SettingDefinition definition(String name, Severity severity) {
    return new SettingDefinition(
        name, "$.ads", null, List.of(json("false")), severity, json("true"));
  }

  private static JsonNode json(String text) {
    return new JsonMapper().readTree(text);
  }
}

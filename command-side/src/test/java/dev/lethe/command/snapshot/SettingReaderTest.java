package dev.lethe.command.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.lethe.shared.platform.SettingDefinition;
import dev.lethe.shared.platform.Severity;
import dev.lethe.shared.problem.ProblemType;
import dev.lethe.shared.problem.Refusal;
import dev.lethe.shared.snapshot.Reading;
import dev.lethe.shared.snapshot.Reading.Origin;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Settings are read from a platform's document by RFC 9535 JSONPath. */
class SettingReaderTest {

  private static final String DOCUMENT =
      """
      {"privacy": {"ads": false, "level": 2.5, "none": null, "name.with.dots": "x"},
       "apps": [{"id": "a", "share": true}, {"id": "b", "share": false}]}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          $.privacy.ads                    | false
          $['privacy']['name.with.dots']   | "x"
          $.privacy.level                  | 2.5
          $.privacy.none                   | null
          $.apps[0].share                  | true
          $.apps[-1].id                    | "b"
          $.apps[*].share                  | [true,false]
          $..share                         | [true,false]
          $.apps[?@.id == 'b'].share       | false
          $.apps[?@.share].id              | ["a","b"]
          $.apps[0:2].id                   | ["a","b"]
          $.apps[?length(@.id) == 1].id    | ["a","b"]
          """)
  void aPathFindsAValueOrSeveral(String path, String expected) {
    assertThat(new RawDocument(json(DOCUMENT)).read(path)).contains(json(expected));
  }

  @ParameterizedTest
  @CsvSource({"$.privacy.missing", "$.apps[7]", "$.privacy.ads.deeper", "$.apps[?@.id == 'z']"})
  void aPathThatMatchesNothingIsNoError(String path) {
    assertThat(new RawDocument(json(DOCUMENT)).read(path)).isEmpty();
  }

  @Test
  void whatIsInTheDocumentWasChosenAndIsJudged() {
    Reading ads = read(setting("$.privacy.ads", "true", "false"));

    assertThat(ads.origin()).isEqualTo(Origin.CHOSEN);
    assertThat(ads.value()).isEqualTo(json("false"));
    assertThat(ads.protective()).isTrue();
    assertThat(ads.severity()).isEqualTo(Severity.HIGH);
    assertThat(ads.platformDefault()).isEqualTo(json("true"));
  }

  @Test
  void whatIsNotInTheDocumentHasThePlatformsDefault() {
    Reading missing = read(setting("$.privacy.missing", "true", "false"));

    assertThat(missing.origin()).isEqualTo(Origin.DEFAULT);
    assertThat(missing.value()).isEqualTo(json("true"));
    assertThat(missing.protective()).isFalse();
  }

  @Test
  void withoutAKnownDefaultItIsRecordedAsAbsent() {
    Reading missing = read(setting("$.privacy.missing", null, "false"));

    assertThat(missing.origin()).isEqualTo(Origin.ABSENT);
    assertThat(missing.value()).isNull();
    assertThat(missing.protective()).isNull();
  }

  @Test
  void aNamedSettingThatThePlatformDoesNotDefineIsKeptWithoutAJudgement() {
    List<Reading> readings =
        SettingReader.named(
            Map.of("setting", json("false"), "unheard_of", json("1")),
            List.of(setting("$.x", "true", "false")));

    assertThat(readings)
        .extracting(Reading::setting, Reading::origin, Reading::protective)
        .containsExactly(
            tuple("setting", Origin.STATED, true), tuple("unheard_of", Origin.STATED, null));
  }

  @Test
  void aDocumentOverFiveMegabytesIsRefused() {
    JsonNode large =
        new JsonMapper().createObjectNode().put("filler", "x".repeat(5 * 1024 * 1024 + 1));

    assertThatThrownBy(() -> new RawDocument(large))
        .isInstanceOf(Refusal.class)
        .extracting(e -> ((Refusal) e).type())
        .isEqualTo(ProblemType.TOO_LARGE);
  }

  private static Reading read(SettingDefinition setting) {
    return SettingReader.fromDocument(new RawDocument(json(DOCUMENT)), List.of(setting)).getFirst();
  }

  private static SettingDefinition setting(String path, String byDefault, String protective) {
    return new SettingDefinition(
        "setting", path, null, List.of(json(protective)), Severity.HIGH, json(byDefault));
  }

  private static JsonNode json(String text) {
    return text == null
        ? null
        : JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build()
            .readTree(text);
  }
}

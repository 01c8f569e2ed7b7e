package dev.lethe.shared.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.platform.PlatformEvent;
import dev.lethe.shared.platform.PlatformEvent.PlatformAdded;
import dev.lethe.shared.platform.PlatformEvent.PlatformConfigured;
import dev.lethe.shared.platform.PlatformEvent.PlatformRenamed;
import dev.lethe.shared.platform.PlatformEvent.PlatformSlugChanged;
import dev.lethe.shared.platform.PlatformEvent.PrivacySettingDefined;
import dev.lethe.shared.platform.PlatformEvent.PrivacySettingRemoved;
import dev.lethe.shared.platform.PlatformEvent.PrivacySettingRevised;
import dev.lethe.shared.platform.SettingDefinition;
import dev.lethe.shared.platform.Severity;
import dev.lethe.shared.snapshot.Difference;
import dev.lethe.shared.snapshot.Reading;
import dev.lethe.shared.snapshot.SnapshotEvent;
import dev.lethe.shared.snapshot.SnapshotEvent.PrivacySnapshotRecorded;
import dev.lethe.shared.snapshot.SnapshotEvent.PrivacySnapshotSeenAgain;
import dev.lethe.shared.user.SubscriptionTier;
import dev.lethe.shared.user.UserEvent;
import dev.lethe.shared.user.UserEvent.PasswordSet;
import dev.lethe.shared.user.UserEvent.SubscriptionTierChanged;
import dev.lethe.shared.user.UserEvent.UserEmailChanged;
import dev.lethe.shared.user.UserEvent.UserMadeAdministrator;
import dev.lethe.shared.user.UserEvent.UserRegistered;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The bytes of every event type, one file a type and revision in {@code src/test/resources/events}.
 * A change of shape without a new revision fails here. For a new type or revision, run once with
 * {@code -Dgolden=write} and commit the file; the files of older revisions stay and must still be
 * read.
 */
class GoldenEventsTest {

  private static final Path FILES = Path.of("src/test/resources/events");
  private static final UUID ID = UUID.fromString("0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d11");
  private static final UUID OTHER = UUID.fromString("0190a5c2-7d0e-7c3b-9a53-6f1f0c3a9d12");
  private static final Instant AT = Instant.parse("2026-05-03T12:00:00.123456Z");

  private final EventTypes types =
      new EventTypes(List.of(PlatformEvent.class, UserEvent.class, SnapshotEvent.class));
  private final EventCodec codec = new EventCodec(types, List.of());

  static Stream<DomainEvent> oneOfEachType() {
    var setting =
        new SettingDefinition(
            "ads",
            "$.ads",
            "Whether ads follow",
            List.of(json("false")),
            Severity.HIGH,
            json("1.50"));
    return Stream.of(
        new PlatformAdded(ID, "Chirper", "chirper", json("{\"a\":[1,null]}"), null),
        new PlatformRenamed(ID, "Chirper", "Chirper Social"),
        new PlatformSlugChanged(ID, "chirper", "chirper-social"),
        new PlatformConfigured(ID, null, json("{\"page\":\"https://x.example\"}")),
        new PrivacySettingDefined(ID, OTHER, setting),
        new PrivacySettingRevised(ID, OTHER, setting, setting),
        new PrivacySettingRemoved(ID, OTHER, "ads"),
        new UserRegistered(ID, "Ada@Example.com", SubscriptionTier.FREE),
        new UserEmailChanged(ID, "Ada@Example.com", "ada@example.org"),
        new SubscriptionTierChanged(ID, SubscriptionTier.FREE, SubscriptionTier.TEAM),
        new PasswordSet(ID, "$2a$10$hash"),
        new UserMadeAdministrator(ID),
        new PrivacySnapshotRecorded(
            ID,
            OTHER,
            ID,
            AT,
            List.of(
                new Reading(
                    "ads", Reading.Origin.CHOSEN, json("false"), true, Severity.HIGH, json("true")),
                new Reading("age", Reading.Origin.ABSENT, null, null, null, null)),
            List.of(
                new Difference(
                    "ads",
                    Difference.Kind.CHANGED,
                    json("true"),
                    json("false"),
                    Severity.HIGH,
                    Difference.Protection.RAISED,
                    Difference.Cause.PERSON))),
        new PrivacySnapshotSeenAgain(ID, OTHER, ID, AT));
  }

  @ParameterizedTest
  @MethodSource("oneOfEachType")
  void anEventIsWrittenAsItsGoldenFile(DomainEvent event) throws IOException {
    EventType type = types.typeOf(event.getClass());
    Path file = FILES.resolve("%s.%d.json".formatted(type.value(), type.revision()));
    if ("write".equals(System.getProperty("golden")) && !Files.exists(file)) {
      Files.writeString(file, codec.encode(event));
    }

    assertThat(codec.encode(event)).isEqualTo(Files.readString(file));
  }

  @ParameterizedTest
  @MethodSource("oneOfEachType")
  void anEventComesBackAsItWas(DomainEvent event) {
    EventType type = types.typeOf(event.getClass());

    assertThat(codec.decode(type.value(), type.revision(), codec.encode(event))).isEqualTo(event);
  }

  @Test
  void everyEventTypeHasItsExampleHere() {
    assertThat(oneOfEachType().map(Object::getClass).collect(Collectors.toSet()))
        .isEqualTo(types.classes());
  }

  @Test
  void everyGoldenFileOfEveryRevisionIsStillRead() throws IOException {
    try (Stream<Path> files = Files.list(FILES)) {
      for (Path file : files.toList()) {
        String[] name = file.getFileName().toString().split("\\.(?=\\d+\\.json$)|\\.json$");
        assertThat(codec.decode(name[0], Integer.parseInt(name[1]), Files.readString(file)))
            .isInstanceOf(DomainEvent.class);
      }
    }
  }

  private static JsonNode json(String text) {
    return JsonMapper.builder()
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .build()
        .readTree(text);
  }
}

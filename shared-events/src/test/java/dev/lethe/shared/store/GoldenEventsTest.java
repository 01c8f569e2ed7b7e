package dev.lethe.shared.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.shared.SharedConfiguration;
import dev.lethe.shared.apikey.ApiKeyEvent.ApiKeyIssued;
import dev.lethe.shared.apikey.ApiKeyEvent.ApiKeyRevoked;
import dev.lethe.shared.apikey.ApiKeyEvent.ApiKeyRotated;
import dev.lethe.shared.apikey.ApiKeyEvent.ApiKeyUsed;
import dev.lethe.shared.audit.AuditEvent.CommandRefused;
import dev.lethe.shared.audit.AuditEvent.PersonalDataRead;
import dev.lethe.shared.audit.SavedSearchEvent.AuditSearchDeleted;
import dev.lethe.shared.audit.SavedSearchEvent.AuditSearchSaved;
import dev.lethe.shared.audit.SearchTerms;
import dev.lethe.shared.consent.ProcessingEvent;
import dev.lethe.shared.consent.ProcessingEvent.ConsentGiven;
import dev.lethe.shared.consent.ProcessingEvent.ConsentWithdrawn;
import dev.lethe.shared.consent.ProcessingEvent.ObjectionDecided;
import dev.lethe.shared.consent.ProcessingEvent.ObjectionRaised;
import dev.lethe.shared.consent.ProcessingEvent.ProcessingRestricted;
import dev.lethe.shared.consent.ProcessingEvent.RestrictionLifted;
import dev.lethe.shared.delivery.WebhookEvent.WebhookAdded;
import dev.lethe.shared.delivery.WebhookEvent.WebhookPaused;
import dev.lethe.shared.delivery.WebhookEvent.WebhookRemoved;
import dev.lethe.shared.delivery.WebhookEvent.WebhookResumed;
import dev.lethe.shared.delivery.WebhookEvent.WebhookSecretRotated;
import dev.lethe.shared.erasure.ErasureEvent.ErasureExtended;
import dev.lethe.shared.erasure.ErasureEvent.ErasureRefused;
import dev.lethe.shared.erasure.ErasureEvent.ErasureRequested;
import dev.lethe.shared.erasure.ErasureEvent.ErasureStarted;
import dev.lethe.shared.erasure.ErasureEvent.KeysDestroyed;
import dev.lethe.shared.hold.HoldEvent.LegalHoldLifted;
import dev.lethe.shared.hold.HoldEvent.LegalHoldPlaced;
import dev.lethe.shared.platform.PlatformEvent.PlatformAdded;
import dev.lethe.shared.platform.PlatformEvent.PlatformConfigured;
import dev.lethe.shared.platform.PlatformEvent.PlatformRenamed;
import dev.lethe.shared.platform.PlatformEvent.PlatformSlugChanged;
import dev.lethe.shared.platform.PlatformEvent.PrivacySettingDefined;
import dev.lethe.shared.platform.PlatformEvent.PrivacySettingRemoved;
import dev.lethe.shared.platform.PlatformEvent.PrivacySettingRevised;
import dev.lethe.shared.platform.SettingDefinition;
import dev.lethe.shared.platform.Severity;
import dev.lethe.shared.request.RequestEvent;
import dev.lethe.shared.request.RequestEvent.AccessGiven;
import dev.lethe.shared.request.RequestEvent.Rectified;
import dev.lethe.shared.request.RequestEvent.RequestExtended;
import dev.lethe.shared.request.RequestEvent.RequestMade;
import dev.lethe.shared.request.RequestEvent.RequestRefused;
import dev.lethe.shared.retention.RetentionEvent;
import dev.lethe.shared.retention.RetentionEvent.RetentionApplied;
import dev.lethe.shared.retention.RetentionEvent.RetentionSet;
import dev.lethe.shared.session.LogInEvent;
import dev.lethe.shared.session.LogInEvent.LogInFailed;
import dev.lethe.shared.session.LogInEvent.LogInSucceeded;
import dev.lethe.shared.session.LogInEvent.LogInsLocked;
import dev.lethe.shared.session.SessionEvent;
import dev.lethe.shared.session.SessionEvent.SessionEnded;
import dev.lethe.shared.session.SessionEvent.SessionRefreshed;
import dev.lethe.shared.session.SessionEvent.SessionStarted;
import dev.lethe.shared.settings.SettingsEvent.OpenAiKeyRemoved;
import dev.lethe.shared.settings.SettingsEvent.OpenAiKeySet;
import dev.lethe.shared.settings.SettingsEvent.UserSettingsChanged;
import dev.lethe.shared.settings.UserSettings;
import dev.lethe.shared.snapshot.Difference;
import dev.lethe.shared.snapshot.Reading;
import dev.lethe.shared.snapshot.SnapshotEvent.PrivacySnapshotRecorded;
import dev.lethe.shared.snapshot.SnapshotEvent.PrivacySnapshotSeenAgain;
import dev.lethe.shared.team.TeamDetails;
import dev.lethe.shared.team.TeamEvent.TeamChanged;
import dev.lethe.shared.team.TeamEvent.TeamCreated;
import dev.lethe.shared.team.TeamEvent.TeamDeactivated;
import dev.lethe.shared.team.TeamEvent.TeamInvitationAccepted;
import dev.lethe.shared.team.TeamEvent.TeamInvitationDeclined;
import dev.lethe.shared.team.TeamEvent.TeamInvitationRevoked;
import dev.lethe.shared.team.TeamEvent.TeamInvitationSent;
import dev.lethe.shared.team.TeamEvent.TeamMemberDeactivated;
import dev.lethe.shared.team.TeamEvent.TeamMemberJoined;
import dev.lethe.shared.team.TeamEvent.TeamMemberReactivated;
import dev.lethe.shared.team.TeamEvent.TeamMemberRoleChanged;
import dev.lethe.shared.team.TeamEvent.TeamOwnershipTransferred;
import dev.lethe.shared.team.TeamEvent.TeamPlanChanged;
import dev.lethe.shared.team.TeamEvent.TeamReactivated;
import dev.lethe.shared.team.TeamPlan;
import dev.lethe.shared.team.TeamRole;
import dev.lethe.shared.tenant.TenantEvent.TenantComputeIdChanged;
import dev.lethe.shared.tenant.TenantEvent.TenantCreated;
import dev.lethe.shared.tenant.TenantEvent.TenantDeleted;
import dev.lethe.shared.tenant.TenantEvent.TenantMemberAdded;
import dev.lethe.shared.tenant.TenantEvent.TenantMemberRemoved;
import dev.lethe.shared.tenant.TenantEvent.TenantMemberRestored;
import dev.lethe.shared.tenant.TenantEvent.TenantMemberRolesChanged;
import dev.lethe.shared.tenant.TenantEvent.TenantRenamed;
import dev.lethe.shared.tenant.TenantEvent.TenantRestored;
import dev.lethe.shared.user.Profile;
import dev.lethe.shared.user.StripeIds;
import dev.lethe.shared.user.SubscriptionTier;
import dev.lethe.shared.user.UserEvent.GoogleAccountLinked;
import dev.lethe.shared.user.UserEvent.GoogleAccountUnlinked;
import dev.lethe.shared.user.UserEvent.OnboardingCompleted;
import dev.lethe.shared.user.UserEvent.PasswordRemoved;
import dev.lethe.shared.user.UserEvent.PasswordSet;
import dev.lethe.shared.user.UserEvent.StripeIdsChanged;
import dev.lethe.shared.user.UserEvent.SubscriptionTierChanged;
import dev.lethe.shared.user.UserEvent.TrialEnded;
import dev.lethe.shared.user.UserEvent.TrialStarted;
import dev.lethe.shared.user.UserEvent.UserAdministratorRevoked;
import dev.lethe.shared.user.UserEvent.UserDeactivated;
import dev.lethe.shared.user.UserEvent.UserDeleted;
import dev.lethe.shared.user.UserEvent.UserEmailChanged;
import dev.lethe.shared.user.UserEvent.UserEmailVerified;
import dev.lethe.shared.user.UserEvent.UserErased;
import dev.lethe.shared.user.UserEvent.UserMadeAdministrator;
import dev.lethe.shared.user.UserEvent.UserProfileChanged;
import dev.lethe.shared.user.UserEvent.UserReactivated;
import dev.lethe.shared.user.UserEvent.UserRegistered;
import dev.lethe.shared.user.UserEvent.UserRestored;
import dev.lethe.shared.vault.NewKeys;
import dev.lethe.shared.vault.Vault;
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

  private final EventTypes types = new EventTypes(SharedConfiguration.EVENTS);
  private final EventCodec codec = new EventCodec(types, List.of(), Vault.NONE);

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
        new PasswordRemoved(ID),
        new UserProfileChanged(
            ID,
            Profile.EMPTY,
            new Profile("Ada", "Ada", "Lovelace", "https://e.example/a.png", "developer")),
        new UserEmailVerified(ID, "ada@example.com"),
        new GoogleAccountLinked(ID, "1132"),
        new GoogleAccountUnlinked(ID, "1132"),
        new TrialStarted(ID, AT),
        new TrialEnded(ID),
        new StripeIdsChanged(ID, StripeIds.NONE, new StripeIds("cus_1", "sub_1")),
        new OnboardingCompleted(ID),
        new UserMadeAdministrator(ID),
        new UserAdministratorRevoked(ID),
        new UserDeactivated(ID),
        new UserReactivated(ID),
        new UserDeleted(ID),
        new UserRestored(ID),
        new UserErased(ID),
        new LegalHoldPlaced(ID, OTHER, "case 4711", "defence of a claim", AT),
        new LegalHoldLifted(ID, OTHER, "closed"),
        new ErasureRequested(ID, OTHER, AT, "logged in"),
        new ErasureExtended(ID, OTHER, AT, "still open"),
        new ErasureRefused(ID, OTHER, "needed"),
        new ErasureStarted(ID, OTHER, List.of(ID)),
        new KeysDestroyed(ID, OTHER, List.of(ID), 3),
        new UserSettingsChanged(ID, UserSettings.DEFAULT, UserSettings.DEFAULT),
        new OpenAiKeySet(ID, "sealed"),
        new OpenAiKeyRemoved(ID),
        new TenantCreated(ID, "Acme"),
        new TenantRenamed(ID, "Acme", "Apex"),
        new TenantComputeIdChanged(ID, null, OTHER),
        new TenantDeleted(ID),
        new TenantRestored(ID),
        new TenantMemberAdded(ID, OTHER, List.of("member")),
        new TenantMemberRolesChanged(ID, OTHER, List.of("member"), List.of("admin", "billing")),
        new TenantMemberRemoved(ID, OTHER, List.of("admin")),
        new TenantMemberRestored(ID, OTHER, List.of("admin")),
        new TeamCreated(ID, new TeamDetails("Owls", "Night", json("{\"a\":1}")), TeamPlan.FREE, 5),
        new TeamChanged(
            ID, new TeamDetails("Owls", null, null), new TeamDetails("Larks", null, null)),
        new TeamPlanChanged(ID, TeamPlan.FREE, TeamPlan.TEAM, 5, 50),
        new TeamDeactivated(ID),
        new TeamReactivated(ID),
        new TeamMemberJoined(ID, OTHER, TeamRole.MEMBER, ID),
        new TeamMemberRoleChanged(ID, OTHER, TeamRole.MEMBER, TeamRole.ADMIN),
        new TeamMemberDeactivated(ID, OTHER, TeamRole.ADMIN),
        new TeamMemberReactivated(ID, OTHER, TeamRole.ADMIN),
        new TeamOwnershipTransferred(ID, ID, OTHER),
        new TeamInvitationSent(
            ID, OTHER, OTHER, "grace@example.com", TeamRole.MEMBER, "5f", ID, AT),
        new TeamInvitationAccepted(ID, OTHER, ID),
        new TeamInvitationDeclined(ID, OTHER),
        new TeamInvitationRevoked(ID, OTHER),
        new SessionStarted(ID, OTHER, ID, "5f", AT, "192.0.2.1", "curl/8"),
        new SessionRefreshed(ID, OTHER, ID, "6a", AT),
        new SessionEnded(ID, OTHER, SessionEvent.End.TOKEN_REUSED),
        new LogInFailed(ID, LogInEvent.Kind.ACCOUNT, 3, OTHER, "192.0.2.1"),
        new LogInsLocked(ID, LogInEvent.Kind.ADDRESS, AT),
        new LogInSucceeded(ID, LogInEvent.Kind.ACCOUNT),
        new ApiKeyIssued(ID, OTHER, OTHER, "nightly", List.of("queries"), "5f", AT),
        new ApiKeyRotated(ID, OTHER, "6a", AT, AT, "5f"),
        new ApiKeyUsed(ID, OTHER),
        new ApiKeyRevoked(ID, OTHER, List.of("6a")),
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
        new PrivacySnapshotSeenAgain(ID, OTHER, ID, AT),
        new CommandRefused(ID, "RenameTenant", OTHER, "forbidden"),
        new PersonalDataRead(ID, OTHER, "user"),
        new RequestMade(
            ID, OTHER, RequestEvent.Kind.RECTIFICATION, AT, "logged in", "my name is Ada"),
        new RequestExtended(ID, OTHER, AT, "much to look through"),
        new RequestRefused(ID, OTHER, "asked last week"),
        new AccessGiven(ID, OTHER, "5f"),
        new Rectified(ID, OTHER, "it is Ada now"),
        new AuditSearchSaved(
            ID,
            OTHER,
            "mine",
            new SearchTerms(
                ID,
                null,
                null,
                null,
                "user.deleted",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                AT,
                null,
                "ada")),
        new AuditSearchDeleted(ID, OTHER),
        new WebhookAdded(ID, "https://siem.example", OTHER, List.of("user."), true, "sealed"),
        new WebhookSecretRotated(ID, "sealed", AT),
        new WebhookPaused(ID),
        new WebhookResumed(ID),
        new WebhookRemoved(ID),
        new ConsentGiven(ID, OTHER, "newsletter", "2026-03", "form", AT),
        new ConsentWithdrawn(ID, OTHER, "settings"),
        new ObjectionRaised(ID, OTHER, "profiling", "I am known"),
        new ObjectionDecided(ID, OTHER, true, "it ends"),
        new ProcessingRestricted(ID, OTHER, ProcessingEvent.Ground.LEGAL_CLAIMS, "letter"),
        new RestrictionLifted(ID, OTHER, "settled"),
        new RetentionSet(ID, RetentionEvent.Category.ACTIVITY, null, 30),
        new RetentionApplied(ID, RetentionEvent.Category.OBSERVATION, "30d-2026-05-03"));
  }

  @ParameterizedTest
  @MethodSource("oneOfEachType")
  void anEventIsWrittenAsItsGoldenFile(DomainEvent event) throws IOException {
    EventType type = types.typeOf(event.getClass());
    Path file = FILES.resolve("%s.%d.json".formatted(type.value(), type.revision()));
    if ("write".equals(System.getProperty("golden")) && !Files.exists(file)) {
      Files.writeString(file, codec.encode(event, ID, ID, null, new NewKeys()));
    }

    assertThat(codec.encode(event, ID, ID, null, new NewKeys())).isEqualTo(Files.readString(file));
  }

  @ParameterizedTest
  @MethodSource("oneOfEachType")
  void anEventComesBackAsItWas(DomainEvent event) {
    EventType type = types.typeOf(event.getClass());

    assertThat(
            codec.decode(
                type.value(),
                type.revision(),
                codec.encode(event, ID, ID, null, new NewKeys()),
                ID,
                ID))
        .isEqualTo(event);
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
        assertThat(codec.decode(name[0], Integer.parseInt(name[1]), Files.readString(file), ID, ID))
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

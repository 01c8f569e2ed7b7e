package dev.lethe.standalone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.lethe.command.api.AllowedTo;
import dev.lethe.command.api.Command;
import dev.lethe.shared.store.DomainEvent;
import dev.lethe.shared.store.EventType;
import org.axonframework.spring.stereotype.Aggregate;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.RequestMapping;

/** Who may know whom. */
@AnalyzeClasses(packages = "dev.lethe", importOptions = ArchitectureTest.MainCode.class)
class ArchitectureTest {

  /** Leaves out our own tests, and those that come in a test jar. */
  static final class MainCode implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("test-classes") && !location.contains("-tests.jar");
    }
  }

  @ArchTest
  static final ArchRule theSidesDoNotKnowEachOther =
      noClasses()
          .that()
          .resideInAPackage("dev.lethe.command..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.lethe.query..")
          .orShould()
          .dependOnClassesThat()
          .resideInAPackage("dev.lethe.standalone..");

  @ArchTest
  static final ArchRule norTheOtherWayRound =
      noClasses()
          .that()
          .resideInAPackage("dev.lethe.query..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.lethe.command..", "dev.lethe.standalone..");

  @ArchTest
  static final ArchRule whatIsSharedKnowsNeitherSide =
      noClasses()
          .that()
          .resideInAPackage("dev.lethe.shared..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.lethe.command..", "dev.lethe.query..", "dev.lethe.standalone..");

  @ArchTest
  static final ArchRule featuresOfTheCommandSideDoNotImportEachOther =
      slices()
          .matching(
              "dev.lethe.command.(platform|snapshot|user|settings|tenant|team|session|apikey|grant|hold|erasure|audit|history|request|consent|retention|delivery)..")
          .should()
          .notDependOnEachOther();

  @ArchTest
  static final ArchRule featuresOfTheQuerySideDoNotImportEachOther =
      slices()
          .matching(
              "dev.lethe.query.(platform|snapshot|user|settings|tenant|team|session|apikey|grant|hold|erasure|audit|history|request|consent|retention|delivery)..")
          .should()
          .notDependOnEachOther();

  @ArchTest
  static final ArchRule theCommandApiKnowsNoFeature =
      noClasses()
          .that()
          .resideInAPackage("dev.lethe.command.api..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.lethe.command.platform..",
              "dev.lethe.command.snapshot..",
              "dev.lethe.command.user..",
              "dev.lethe.command.settings..",
              "dev.lethe.command.tenant..",
              "dev.lethe.command.team..",
              "dev.lethe.command.session..",
              "dev.lethe.command.apikey..");

  @ArchTest
  static final ArchRule theStoreKnowsNoFeature =
      noClasses()
          .that()
          .resideInAPackage("dev.lethe.shared.store..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.lethe.shared.platform..",
              "dev.lethe.shared.snapshot..",
              "dev.lethe.shared.user..",
              "dev.lethe.shared.settings..",
              "dev.lethe.shared.tenant..",
              "dev.lethe.shared.team..",
              "dev.lethe.shared.session..",
              "dev.lethe.shared.apikey..",
              "dev.lethe.shared.http..");

  @ArchTest
  static final ArchRule aggregatesAndEventsKnowNeitherTheWebNorTheDatabase =
      noClasses()
          .that()
          .areAnnotatedWith(Aggregate.class)
          .or()
          .areAssignableTo(DomainEvent.class)
          .or()
          .areAssignableTo(Command.class)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.springframework.web..",
              "org.springframework.http..",
              "org.springframework.jdbc..",
              "java.sql..",
              "javax.sql..",
              "jakarta.persistence..");

  @ArchTest
  static final ArchRule projectionsAndTheirQueriesAreGivenEventsAndDoNotReadThem =
      noClasses()
          .that()
          .resideInAPackage(
              "dev.lethe.query.(platform|snapshot|user|settings|tenant|team|session|apikey|grant|hold|erasure|audit|consent|retention)..")
          .should()
          .dependOnClassesThat()
          .haveSimpleName("EventReader");

  @ArchTest
  static final ArchRule everyEventHasItsType =
      classes()
          .that()
          .areAssignableTo(DomainEvent.class)
          .and()
          .areRecords()
          .should()
          .beAnnotatedWith(EventType.class);

  @ArchTest
  static final ArchRule everyCommandInACatalogueSaysWhoMay =
      classes()
          .that()
          .areAssignableTo(Command.class)
          .and()
          .areRecords()
          .should()
          .beAnnotatedWith(AllowedTo.class);

  @ArchTest
  static final ArchRule everyEndpointSaysWhoMay =
      methods()
          .that()
          .areMetaAnnotatedWith(RequestMapping.class)
          .should()
          .beAnnotatedWith(PreAuthorize.class);

  @ArchTest
  static final ArchRule theVerifierSharesNoCodeWithTheWriter =
      noClasses()
          .that()
          .resideInAPackage("dev.lethe.standalone.verify..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.lethe.shared..", "dev.lethe.command..", "dev.lethe.query..");

  @ArchTest
  static final ArchRule aggregatesArePackagePrivate =
      classes().that().areAnnotatedWith(Aggregate.class).should().bePackagePrivate();

  @ArchTest
  static final ArchRule namesSaySomething =
      noClasses()
          .should()
          .haveNameMatching(".*(Impl|Manager|Helper|Util|Utils|Base|Abstract[A-Z].*)$");
}

package io.algocratic.realtime.hub;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.algocratic.realtime.hub.time.AppTime;
import java.time.Instant;
import java.util.Timer;

/** The application uses what the library offers to everybody, and keeps its own clock in one place. */
@AnalyzeClasses(packages = "io.algocratic.realtime.hub", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule onlyWhatTheLibraryExports =
            noClasses().should().dependOnClassesThat().resideInAPackage("io.algocratic.realtime..internal..");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.algocratic.realtime.hub.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTheServerKnowsTheContainer = noClasses()
            .that()
            .resideOutsideOfPackage("..hub.server..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.undertow..", "org.xnio..");

    @ArchTest
    static final ArchRule timeAndThreadsComeFromOneClass = noClasses()
            .that()
            .doNotBelongToAnyOf(AppTime.class)
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callConstructor(Thread.class, Runnable.class, String.class)
            .orShould()
            .callConstructor(Thread.class, Runnable.class)
            .orShould()
            .dependOnClassesThat(type(Timer.class));
}

package io.algocratic.realtime;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.algocratic.realtime.internal.time.SystemRuntime;
import java.time.Instant;
import java.util.Timer;

/** The package map of docs/architecture.md, and the rule that time and chance come from outside. */
@AnalyzeClasses(packages = "io.algocratic.realtime", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "io.algocratic.realtime";

    @ArchTest
    static final ArchRule spiNeverSeesInternals = noClasses()
            .that()
            .resideInAnyPackage(ROOT + ".spi..", ROOT + ".event..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + ".internal..");

    @ArchTest
    static final ArchRule onlyTheBuilderSeesInternals = noClasses()
            .that()
            .resideInAPackage(ROOT)
            .and()
            .doNotHaveSimpleName("HubBuilder")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + ".internal..");

    @ArchTest
    static final ArchRule featuresHaveNoCycles =
            slices().matching(ROOT + ".internal.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule noFramework = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta..", "javax..", "org.springframework..", "io.undertow..");

    @ArchTest
    static final ArchRule noVaguePackages =
            classes().should().resideOutsideOfPackages("..util..", "..common..", "..impl..", "..manager..");

    @ArchTest
    static final ArchRule timeAndThreadsComeFromOneClass = noClasses()
            .that()
            .doNotBelongToAnyOf(SystemRuntime.class)
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
            .dependOnClassesThat(type(Timer.class))
            .orShould()
            .callMethod(Math.class, "random");

    @ArchTest
    static final ArchRule nobodyPrints =
            noClasses().should().accessField(System.class, "out").orShould().accessField(System.class, "err");

    @ArchTest
    static void rootPackageStaysSmall(JavaClasses all) {
        long types = all.stream()
                .filter(type -> type.getPackageName().equals(ROOT) && type.isTopLevelClass())
                .filter(type -> type.getModifiers().contains(com.tngtech.archunit.core.domain.JavaModifier.PUBLIC))
                .count();
        assertThat(types).as("public types of the root package").isBetween(10L, 25L);
        assertThat(all.stream().anyMatch(resideInAPackage(ROOT + ".internal..")))
                .isTrue();
    }
}

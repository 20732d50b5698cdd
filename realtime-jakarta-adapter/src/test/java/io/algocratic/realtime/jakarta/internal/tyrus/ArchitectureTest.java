package io.algocratic.realtime.jakarta.internal.tyrus;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The borders of this module. */
@AnalyzeClasses(packages = "io.algocratic.realtime.jakarta", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule core_onlyByItsApi =
            noClasses().should().dependOnClassesThat().resideInAPackage("io.algocratic.realtime.internal..");

    @ArchTest
    static final ArchRule containers_onlyByTheServletApi = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.undertow..", "org.xnio..", "org.apache..", "org.eclipse..");

    @ArchTest
    static final ArchRule clock_isNotRead = noClasses()
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    static final ArchRule threads_areMadeInOneClass = noClasses()
            .that()
            .doNotHaveSimpleName("DaemonScheduler")
            .should()
            .callConstructor(Thread.class, Runnable.class, String.class)
            .orShould()
            .callConstructor(Thread.class, Runnable.class);
}

package io.github.nettywinsock;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Dependencies point downwards only: iocp to the root, the root to option and ws2. */
@AnalyzeClasses(packages = ArchitectureTest.ROOT, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    static final String ROOT = "io.github.nettywinsock";

    private static final String OPTION = ROOT + ".option..";
    private static final String WS2 = ROOT + ".ws2..";
    private static final String IOCP = ROOT + ".iocp..";
    private static final String NETTY = "io.netty..";
    private static final String JNA = "com.sun.jna..";

    @ArchTest
    static final ArchRule onlyTheNativeDoorKnowsJna = noClasses()
            .that()
            .resideOutsideOfPackage(WS2)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(JNA);

    /** A Windows in memory stands behind the interfaces; JNI is the JVM's, and the same on every system. */
    @ArchTest
    static final ArchRule onlyNativeClassesCallTheSystem = noClasses()
            .that()
            .haveNameNotMatching(".*\\.(Native\\w+|Jna|JniField|MsWsock|Kernel32|NtDll|Ws2_32)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .haveNameMatching(ROOT + "\\.ws2\\.(MsWsock|Kernel32|NtDll|Ws2_32)(\\$.*)?|com\\.sun\\.jna\\..*");

    @ArchTest
    static final ArchRule onlyTheirOwnersLoadNativeClasses = noClasses()
            .that()
            .resideOutsideOfPackage(WS2)
            .and()
            .haveNameNotMatching(ROOT + "\\.(WinsockProvider|iocp\\.Iocp|iocp\\.IocpIoHandler)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .haveNameMatching(ROOT + "\\.ws2\\.Native(Winsock2|OverlappedSockets|CompletionPort)");

    @ArchTest
    static final ArchRule theCatalogueStandsAlone = noClasses()
            .that()
            .resideInAPackage(OPTION)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT, WS2, IOCP, NETTY, JNA);

    @ArchTest
    static final ArchRule theNativeDoorKnowsNoNettyAndNoOptions = noClasses()
            .that()
            .resideInAPackage(WS2)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT, OPTION, IOCP, NETTY);

    @ArchTest
    static final ArchRule theOptionsDoNotKnowTheTransport = noClasses()
            .that()
            .resideInAPackage(ROOT)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(IOCP);

    /** A text that is set is an address in digits or none: nothing waits for a name server. */
    @ArchTest
    static final ArchRule noNameIsLookedUp = noClasses()
            .should()
            .callMethod(InetAddress.class, "getByName", String.class)
            .orShould()
            .callMethod(InetAddress.class, "getAllByName", String.class)
            .orShould()
            .callConstructor(InetSocketAddress.class, String.class, int.class);

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.github.(**)").should().beFreeOfCycles();
}

package io.github.nettywinsock;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.stream.Stream;

/**
 * Dependencies point downwards only: from the root and from iocp, which do not know each other, to the engine, from there
 * to option and ws2, which know nothing of the project.
 */
@AnalyzeClasses(packages = ArchitectureTest.ROOT, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    static final String ROOT = "io.github.nettywinsock";

    private static final String OPTION = ROOT + ".option..";
    private static final String WS2 = ROOT + ".ws2..";
    private static final String IOCP = ROOT + ".iocp..";
    private static final String ENGINE = ROOT + ".engine..";
    private static final String REACTOR = ROOT + ".reactor..";
    private static final String VERTX = ROOT + ".vertx..";
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
            .haveNameNotMatching(ROOT + "\\.(engine\\.WinsockBackend|iocp\\.Iocp|iocp\\.IocpIoHandler)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .haveNameMatching(ROOT + "\\.ws2\\.Native(Winsock2|OverlappedSockets|CompletionPort)");

    @ArchTest
    static final ArchRule theCatalogueStandsAlone = noClasses()
            .that()
            .resideInAPackage(OPTION)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT, ENGINE, WS2, IOCP, NETTY, JNA);

    @ArchTest
    static final ArchRule theNativeDoorKnowsNoNettyAndNoOptions = noClasses()
            .that()
            .resideInAPackage(WS2)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT, ENGINE, OPTION, IOCP, NETTY);

    @ArchTest
    static final ArchRule theEngineKnowsNoChannels = noClasses()
            .that()
            .resideInAPackage(ENGINE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT, IOCP);

    @ArchTest
    static final ArchRule theTransportDoesNotKnowTheChannelsOfNio = noClasses()
            .that()
            .resideInAPackage(IOCP)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT);

    @ArchTest
    static final ArchRule whatIsExportedMentionsNothingElse = classes()
            .that()
            .resideInAnyPackage(ROOT, OPTION, IOCP, REACTOR, VERTX)
            .and()
            .arePublic()
            .should(mentionNothingOf(ENGINE, WS2));

    @ArchTest
    static final ArchRule theChannelsOfNioDoNotKnowTheTransport = noClasses()
            .that()
            .resideInAPackage(ROOT)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(IOCP);

    @ArchTest
    static final ArchRule whatUsersTypeDoesNotKnowTheNativeDoor = noClasses()
            .that()
            .resideInAPackage(ROOT)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(WS2);

    @ArchTest
    static final ArchRule nothingElseKnowsTheFrameworks = noClasses()
            .that()
            .resideOutsideOfPackages(REACTOR, VERTX)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(REACTOR, VERTX, "reactor..", "org.reactivestreams..", "io.vertx..");

    @ArchTest
    static final ArchRule theFrameworksKnowWhatIsPublic = noClasses()
            .that()
            .resideInAnyPackage(REACTOR, VERTX)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ENGINE, WS2);

    private static ArchCondition<JavaClass> mentionNothingOf(String... packages) {
        DescribedPredicate<JavaClass> hidden = JavaClass.Predicates.resideInAnyPackage(packages);
        return new ArchCondition<>("mention nothing of " + String.join(" and ", packages)) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Stream<JavaMember> members = type.getAllMembers().stream()
                        .filter(member -> member.getModifiers().contains(JavaModifier.PUBLIC)
                                || member.getModifiers().contains(JavaModifier.PROTECTED));
                members.forEach(member -> member.getAllInvolvedRawTypes().stream()
                        .filter(hidden)
                        .forEach(involved -> events.add(SimpleConditionEvent.violated(
                                member, member.getFullName() + " mentions " + involved.getName()))));
                type.getRawSuperclass()
                        .filter(hidden)
                        .ifPresent(superclass -> events.add(SimpleConditionEvent.violated(
                                type, type.getName() + " extends " + superclass.getName())));
                type.getRawInterfaces().stream()
                        .filter(hidden)
                        .forEach(implemented -> events.add(SimpleConditionEvent.violated(
                                type, type.getName() + " implements " + implemented.getName())));
            }
        };
    }

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

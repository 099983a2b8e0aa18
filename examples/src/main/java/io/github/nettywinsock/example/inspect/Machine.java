package io.github.nettywinsock.example.inspect;

import com.sun.jna.Function;
import com.sun.jna.platform.win32.Advapi32Util;
import com.sun.jna.platform.win32.WinReg;
import io.github.nettywinsock.Winsock;
import io.netty.util.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where and when answers were given. */
final class Machine {
    private static final String CURRENT_VERSION = "SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion";

    private static final int FIRST_BUILD_OF_11 = 22000;

    private Machine() {}

    /** Windows, JRE, libraries and date, by these names. */
    static Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("windows", windows());
        facts.put("jre", System.getProperty("java.runtime.version") + ' ' + System.getProperty("java.vm.vendor"));
        facts.put("library", library());
        facts.put("netty", netty());
        facts.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        return facts;
    }

    /** The JVM only knows the version that its own manifest asks for. */
    private static String windows() {
        String build = registry("CurrentBuildNumber");
        String revision = Advapi32Util.registryValueExists(WinReg.HKEY_LOCAL_MACHINE, CURRENT_VERSION, "UBR")
                ? "." + Advapi32Util.registryGetIntValue(WinReg.HKEY_LOCAL_MACHINE, CURRENT_VERSION, "UBR")
                : "";
        return product(registry("ProductName"), build) + ", build " + build + revision + wine();
    }

    /** The registry of a Windows 11 says "Windows 10", whichever its edition; servers have names of their own. */
    static String product(String name, String build) {
        boolean is11 = build.matches("\\d{1,9}") && Integer.parseInt(build) >= FIRST_BUILD_OF_11;
        return is11 ? name.replaceFirst("\\bWindows 10\\b", "Windows 11") : name;
    }

    private static String registry(String name) {
        return Advapi32Util.registryValueExists(WinReg.HKEY_LOCAL_MACHINE, CURRENT_VERSION, name)
                ? Advapi32Util.registryGetStringValue(WinReg.HKEY_LOCAL_MACHINE, CURRENT_VERSION, name)
                : "unknown";
    }

    private static String wine() {
        try {
            return " (Wine " + Function.getFunction("ntdll", "wine_get_version").invokeString(new Object[0], false)
                    + ')';
        } catch (UnsatisfiedLinkError e) {
            return "";
        }
    }

    private static String library() {
        String version = Winsock.class.getPackage().getImplementationVersion();
        return version == null ? "not from a jar" : version;
    }

    private static String netty() {
        Version version = Version.identify().get("netty-transport");
        return version == null ? "unknown" : version.artifactVersion();
    }
}

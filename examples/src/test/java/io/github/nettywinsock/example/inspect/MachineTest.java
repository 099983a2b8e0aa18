package io.github.nettywinsock.example.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineTest {
    @ParameterizedTest
    @CsvSource({
        "Windows 10 Pro, 22631, Windows 11 Pro",
        "Windows 10 Enterprise LTSC 2024, 26100, Windows 11 Enterprise LTSC 2024",
        "Windows 10 Home, 22000, Windows 11 Home",
        "Windows 10 Pro, 19045, Windows 10 Pro",
        "Windows Server 2022 Datacenter, 20348, Windows Server 2022 Datacenter",
        "Windows Server 2025 Datacenter, 26100, Windows Server 2025 Datacenter",
        "Microsoft Windows 10, 19043, Microsoft Windows 10",
        "Windows 7 Professional, 7601, Windows 7 Professional",
        "Windows 10 Pro, unknown, Windows 10 Pro"
    })
    void aWindowsIsNamedAsItIsSoldWhateverItsRegistrySays(String productName, String build, String name) {
        assertThat(Machine.product(productName, build)).isEqualTo(name);
    }
}

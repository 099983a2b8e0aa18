package io.github.nettywinsock.ws2;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.platform.win32.WinError;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WsaErrorsTest {

    private static final Map<String, Integer> WIN_ERROR = constantsOf(WinError.class);

    static final List<Map.Entry<String, Integer>> CONSTANTS =
            List.copyOf(constantsOf(WsaErrors.class).entrySet());

    static Stream<String[]> table() throws IOException, URISyntaxException {
        return Files.readAllLines(
                        Path.of(WsaErrors.class.getResource("errors.tsv").toURI()))
                .stream()
                .skip(1)
                .map(line -> line.split("\t", -1));
    }

    @ParameterizedTest
    @MethodSource("table")
    void everyLineIsAnswered(String name, int value, String meaning) {
        assertThat(meaning).isNotBlank();
        assertThat(WsaErrors.symbol(value)).isEqualTo(name);
        assertThat(WsaErrors.meaning(value)).isEqualTo(meaning);
    }

    @ParameterizedTest
    @MethodSource("table")
    void everyNumberIsTheOneOfTheWindowsHeaders(String name, int value, String meaning) {
        assertThat(WIN_ERROR.getOrDefault(name, value)).isEqualTo(value);
    }

    @Test
    void theWindowsHeadersKnowMostOfTheTable() throws Exception {
        assertThat(table().filter(columns -> WIN_ERROR.containsKey(columns[0]))).hasSizeGreaterThan(80);
    }

    @ParameterizedTest
    @FieldSource("CONSTANTS")
    void everyConstantHasTheNumberOfItsName(Map.Entry<String, Integer> constant) {
        assertThat(WsaErrors.symbol(constant.getValue())).isEqualTo(constant.getKey());
        // The headers define a WSA_ name as the ERROR_ name, and jna-platform has only the latter.
        String name = constant.getKey().replaceFirst("^WSA_", "ERROR_");
        assertThat(WIN_ERROR.get(name)).isEqualTo(constant.getValue());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -10022, 12345678, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void aCodeThatTheTableLacksIsStillNamed(int code) {
        assertThat(WsaErrors.symbol(code)).isEqualTo("WSA error " + code);
        assertThat(WsaErrors.meaning(code)).isNotBlank();
    }

    @Test
    void aCodeOfTheSystemIsNotNamedAsOneOfWinsock() {
        assertThat(WsaErrors.symbol(23)).isEqualTo("Windows error 23");
        assertThat(WsaErrors.symbol(9999)).isEqualTo("Windows error 9999");
        assertThat(WsaErrors.symbol(10000)).isEqualTo("WSA error 10000");
    }

    private static Map<String, Integer> constantsOf(Class<?> type) {
        return Arrays.stream(type.getFields())
                .filter(field -> field.getType() == int.class)
                .collect(Collectors.toMap(Field::getName, WsaErrorsTest.valueOf()));
    }

    private static Function<Field, Integer> valueOf() {
        return field -> {
            try {
                return field.getInt(null);
            } catch (IllegalAccessException e) {
                throw new AssertionError(e);
            }
        };
    }
}

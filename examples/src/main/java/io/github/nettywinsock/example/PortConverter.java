package io.github.nettywinsock.example;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a TCP port. */
final class PortConverter implements ITypeConverter<Integer> {
    private static final int MAX_PORT = 0xFFFF;

    @Override
    public Integer convert(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= MAX_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw (TypeConversionException) notAPort(text).initCause(e);
        }
        throw notAPort(text);
    }

    private static TypeConversionException notAPort(String text) {
        return new TypeConversionException("a port is 0 to " + MAX_PORT + ", not " + text);
    }
}

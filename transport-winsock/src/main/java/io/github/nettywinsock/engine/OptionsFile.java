package io.github.nettywinsock.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;

/** A properties file in one of the encodings that editors of Windows write. */
public final class OptionsFile {
    final Path path;

    OptionsFile(String name) {
        path = Paths.get(name).toAbsolutePath();
    }

    /**
     * Its lines with a key: in UTF-8, with or without a byte order mark, or in UTF-16 with one.
     *
     * @throws UncheckedIOException     when it cannot be read
     * @throws IllegalArgumentException when a line of it is not of such a file; the message names it
     */
    List<PropertyLine> lines() {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path + ": " + e, e);
        }
        try {
            return PropertyLine.of(text(bytes));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(path + ", " + e.getMessage(), e);
        }
    }

    private static String text(byte[] bytes) {
        Charset charset = startsWith(bytes, 0xFF, 0xFE)
                ? StandardCharsets.UTF_16LE
                : startsWith(bytes, 0xFE, 0xFF) ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
        CharBuffer chars = CharBuffer.allocate(bytes.length);
        CoderResult result = charset.newDecoder().decode(ByteBuffer.wrap(bytes), chars, true);
        String text = chars.flip().toString();
        // UTF-16 without a byte order mark is UTF-8 with zeros.
        int zero = text.indexOf('\0');
        if (result.isError() || zero >= 0) {
            String[] lines = PropertyLine.natural(zero < 0 ? text : text.substring(0, zero));
            throw new IllegalArgumentException("line " + lines.length + ": " + lines[lines.length - 1]
                    + ": here the text is not " + charset
                    + "; save the file as UTF-8, or as UTF-16 with a byte order mark");
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static boolean startsWith(byte[] bytes, int first, int second) {
        return bytes.length > 1 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
    }
}

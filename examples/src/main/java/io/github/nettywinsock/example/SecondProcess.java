package io.github.nettywinsock.example;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another JVM that runs one of the examples; it is ended when this is closed. */
final class SecondProcess implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 20;

    private final Process process;

    SecondProcess(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Paths.get(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        Collections.addAll(command, arguments);
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
    }

    /** The line in which an example says what came of it, or null when it ends without one. */
    String outcome() throws IOException {
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), Charset.defaultCharset()));
        String line = output.readLine();
        while (line != null && !line.startsWith("listening on") && !line.startsWith("error:")) {
            line = output.readLine();
        }
        return line;
    }

    int exitCode() throws IOException, InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("the second process did not end");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

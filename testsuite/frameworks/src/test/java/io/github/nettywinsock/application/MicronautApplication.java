package io.github.nettywinsock.application;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.Map;

/** The HTTP server of Micronaut as it is, without anything to serve. */
public final class MicronautApplication {
    private MicronautApplication() {}

    public static void main(String[] args) throws IOException {
        Witness.listen();
        EmbeddedServer server = ApplicationContext.run(
                EmbeddedServer.class, Map.of("micronaut.server.host", "127.0.0.1", "micronaut.server.port", -1));
        HttpURLConnection client = (HttpURLConnection) server.getURL().openConnection();
        System.out.println(client.getResponseCode());
        Witness.end();
    }
}

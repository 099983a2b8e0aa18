package io.github.nettywinsock.application;

import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.Server;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Armeria as it is, an HTTP server and its client. */
public final class ArmeriaApplication {
    private ArmeriaApplication() {}

    public static void main(String[] args) {
        Witness.listen();
        Server server = Server.builder()
                .http(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .service("/", (context, request) -> HttpResponse.of("hello"))
                .build();
        server.start().join();
        System.out.println(WebClient.of("http://127.0.0.1:" + server.activeLocalPort())
                .get("/")
                .aggregate()
                .join()
                .contentUtf8());
        Witness.end();
    }
}

package io.github.nettywinsock.application;

import io.lettuce.core.RedisClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Lettuce as it is, and as much of Redis as it asks for. */
public final class LettuceApplication {
    private LettuceApplication() {}

    public static void main(String[] args) throws IOException {
        Witness.listen();
        ServerSocket redis = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread server = new Thread(() -> serve(redis), "redis");
        server.setDaemon(true);
        server.start();
        System.out.println(RedisClient.create("redis://127.0.0.1:" + redis.getLocalPort())
                .connect()
                .sync()
                .get("greeting"));
        Witness.end();
    }

    private static void serve(ServerSocket redis) {
        try (Socket client = redis.accept();
                OutputStream out = client.getOutputStream()) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
            for (String count = in.readLine(); count != null; count = in.readLine()) {
                String command = "";
                for (int i = Integer.parseInt(count.substring(1)); i > 0; i--) {
                    in.readLine();
                    String word = in.readLine();
                    command = command.isEmpty() ? word : command;
                }
                out.write(answer(command).getBytes(StandardCharsets.US_ASCII));
                out.flush();
            }
        } catch (IOException e) {
            System.out.println("redis: " + e);
        }
    }

    private static String answer(String command) {
        switch (command) {
            case "GET":
                return "$5\r\nhello\r\n";
            case "PING":
                return "+PONG\r\n";
            default:
                // as old servers do: it goes on with the older protocol
                return "-ERR unknown command\r\n";
        }
    }
}

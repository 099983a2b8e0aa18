package io.github.nettywinsock.application;

import io.github.nettywinsock.iocp.IocpIoHandler;
import io.github.nettywinsock.iocp.IocpServerSocketChannel;
import io.github.nettywinsock.iocp.IocpSocketChannel;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** gRPC on its own channels, then on those of the IOCP transport. */
public final class GrpcApplication {
    private static final MethodDescriptor<String, String> ECHO = MethodDescriptor.<String, String>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName("Echo/echo")
            .setRequestMarshaller(new Text())
            .setResponseMarshaller(new Text())
            .build();

    private GrpcApplication() {}

    public static void main(String[] args) throws IOException {
        Witness.listen();
        talk(server(), null);
        NettyServerBuilder ofServer = server();
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(2, IocpIoHandler.newFactory());
        // snippet: grpc-server
        ofServer.channelType(IocpServerSocketChannel.class)
                .bossEventLoopGroup(group)
                .workerEventLoopGroup(group);
        // end
        talk(ofServer, group);
        Witness.end();
    }

    private static NettyServerBuilder server() {
        return NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(ServerServiceDefinition.builder("Echo")
                        .addMethod(ECHO, ServerCalls.asyncUnaryCall((request, responses) -> {
                            responses.onNext(request);
                            responses.onCompleted();
                        }))
                        .build());
    }

    private static void talk(NettyServerBuilder ofServer, EventLoopGroup group) throws IOException {
        Server server = ofServer.build().start();
        NettyChannelBuilder ofClient =
                NettyChannelBuilder.forAddress(server.getListenSockets().get(0)).usePlaintext();
        if (group != null) {
            // snippet: grpc-client
            ofClient.channelType(IocpSocketChannel.class).eventLoopGroup(group);
            // end
        }
        ManagedChannel client = ofClient.build();
        System.out.println(ClientCalls.blockingUnaryCall(client, ECHO, CallOptions.DEFAULT, "hello"));
        Witness.tell();
    }

    private static final class Text implements MethodDescriptor.Marshaller<String> {
        @Override
        public InputStream stream(String text) {
            return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String parse(InputStream bytes) {
            try {
                return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

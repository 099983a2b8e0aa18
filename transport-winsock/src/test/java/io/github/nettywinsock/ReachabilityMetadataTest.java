package io.github.nettywinsock;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nettywinsock.iocp.IocpDatagramChannel;
import io.github.nettywinsock.iocp.IocpServerSocketChannel;
import io.github.nettywinsock.iocp.IocpSocketChannel;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The files for {@code native-image} name what is there. */
class ReachabilityMetadataTest {
    @Test
    void filesAreGenerated() {
        for (Map.Entry<String, String> file : ReachabilityMetadata.files().entrySet()) {
            assertThat(ReachabilityMetadata.FOLDER.resolve(file.getKey()))
                    .as("write it anew with mvn -Pgenerate process-test-classes")
                    .content()
                    .isEqualTo(file.getValue());
        }
    }

    @Test
    void channelsHandlersAndNativeMethodsAreAmongThem() {
        assertThat(ReachabilityMetadata.files().get("reflect-config.json"))
                .contains(IocpServerSocketChannel.class.getName() + "\", \"methods\"")
                .contains(IocpSocketChannel.class.getName() + "\", \"methods\"")
                .contains(IocpDatagramChannel.class.getName() + "\", \"methods\"")
                .contains(WinsockServerSocketChannel.class.getName() + "\", \"methods\"")
                .contains(WinsockChannelInitializer.class.getName() + "\" }, \"queryAllPublicMethods\"")
                .contains("io.github.nettywinsock.ws2.Ws2_32\", \"allDeclaredMethods\"");
    }
}

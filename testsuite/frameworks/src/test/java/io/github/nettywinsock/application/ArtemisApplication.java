package io.github.nettywinsock.application;

import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;

/** A broker of Artemis as it is, and its client. */
public final class ArtemisApplication {
    private ArtemisApplication() {}

    public static void main(String[] args) throws Exception {
        Witness.listen();
        new EmbeddedActiveMQ()
                .setConfiguration(new ConfigurationImpl()
                        .setPersistenceEnabled(false)
                        .setSecurityEnabled(false)
                        .addAcceptorConfiguration("tcp", "tcp://127.0.0.1:0"))
                .start();
        ClientSession session = ActiveMQClient.createServerLocator("tcp://127.0.0.1:" + Witness.port())
                .createSessionFactory()
                .createSession();
        session.createQueue(QueueConfiguration.of("greetings").setRoutingType(RoutingType.ANYCAST));
        session.start();
        ClientMessage message = session.createMessage(false);
        message.getBodyBuffer().writeString("hello");
        session.createProducer("greetings").send(message);
        System.out.println(
                session.createConsumer("greetings").receive().getBodyBuffer().readString());
        Witness.end();
    }
}

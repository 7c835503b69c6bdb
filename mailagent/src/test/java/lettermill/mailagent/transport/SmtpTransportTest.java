package lettermill.mailagent.transport;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import lettermill.mailagent.transport.SmtpSettings.TimeLimits;
import lettermill.wire.ProviderKey;
import lettermill.wire.SmtpProvider;
import lettermill.wire.SmtpProvider.Credentials;
import lettermill.wire.SmtpProvider.Endpoint;
import lettermill.wire.SmtpProvider.Security;
import lettermill.wire.SmtpProvider.Trust;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

/** The contract over SMTP, with and without pipelining. */
class SmtpTransportTest {
    static final TimeLimits QUICK = new TimeLimits(
            Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(60));

    static SmtpTransport transport(int port, TimeLimits limits, ScheduledExecutorService scheduler) {
        return new SmtpTransport(
                settings(new Endpoint("127.0.0.1", port, Security.NONE, Trust.SYSTEM), Credentials.NONE, limits),
                scheduler);
    }

    static SmtpSettings settings(Endpoint endpoint, Credentials credentials, TimeLimits limits) {
        ProviderKey key = new ProviderKey(null, new UUID(0, 1));
        return new SmtpSettings(
                new SmtpProvider(key, endpoint, credentials, 8, "client.example"), credentials, limits, null);
    }

    abstract static class OverScriptedServer extends TransportContract {
        private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
        private final ScriptedServer server;

        OverScriptedServer(List<String> extensions) throws Exception {
            server = new ScriptedServer(
                    extensions,
                    (command, connection) ->
                            command.equals("RCPT TO:<unknown@rcpt.example>") ? "550 5.1.1 user unknown" : null);
        }

        @Override
        protected Transport transport() {
            return SmtpTransportTest.transport(server.port(), QUICK, scheduler);
        }

        @Override
        protected List<String> received() {
            return server.messages.stream().map(ScriptedServer.Message::to).toList();
        }

        @Override
        protected Transport deadTransport() throws Exception {
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return SmtpTransportTest.transport(free.getLocalPort(), QUICK, scheduler);
            }
        }

        @AfterEach
        void stop() {
            server.close();
            scheduler.shutdownNow();
        }
    }

    @Nested
    class Pipelined extends OverScriptedServer {
        Pipelined() throws Exception {
            super(ScriptedServer.USUAL);
        }
    }

    @Nested
    class OneCommandAtATime extends OverScriptedServer {
        OneCommandAtATime() throws Exception {
            super(List.of("SIZE 100000", "8BITMIME"));
        }
    }
}

package lettermill.agent;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import lettermill.TestDatabase;
import lettermill.mailagent.api.LocalMailAgent;
import lettermill.mailagent.dns.DnsSettings;
import lettermill.mailagent.secret.Secrets;
import lettermill.wire.MailAgent;
import org.junit.jupiter.api.AfterAll;

class LocalKeyRotationTest extends KeyRotationContract {

    private static final LocalMailAgent AGENT = new LocalMailAgent(
            TestDatabase.fresh(),
            new Secrets(List.of(new byte[32])),
            Clock.systemUTC(),
            DnsSettings.of(DNS.address(), Duration.ofSeconds(1)),
            "");

    @AfterAll
    static void stop() {
        AGENT.close();
    }

    @Override
    MailAgent agent() {
        return AGENT;
    }
}

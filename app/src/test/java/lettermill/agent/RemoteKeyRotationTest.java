package lettermill.agent;

import java.util.Map;
import lettermill.MailAgentProcess;
import lettermill.wire.MailAgent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class RemoteKeyRotationTest extends KeyRotationContract {

    private static MailAgentProcess process;
    private static RemoteMailAgent agent;

    @BeforeAll
    static void start() {
        process = MailAgentProcess.start(Map.of("LETTERMILL_DNS_RESOLVER", DNS.address()));
        agent = new RemoteMailAgent(new AgentLine(process.url(), MailAgentProcess.TOKEN));
    }

    @AfterAll
    static void stop() {
        agent.close();
        process.close();
    }

    @Override
    MailAgent agent() {
        return agent;
    }
}

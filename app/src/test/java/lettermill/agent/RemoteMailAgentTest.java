package lettermill.agent;

import lettermill.MailAgentProcess;
import lettermill.wire.MailAgent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class RemoteMailAgentTest extends MailAgentContract {

    private static MailAgentProcess process;
    private static RemoteMailAgent agent;

    @BeforeAll
    static void start() {
        process = MailAgentProcess.start();
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

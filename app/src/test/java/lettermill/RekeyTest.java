package lettermill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import lettermill.wire.DomainKey;
import lettermill.wire.MailAgent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** {@code ./lettermill mailagent rekey}. */
@ExtendWith(OutputCaptureExtension.class)
class RekeyTest {

    private static final String OLD = Base64.getEncoder().encodeToString(new byte[32]);
    private static final String NEW =
            Base64.getEncoder().encodeToString("a key with just 32 characters...".getBytes(StandardCharsets.US_ASCII));

    @Test
    void allIsLockedAnewWithTheFirstKeyAndTheProcessEnds(CapturedOutput output) {
        String database = "--DATABASE_URL=" + TestDatabase.freshUrl();
        try (ConfigurableApplicationContext before = MailAgentApplication.builder()
                .web(WebApplicationType.NONE)
                .run(database, "--LETTERMILL_MAILAGENT_KEY=" + OLD)) {
            before.getBean(MailAgent.class).createDomain(new DomainKey(UUID.randomUUID(), "mill.example"));
        }
        MailAgentApplication.start("rekey", database, "--LETTERMILL_MAILAGENT_KEY=" + NEW + "," + OLD);
        assertThat(output).contains("1 secrets were locked anew");
        MailAgentApplication.start("rekey", database, "--LETTERMILL_MAILAGENT_KEY=" + NEW);
        assertThat(output).contains("0 secrets were locked anew");
    }
}

package lettermill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class WrongSettingTest {

    @Test
    void nonsenseRefusesToStartWithTheVariablesName(CapturedOutput output) {
        refused("--DATABASE_POOL_SIZE=3");
        assertThat(output).contains("DATABASE_POOL_SIZE is 3; it must be at least 8");
    }

    @Test
    void aWordWhereANumberBelongsIsNamedToo(CapturedOutput output) {
        refused("--LETTERMILL_DATABASE_PORT=abc");
        assertThat(output).contains("LETTERMILL_DATABASE_PORT").contains("abc");
    }

    @Test
    void aProxyThatIsNoNetworkIsNamed(CapturedOutput output) {
        refused("--LETTERMILL_TRUSTED_PROXIES=10.0.0.0/99");
        assertThat(output).contains("LETTERMILL_TRUSTED_PROXIES").contains("10.0.0.0/99");
    }

    @Test
    void aMailAgentElsewhereNeedsASafeLineAndAToken(CapturedOutput output) {
        refused("--MAILAGENT_URL=http://10.0.0.7:8001", "--MAILAGENT_TOKEN=" + "x".repeat(32));
        assertThat(output).contains("MAILAGENT_URL is http://10.0.0.7:8001").contains("https");
        refused("--MAILAGENT_URL=http://127.0.0.1:8001", "--MAILAGENT_TOKEN=short");
        assertThat(output).contains("MAILAGENT_TOKEN must be at least 32");
    }

    /** Nobody from outside may meet a product whose time is made up. */
    @Test
    void aClockThatIsMovedNeedsLoopback(CapturedOutput output) {
        refused("--LETTERMILL_CLOCK=target/clock", "--LETTERMILL_ADDRESS=0.0.0.0");
        assertThat(output).contains("LETTERMILL_ADDRESS on loopback, which is 0.0.0.0");
        refused("--LETTERMILL_CLOCK=target/clock", "--LETTERMILL_BASE_URL=https://mail.example.org");
        assertThat(output).contains("LETTERMILL_BASE_URL on loopback, which is https://mail.example.org");
    }

    private static void refused(String... settings) {
        assertThat(catchThrowable(() -> SpringApplication.run(
                        LettermillApplication.class,
                        Stream.concat(Stream.of(settings), Stream.of("--PORT=0", "--LETTERMILL_DATA=target/data"))
                                .toArray(String[]::new))))
                .isNotNull();
    }
}

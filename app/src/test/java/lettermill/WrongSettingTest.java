package lettermill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

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

    private static void refused(String setting) {
        assertThat(catchThrowable(() -> SpringApplication.run(LettermillApplication.class, setting, "--PORT=0")))
                .isNotNull();
    }
}

package lettermill.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import lettermill.bench.load.SinkChoice;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BenchMainTest {
    @Test
    void readsItsCommandLine() {
        assertThat(BenchOptions.parse(List.of("--app-jar", "a.jar", "send", "--messages", "9", "--dkim", "off")))
                .isEqualTo(new BenchOptions(
                        "send",
                        Path.of("a.jar"),
                        9,
                        0,
                        BenchOptions.Dkim.OFF,
                        new SinkChoice.Usual(),
                        BenchOptions.Engine.EMBEDDED));
        assertThat(BenchOptions.parse(List.of("send", "--engine", "temporal")).engine())
                .isEqualTo(BenchOptions.Engine.TEMPORAL);
    }

    @Test
    void readsWhichSinkIsWanted() {
        assertThat(BenchOptions.parse(List.of("send", "--sink", "own")).sink()).isEqualTo(new SinkChoice.Own());
        assertThat(BenchOptions.parse(List.of("send", "--sink", "smtp-sink")).sink())
                .isEqualTo(new SinkChoice.Postfix());
        assertThat(BenchOptions.parse(List.of("send", "--sink", "mail.example:25"))
                        .sink())
                .isEqualTo(new SinkChoice.Given("mail.example", 25));
    }

    @Test
    void saysWhichArgumentIsWrong() {
        for (List<String> wrong : List.of(
                List.of("send", "--messages", "0"),
                List.of("send", "--messages", "many"),
                List.of("send", "--messages"),
                List.of("send", "--dkim", "perhaps"),
                List.of("send", "--engine", "steam"),
                List.of("send", "--sink", "fast"),
                List.of("send", "--sink", "mail.example:0"),
                List.of("send", "--sink", ":25"),
                List.of("send", "--frobnicate"),
                List.of("send", "track"))) {
            assertThatThrownBy(() -> BenchOptions.parse(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith(wrong.get(1));
        }
    }

    @Test
    void measuresTheLimitOfSending() {
        assertThat(BenchMain.run(List.of("smtp-limit", "--messages", "300", "--rounds", "1")))
                .isZero();
        assertThat(BenchMain.run(List.of("no-such"))).isEqualTo(2);
        assertThat(BenchMain.run(List.of())).isZero();
    }

    @Test
    void aStartThatFailsIsNoResult() {
        assertThat(BenchMain.run(List.of("start", "--app-jar", "no-such.jar"))).isEqualTo(1);
    }

    @Test
    void theLastLineIsOneJsonObject() {
        JsonNode line =
                JsonMapper.shared().readTree(new BenchResult("send", 70, "messages/s", 100, 0.7, 123).jsonLine());
        assertThat(line.propertyNames()).containsExactly("bench", "value", "unit", "limit", "ratio", "peak_rss_mb");
        assertThat(line.at("/peak_rss_mb").asInt()).isEqualTo(123);
    }
}

package lettermill.mailagent.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BodyEncodingTest {
    @Test
    void everyKindOfLineBreakBecomesCrlf() {
        assertThat(sevenBit("a\nb\rc\r\nd\n\r\n\n\re")).isEqualTo("a\r\nb\r\nc\r\nd\r\n\r\n\r\n\r\ne\r\n");
        assertThat(sevenBit("\r")).isEqualTo("\r\n");
        assertThat(sevenBit("")).isEmpty();
    }

    @Test
    void whatSevenBitDoesNotAllowIsRefusedAndLeavesNothing() {
        for (String body : List.of(
                "é",
                "漢",
                "🎉",
                "a\0b",
                "x".repeat(999),
                "ok\n" + "x".repeat(999) + "\rok",
                "ok\nFrom here\n",
                "From x")) {
            assertThat(sevenBit(body)).as(body).isEqualTo("refused");
        }
        assertThat(sevenBit("x".repeat(998))).hasSize(1000);
        assertThat(sevenBit("From: x\r" + "y".repeat(998))).hasSize(1009);
    }

    /** A character whose UTF-16 half is missing is written as a question mark, by String.getBytes too. */
    @Test
    void aLoneSurrogateIsAQuestionMark() {
        assertThat(sevenBit("a\uD83Cb\n")).isEqualTo("a?b\r\n");
    }

    @Test
    void noiseKeepsItsLines() {
        Random random = new Random(20261124);
        for (int round = 0; round < 2_000; round++) {
            StringBuilder noise = new StringBuilder();
            for (int length = random.nextInt(40); length > 0; length--) {
                noise.append("ab \r\n".charAt(random.nextInt(5)));
            }
            String lines = noise.toString().replace("\r\n", "\n").replace('\r', '\n');
            lines = lines.isEmpty() || lines.endsWith("\n") ? lines : lines + "\n";
            assertThat(sevenBit(noise.toString())).isEqualTo(lines.replace("\n", "\r\n"));
        }
    }

    private static String sevenBit(String body) {
        OctetBuffer out = new OctetBuffer(4);
        boolean done = BodyEncoding.appendSevenBit(body, body.getBytes(StandardCharsets.UTF_8), out);
        assertThat(done || out.length() == 0).isTrue();
        return done ? out.toString() : "refused";
    }
}

package lettermill.mailagent.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import lettermill.mailagent.mime.OctetBuffer;
import org.junit.jupiter.api.Test;

class DotStuffingTest {
    @Test
    void aDotAtALineStartIsDoubledWhereverTheLineStands() {
        for (int before = 0; before < 40; before++) {
            String line = "x".repeat(before) + "\r\n";
            assertThat(stuffed(line + ".hidden.\r\n")).isEqualTo(line + "..hidden.\r\n.\r\n");
            assertThat(stuffed(line + "a.b\r\n")).isEqualTo(line + "a.b\r\n.\r\n");
            assertThat(stuffed(".\r\n" + line)).isEqualTo("..\r\n" + line + ".\r\n");
        }
        assertThat(stuffed("")).isEqualTo(".\r\n");
    }

    @Test
    void aDotBehindALoneBreakIsDoubledToo() {
        assertThat(stuffed("a\n.b\r.c\r\n")).isEqualTo("a\n..b\r..c\r\n.\r\n");
    }

    /** Against the rule said in the simplest way, over noise with bytes of all kinds. */
    @Test
    void noiseIsStuffedAsTheRuleSays() {
        Random random = new Random(20261124);
        String letters = "..\r\n-/\u00AE\u0080\u00FFab";
        for (int round = 0; round < 2_000; round++) {
            StringBuilder noise = new StringBuilder();
            for (int length = random.nextInt(60); length > 0; length--) {
                noise.append(letters.charAt(random.nextInt(letters.length())));
            }
            assertThat(stuffed(noise.toString()))
                    .isEqualTo(noise.toString().replaceAll("(?<=^|[\r\n])\\.", "..") + ".\r\n");
        }
    }

    private static String stuffed(String content) {
        byte[] octets = content.getBytes(StandardCharsets.ISO_8859_1);
        OctetBuffer buffer = new OctetBuffer(8).append(octets, 0, octets.length);
        DotStuffing.finish(buffer);
        return new String(buffer.array(), 0, buffer.length(), StandardCharsets.ISO_8859_1);
    }
}

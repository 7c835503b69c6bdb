package lettermill.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import lettermill.ledger.BounceType;
import lettermill.webhook.BounceReading.Permanence;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BounceReadingTest {

    /** What a vendor calls hard is hard only where the server's words do not speak of something else. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            PERMANENT | 5.1.1 | 550 5.1.1 user unknown                         | HARD
            PERMANENT | -     | -                                              | HARD
            PERMANENT | 550   | 550 rejected, your IP is listed by spamhaus    | BLOCK
            PERMANENT | 5.1.1 | 550 5.1.1 mailbox is full                      | SOFT
            PERMANENT | 5.7.1 | 550 5.7.1 delivery not authorized              | BLOCK
            PERMANENT | 5.2.2 | -                                              | SOFT
            PERMANENT | 5.2.1 | 550 5.2.1 this account is temporarily disabled | SOFT
            TEMPORARY | 5.1.1 | 550 5.1.1 user unknown                         | SOFT
            BLOCKED   | -     | -                                              | BLOCK
            UNSAID    | 5.1.1 | -                                              | HARD
            UNSAID    | 5.0.0 | 550 5.0.0 no such user                         | HARD
            UNSAID    | -     | something went wrong                           | SOFT
            """)
    void theServersWordsComeFirst(Permanence permanence, String status, String diagnostic, BounceType type) {
        assertThat(BounceReading.of(permanence, status, diagnostic, "word").type())
                .isEqualTo(type);
    }
}

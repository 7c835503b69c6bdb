package lettermill.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Locale;
import javax.sql.DataSource;
import lettermill.TestDatabase;
import lettermill.base.MessageId;
import lettermill.base.SubscriberId;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class TokensTest {

    private final DataSource database = TestDatabase.fresh();
    private final Tokens tokens = open();

    private Tokens open() {
        return new Tokens(new SigningKeys(JdbcClient.create(database), Clock.systemUTC()));
    }

    @Test
    void whatWasWrittenIsRead() {
        assertThat(tokens.readPixel(tokens.pixel(new MessageId(7)))).contains(new MessageId(7));
        assertThat(tokens.readClick(tokens.click(new MessageId(7), 9)))
                .contains(new ClickTarget(new MessageId(7), 9L, null));
        assertThat(tokens.readClick(tokens.clickTo(new MessageId(7), "https://a.example/ä?b=c#d")))
                .contains(new ClickTarget(new MessageId(7), null, "https://a.example/ä?b=c#d"));
        assertThat(tokens.readPreference(tokens.preference(new SubscriberId(3), null)))
                .contains(new Recipient(new SubscriberId(3), null));
        assertThat(tokens.readUnsubscribe(tokens.unsubscribe(new SubscriberId(3), new MessageId(4))))
                .contains(new Recipient(new SubscriberId(3), new MessageId(4)));
    }

    @Test
    void aReturnPathNamesItsMessageInAnyCase() {
        String longest = tokens.returnPath(new MessageId(Long.MAX_VALUE));
        assertThat(longest).matches("b\\+9223372036854775807\\.01[0-9a-f]{32}").hasSizeLessThanOrEqualTo(64);
        assertThat(tokens.readReturnPath(longest)).contains(new MessageId(Long.MAX_VALUE));
        assertThat(tokens.readReturnPath(longest.toUpperCase(Locale.ROOT))).contains(new MessageId(Long.MAX_VALUE));
        assertThat(tokens.readReturnPath("bounces+7")).isEmpty();
        assertThat(tokens.readReturnPath("b+99999999999999999999." + "0".repeat(34)))
                .isEmpty();
    }

    /** Whoever reports a bounce of a message must have seen its return path. */
    @Test
    void aReturnPathWithAnyOtherCharacterIsForged() {
        String path = tokens.returnPath(new MessageId(4711));
        for (int at = 0; at < path.length(); at++) {
            for (char other : "0123456789abcdefg+.-@ ".toCharArray()) {
                String forged = path.substring(0, at) + other + path.substring(at + 1);
                assertThat(tokens.readReturnPath(forged).isEmpty()).as(forged).isEqualTo(!forged.equals(path));
            }
            assertThat(tokens.readReturnPath(path.substring(0, at))).isEmpty();
        }
        assertThat(tokens.readReturnPath(path.replace("b+4711", "b+04711"))).isEmpty();
        assertThat(tokens.readReturnPath(path + "0")).isEmpty();
    }

    @Test
    void aTokenServesItsOwnPurposeOnly() {
        String pixel = tokens.pixel(new MessageId(7));
        String preference = tokens.preference(new SubscriberId(3), new MessageId(7));
        assertThat(tokens.readPreference(pixel)).isEmpty();
        assertThat(tokens.readUnsubscribe(preference)).isEmpty();
        assertThat(tokens.readPixel(preference)).isEmpty();
    }

    @Test
    void aChangeOfAnyBitIsNoticed() {
        String token = tokens.click(new MessageId(7), 9);
        byte[] bytes = Base64.getUrlDecoder().decode(token);
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            String forged = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            assertThat(tokens.readClick(forged)).as("bit %d", bit).isEmpty();
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
        }
    }

    @Test
    void nothingButAWholeTokenIsOne() {
        String token = tokens.pixel(new MessageId(7));
        for (int length = 0; length < token.length(); length++) {
            assertThat(tokens.readPixel(token.substring(0, length))).isEmpty();
        }
        assertThat(tokens.readPixel(token + "A")).isEmpty();
        assertThat(tokens.readPixel(token + "=")).isEmpty();
        assertThat(tokens.readPixel("ü/ \u0000")).isEmpty();
        assertThat(tokens.readPixel("A".repeat(100_000))).isEmpty();
    }

    @Test
    void anAddedKeySignsAndTheOldOneStillVerifies() {
        String old = tokens.pixel(new MessageId(7));
        JdbcClient.create(database)
                .sql("INSERT INTO token.signing_key (id, secret, created_at) VALUES (2, :secret, :now)")
                .param("secret", new byte[32])
                .param("now", OffsetDateTime.now(ZoneOffset.UTC))
                .update();
        Tokens rotated = open();
        assertThat(rotated.readPixel(old)).contains(new MessageId(7));
        assertThat(rotated.pixel(new MessageId(7))).isNotEqualTo(old);
        assertThat(tokens.readPixel(rotated.pixel(new MessageId(7)))).isEmpty();
    }
}

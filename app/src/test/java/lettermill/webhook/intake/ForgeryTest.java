package lettermill.webhook.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import lettermill.base.Problem;
import lettermill.provider.ProviderType;
import lettermill.webhook.Callback;
import lettermill.webhook.WebhookCredential;
import lettermill.webhook.ses.TestSns;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Callbacks that were changed, kept too long, used twice or meant for somebody else: none is accepted. */
class ForgeryTest {

    private static final long SEED = 20_260_301;
    private static final String EVENT = "{\"event\": \"delivered\", \"id\": \"one\", \"recipient\": \"p@example.org\"}";

    private final TestSns sns = new TestSns();
    private final IntakeDesk desk = new IntakeDesk(sns.hook());

    @Test
    void noFlippedBitOfSendGridsHeadersOrBodyIsAccepted() {
        UUID provider = desk.provider(ProviderType.SENDGRID, desk.sendGridCredential(List.of()));
        Callback genuine = desk.sendGrid(
                "[{\"event\":\"open\",\"sg_event_id\":\"a\"}]\r\n".getBytes(StandardCharsets.UTF_8), IntakeDesk.NOW);
        assertThat(accepted(ProviderType.SENDGRID, provider, genuine)).isTrue();
        for (int bit = 0; bit < genuine.body().length * 8; bit++) {
            Callback forged = new Callback(genuine.headers(), flipped(genuine.body(), bit), genuine.receivedAt());
            assertThat(accepted(ProviderType.SENDGRID, provider, forged))
                    .as("body bit %d", bit)
                    .isFalse();
        }
        genuine.headers().forEach((name, values) -> {
            byte[] value = values.getFirst().getBytes(StandardCharsets.ISO_8859_1);
            for (int bit = 0; bit < value.length * 8; bit++) {
                Map<String, List<String>> headers = new HashMap<>(genuine.headers());
                headers.put(name, List.of(new String(flipped(value, bit), StandardCharsets.ISO_8859_1)));
                Callback forged = new Callback(headers, genuine.body(), genuine.receivedAt());
                assertThat(accepted(ProviderType.SENDGRID, provider, forged))
                        .as(name + " bit %d", bit)
                        .isFalse();
            }
        });
    }

    @Test
    void noCapturedMailgunCallbackServesForAnotherBody() {
        UUID provider = desk.provider(
                ProviderType.MAILGUN, new WebhookCredential(null, null, List.of("the signing key"), null, null));
        Callback genuine = IntakeDesk.mailgun("the signing key", "token", EVENT, IntakeDesk.NOW);
        assertThat(accepted(ProviderType.MAILGUN, provider, genuine)).isTrue();
        assertThat(accepted(ProviderType.MAILGUN, provider, genuine))
                .as("replayed")
                .isFalse();
        Random random = new Random(SEED);
        for (int sample = 0; sample < 400; sample++) {
            int bit = random.nextInt(genuine.body().length * 8);
            Callback forged = new Callback(genuine.headers(), flipped(genuine.body(), bit), genuine.receivedAt());
            assertThat(accepted(ProviderType.MAILGUN, provider, forged))
                    .as("bit %d", bit)
                    .isFalse();
        }
    }

    @Test
    void noChangedValueOfAnSnsMessageIsAccepted() {
        UUID provider =
                desk.provider(ProviderType.SES, new WebhookCredential(List.of(TestSns.TOPIC), null, null, null, null));
        Callback genuine = sns.notification("{\"eventType\": \"Send\"}", "id", IntakeDesk.NOW);
        assertThat(accepted(ProviderType.SES, provider, genuine)).isTrue();
        int others = 0;
        for (int bit = 0; bit < genuine.body().length * 8; bit++) {
            Callback forged = new Callback(genuine.headers(), flipped(genuine.body(), bit), genuine.receivedAt());
            if (accepted(ProviderType.SES, provider, forged)) {
                // Signed are Message, MessageId, Timestamp, TopicArn and Type, and Signature and SignatureVersion are
                // what they
                // are compared by. The certificate's address is not signed: another one of SNS's may stand there.
                ObjectNode changed = (ObjectNode) IntakeDesk.JSON.readTree(forged.body());
                assertThat(changed.path("SigningCertURL").asString())
                        .matches(
                                "https://sns\\.[a-z]{2}(-[a-z]+)+-\\d\\.amazonaws\\.com/SimpleNotificationService-[0-9a-f]{32}\\.pem");
                ObjectNode original = (ObjectNode) IntakeDesk.JSON.readTree(genuine.body());
                changed.remove("SigningCertURL");
                original.remove("SigningCertURL");
                assertThat(changed.toString()).isEqualTo(original.toString());
                others++;
            }
        }
        assertThat(others).as("other addresses of SNS's").isPositive();
        assertThat(sns.fetched()).isEmpty();
    }

    @Test
    void whatIsOldOrAnotherWorkspacesIsRefused() {
        UUID grid = desk.provider(ProviderType.SENDGRID, desk.sendGridCredential(List.of()));
        UUID other = desk.provider(ProviderType.SENDGRID, new IntakeDesk(sns.hook()).sendGridCredential(List.of()));
        byte[] body = "[]".getBytes(StandardCharsets.UTF_8);
        Callback fresh = desk.sendGrid(body, IntakeDesk.NOW);
        assertThat(accepted(ProviderType.SENDGRID, grid, fresh)).isTrue();
        assertThat(accepted(ProviderType.SENDGRID, other, fresh))
                .as("another workspace's key")
                .isFalse();
        Callback old = new Callback(fresh.headers(), body, IntakeDesk.NOW.plus(Duration.ofHours(26)));
        assertThat(accepted(ProviderType.SENDGRID, grid, old)).as("old").isFalse();
        Callback early = new Callback(fresh.headers(), body, IntakeDesk.NOW.minus(Duration.ofHours(1)));
        assertThat(accepted(ProviderType.SENDGRID, grid, early)).as("ahead").isFalse();
        UUID topic = desk.provider(
                ProviderType.SES,
                new WebhookCredential(List.of("arn:aws:sns:us-east-1:123456789012:other"), null, null, null, null));
        assertThat(accepted(ProviderType.SES, topic, sns.notification("{}", "id", IntakeDesk.NOW)))
                .as("another topic")
                .isFalse();
        UUID mark = desk.provider(
                ProviderType.POSTMARK,
                new WebhookCredential(
                        null, null, null, List.of(new WebhookCredential.BasicAuth("mark", "open sesame")), null));
        Callback guess = new Callback(
                Map.of("authorization", List.of("Basic bWFyazpvcGVuIHNlc2FtZg==")),
                "{\"RecordType\": \"Open\"}".getBytes(StandardCharsets.UTF_8),
                IntakeDesk.NOW);
        assertThat(accepted(ProviderType.POSTMARK, mark, guess))
                .as("another password")
                .isFalse();
    }

    private boolean accepted(ProviderType vendor, UUID provider, Callback callback) {
        try {
            desk.take(vendor, provider, callback);
            return true;
        } catch (Problem.Unauthenticated | Problem.Invalid refused) {
            return false;
        }
    }

    private static byte[] flipped(byte[] octets, int bit) {
        byte[] changed = octets.clone();
        changed[bit / 8] ^= (byte) (1 << bit % 8);
        return changed;
    }
}

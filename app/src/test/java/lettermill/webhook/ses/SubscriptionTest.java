package lettermill.webhook.ses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lettermill.base.Problem;
import lettermill.webhook.Callback;
import lettermill.webhook.WebhookCredential;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** SNS asks once whether a topic's messages are wanted, and anybody may ask: what is answered, and where. */
class SubscriptionTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final String SUBSCRIBE = "https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&Token=x";

    private static TestSns sns;

    private final WebhookCredential ours = new WebhookCredential(List.of(TestSns.TOPIC), null, null, null, null);

    @BeforeAll
    static void open() {
        sns = new TestSns();
    }

    @BeforeEach
    void forgetWhatWasFetched() {
        sns.fetched().clear();
    }

    private void take(Callback callback) {
        SesWebhook hook = sns.hook();
        hook.verify(callback, ours);
        hook.greet(callback, ours);
    }

    @Test
    void theProvidersOwnTopicIsConfirmedAtSnsWithItsToken() {
        take(sns.question(TestSns.TOPIC, SUBSCRIBE, NOW));
        assertThat(sns.fetched())
                .containsExactly(URI.create("https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription"
                        + "&TopicArn=arn%3Aaws%3Asns%3Aus-east-1%3A123456789012%3Amail&Token=the+token"));
    }

    @Test
    void anotherTopicIsNeverConfirmedThoughSnsSignsItJustAsWell() {
        Callback stranger = sns.question("arn:aws:sns:us-east-1:999999999999:mail", SUBSCRIBE, NOW);
        assertThatThrownBy(() -> take(stranger)).isInstanceOf(Problem.Unauthenticated.class);
        assertThat(sns.fetched()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://sns.us-east-1.example.com/?Action=ConfirmSubscription",
                "https://sns.us-east-1.amazonaws.com.example.com/",
                "https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription",
                "http://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription",
                "https://s3.us-east-1.amazonaws.com/sns",
                "https://sns.us-east-1.amazonaws.com:8443/",
                "https://sns.us-east-1.amazonaws.com@127.0.0.1/",
                "https://169.254.169.254/latest/meta-data",
                "file:///etc/passwd",
                "not an address"
            })
    void nothingIsFetchedWhereSnsInTheTopicsRegionIsNot(String address) {
        assertThatThrownBy(() -> take(sns.question(TestSns.TOPIC, address, NOW)))
                .isInstanceOf(Problem.Unauthenticated.class);
        assertThat(sns.fetched()).isEmpty();
    }

    @Test
    void aNotificationAsksForNothing() {
        take(sns.notification("{}", "id", NOW));
        assertThat(sns.fetched()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://sns.us-east-1.example.com/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem",
                "https://sns.amazonaws.com.evil/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem",
                "https://evil.sns.us-east-1.amazonaws.com/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem",
                "https://sns.s3.amazonaws.com/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem",
                "https://sns-us-east-1.amazonaws.com/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem",
                "http://sns.us-east-1.amazonaws.com/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem",
                "https://sns.us-east-1.amazonaws.com:444/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem",
                "https://me@sns.us-east-1.amazonaws.com/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem",
                "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem?x=1",
                "https://sns.us-east-1.amazonaws.com/?Action=GetTopic&x=SimpleNotificationService-0.pem",
                "https://sns.us-east-1.amazonaws.com/other/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem",
                "https://127.0.0.1/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem"
            })
    void noCertificateIsAskedForOutsideOfSns(String address) {
        List<URI> asked = new ArrayList<>();
        SesWebhook hook = new SesWebhook(
                at -> {
                    asked.add(at);
                    throw new IOException("nobody may come here");
                },
                at -> new byte[0]);
        JsonMapper json = JsonMapper.shared();
        Callback genuine = sns.notification("{}", "id", NOW);
        ObjectNode envelope = (ObjectNode) json.readTree(genuine.body());
        Callback forged = new Callback(Map.of(), json.writeValueAsBytes(envelope.put("SigningCertURL", address)), NOW);
        assertThatThrownBy(() -> hook.verify(forged, ours)).isInstanceOf(Problem.Unauthenticated.class);
        assertThat(asked).isEmpty();
    }
}

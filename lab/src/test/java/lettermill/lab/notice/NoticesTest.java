package lettermill.lab.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import lettermill.lab.Lab;
import lettermill.lab.LabOptions;
import lettermill.lab.inbox.StoredMail;
import lettermill.lab.people.Product;
import lettermill.lab.smtp.RawClient;
import lettermill.lab.world.Diary.Deed;
import lettermill.lab.world.Dice;
import lettermill.lab.world.Manner;
import lettermill.lab.world.Provider;
import lettermill.lab.world.Provider.Readers;
import lettermill.lab.world.Providers;
import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class NoticesTest {
    private static final String MAIL =
            "Subject: Hello\r\nMessage-ID: <1@sonne.example>\r\nX-Long: a\r\n b\r\n\r\nHello 100%";

    @Test
    void aBounceIsADeliveryStatusNotificationToTheReturnPath() throws Exception {
        try (Lab sender = Lab.start(new LabOptions());
                Lab lab = Lab.start(bouncing().bounceListener(sender.smtpAddress()))) {
            String ada = whoseServerIs(BounceForm.POSTFIX);
            send(lab, ada);
            await().atMost(Duration.ofSeconds(10)).until(() -> sender.mails().size() == 1);
            StoredMail notice = sender.mails().find(1).orElseThrow();
            assertThat(notice.route()).isEqualTo(new StoredMail.Route("", "sender@news.example"));

            var in = new ByteArrayInputStream(notice.content().unpacked());
            Message message = new DefaultMessageBuilder().parseMessage(in);
            assertThat(message.getHeader().getField("Content-Type").getBody())
                    .contains("multipart/report", "report-type=delivery-status");
            Multipart parts = (Multipart) message.getBody();
            assertThat(parts.getBodyParts())
                    .extracting(part -> part.getMimeType())
                    .containsExactly("text/plain", "message/delivery-status", "text/rfc822-headers");
            assertThat(new String(notice.content().unpacked(), StandardCharsets.UTF_8))
                    .contains("\r\nFinal-Recipient: rfc822; " + ada + "\r\nAction: failed\r\nStatus: 5.1.1\r\n")
                    .contains("\r\nMessage-ID: <1@sonne.example>\r\nX-Long: a b\r\n")
                    .doesNotContain("Hello 100%");
            assertThat(lab.diary().count(Deed.BOUNCE)).isEqualTo(1);
        }
    }

    private static String whoseServerIs(BounceForm form) {
        return IntStream.range(0, 1000)
                .mapToObj(i -> "person" + i + "@bounces.test")
                .filter(address ->
                        new Dice(42).pick(BounceForm.values().length, "bounce-form", address) == form.ordinal())
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(BounceForm.class)
    void everyFormNamesTheRecipientAndReturnsTheHeader(BounceForm form) throws Exception {
        try (Lab sender = Lab.start(new LabOptions());
                Lab lab = Lab.start(bouncing().bounceListener(sender.smtpAddress()))) {
            String address = whoseServerIs(form);
            send(lab, address);
            await().atMost(Duration.ofSeconds(10)).until(() -> sender.mails().size() == 1);

            assertThat(new String(sender.mails().find(1).orElseThrow().content().unpacked(), StandardCharsets.UTF_8))
                    .contains(address, "\r\nReturn-Path: <sender@news.example>\r\n", "<1@sonne.example>")
                    .doesNotContain("Hello 100%");
        }
    }

    @Test
    void aComplaintIsMailedWhereThereIsAnAddressForIt() throws Exception {
        try (Lab sender = Lab.start(new LabOptions());
                Lab lab = Lab.start(new LabOptions()
                        .people(LabOptions.People.ON)
                        .speed(1_000_000)
                        .bounceListener(sender.smtpAddress())
                        .complaintAddress("fbl@news.example"))) {
            for (int i = 0; i < 2500 && lab.diary().count(Deed.COMPLAINT) == 0; i++) {
                send(lab, "person" + i + "@bluepost.example");
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> lab.diary().count(Deed.COMPLAINT) > 0);
            await().atMost(Duration.ofSeconds(20)).until(() -> lab.diary().count(Deed.AUTO_REPLY) > 0);

            assertThat(LongStream.rangeClosed(1, sender.mails().size())
                            .mapToObj(id -> sender.mails().find(id).orElseThrow()))
                    .anySatisfy(mail -> {
                        assertThat(mail.route()).isEqualTo(new StoredMail.Route("", "fbl@news.example"));
                        assertThat(new String(mail.content().unpacked(), StandardCharsets.UTF_8))
                                .contains("\r\nFeedback-Type: abuse\r\n", "\r\nReturn-Path: <sender@news.example>\r\n");
                    });
        }
    }

    @Test
    void withoutAListenerABounceIsOnlyListed() throws Exception {
        try (Lab lab = Lab.start(bouncing())) {
            send(lab, "ada@bounces.test");
            await().atMost(Duration.ofSeconds(10)).until(() -> lab.diary().count(Deed.BOUNCE) == 1);
            assertThat(lab.diary().entriesOf(1)).singleElement().satisfies(entry -> {
                assertThat(entry.recipient()).isEqualTo("ada@bounces.test");
                assertThat(entry.detail()).contains("no bounce listener");
            });
        }
    }

    @Test
    void aComplaintIsPostedWithItsFeedbackReport() throws Exception {
        try (Product product = new Product();
                Lab lab = Lab.start(new LabOptions()
                        .people(LabOptions.People.ON)
                        .speed(1_000_000)
                        .complaintUrl(URI.create(product.url() + "/complaints")))) {
            for (int i = 0; i < 2500 && lab.diary().count(Deed.COMPLAINT) == 0; i++) {
                send(lab, "person" + i + "@bluepost.example");
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> lab.diary().count(Deed.COMPLAINT) > 0);
            JsonNode posted = JsonMapper.shared()
                    .readTree(product.seen("/complaints").getFirst().body());
            assertThat(posted.at("/type").asString()).isEqualTo("complaint");
            assertThat(posted.at("/recipient").asString()).endsWith("@bluepost.example");
            assertThat(posted.at("/message_id").asString()).isEqualTo("<1@sonne.example>");
            assertThat(posted.at("/report").asString())
                    .contains("report-type=feedback-report", "\r\nFeedback-Type: abuse\r\n");
        }
    }

    private static LabOptions bouncing() {
        return new LabOptions()
                .speed(10_000)
                .providers(Providers.defaults()
                        .with(new Provider("bounces.test", new Manner.BouncesLater(1), 0, Readers.MIXED)));
    }

    private static void send(Lab lab, String recipient) throws IOException {
        try (RawClient client = RawClient.greeted(lab.smtpAddress())) {
            assertThat(client.send(recipient, MAIL)).startsWith("250");
        }
    }
}

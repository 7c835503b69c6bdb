package lettermill.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import lettermill.lab.vendor.MailgunEvents;
import lettermill.lab.vendor.PostmarkEvents;
import lettermill.lab.vendor.SendGridEvents;
import lettermill.lab.vendor.SesEvents;
import lettermill.lab.vendor.VendorEvents;
import lettermill.lab.vendor.VendorFact.Kind;
import lettermill.lab.vendor.VendorMail;
import lettermill.lab.vendor.VendorServer;
import lettermill.lab.vendor.sns.Sns;
import lettermill.webhook.ses.LabSns;
import lettermill.webhook.ses.SesWebhook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;

/** A campaign through each vendor, and the vendor's own reports of it coming home with the vendor's own proof. */
@TestPropertySource(properties = "lettermill.tracking.fastest-reader=0s")
class VendorCampaignTest extends Sendery {

    private static final InstantSource CLOCK = InstantSource.system();
    private static final Sns SNS = sns();

    @TestBean(methodName = "labSns")
    SesWebhook ses;

    static SesWebhook labSns() {
        try {
            return LabSns.hook(SNS);
        } catch (GeneralSecurityException | IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static Sns sns() {
        try {
            return Sns.start(Files.createTempDirectory("sns"), CLOCK);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopping) {
            throw new IllegalStateException(stopping);
        }
    }

    @AfterAll
    static void closeSns() {
        SNS.close();
    }

    @Test
    void sendGridSignsBatchesWithAKeyPair() throws Exception {
        SendGridEvents events = new SendGridEvents();
        try (VendorServer vendor = VendorServer.sendGrid("SG.key", events::take)) {
            String provider = provider("SENDGRID", "{\"api_key\": \"SG.key\"}", vendor, "");
            String credential = "{\"public_keys\": [\"%s\"]}".formatted(events.publicKey());
            eventsComeHome(vendor, events, hook("sendgrid", provider, credential));
        }
    }

    @Test
    void sesSpeaksThroughSnsWhichIsSubscribedTo() throws Exception {
        SesEvents events = new SesEvents(SNS);
        try (VendorServer vendor = VendorServer.ses("AKIALAB", "secret", events::take)) {
            String provider = provider(
                    "SES",
                    "{\"access_key_id\": \"AKIALAB\", \"secret_access_key\": \"secret\"}",
                    vendor,
                    "\"region\": \"eu-west-1\", ");
            URI hook = hook("ses", provider, "{\"topic_arns\": [\"%s\"]}".formatted(Sns.TOPIC));
            assertThat(SNS.subscribe(hook)).as("confirmed at SNS").isTrue();
            eventsComeHome(vendor, events, hook);
        }
    }

    @Test
    void mailgunProvesEachCallWithATokenOfItsOwn() throws Exception {
        MailgunEvents events = new MailgunEvents("signing key", CLOCK);
        try (VendorServer vendor = VendorServer.mailgun("key-lab", "mill.example", events::take)) {
            String provider =
                    provider("MAILGUN", "{\"api_key\": \"key-lab\"}", vendor, "\"domain\": \"mill.example\", ");
            eventsComeHome(vendor, events, hook("mailgun", provider, "{\"signing_keys\": [\"signing key\"]}"));
        }
    }

    @Test
    void postmarkSignsInWithAPassword() throws Exception {
        PostmarkEvents events = new PostmarkEvents("postmark", "a long password", CLOCK);
        try (VendorServer vendor = VendorServer.postmark("token", events::take)) {
            String provider = provider("POSTMARK", "{\"server_token\": \"token\"}", vendor, "");
            URI hook = hook(
                    "postmark",
                    provider,
                    "{\"basic_auth\": [{\"username\": \"postmark\", \"password\": \"a long password\"}]}");
            eventsComeHome(vendor, events, hook);
        }
    }

    @Test
    void whatIsProvedByAnotherKeyIsRefusedAndToldAgain() throws Exception {
        MailgunEvents events = new MailgunEvents("another key", CLOCK);
        try (VendorServer vendor = VendorServer.mailgun("key-lab", "mill.example", events::take)) {
            String provider =
                    provider("MAILGUN", "{\"api_key\": \"key-lab\"}", vendor, "\"domain\": \"mill.example\", ");
            URI hook = hook("mailgun", provider, "{\"signing_keys\": [\"signing key\"]}");
            String campaign = sent(2);
            assertThat(events.post(hook)).isEqualTo(401);
            assertThat(events.untold()).isEqualTo(2);
            assertThat(statuses(campaign, "DELIVERED")).isEmpty();
        }
    }

    /** Five people: p3 has no mailbox, p1 looks, p2 clicks, p4 complains. */
    private void eventsComeHome(VendorServer vendor, VendorEvents events, URI hook) throws Exception {
        events.bury("p3@example.org");
        String campaign = sent(5);
        assertThat(vendor.taken())
                .hasSize(5)
                .allSatisfy(mail -> assertThat(mail.tags()).containsKey("lettermill_message"))
                .extracting(VendorMail::recipient)
                .doesNotHaveDuplicates();
        assertThat(events.post(hook)).isEqualTo(200);
        assertThat(statuses(campaign, "DELIVERED")).containsExactly("p1", "p2", "p4", "p5");
        assertThat(statuses(campaign, "BOUNCED")).containsExactly("p3");

        events.tell(
                to(vendor, "p1"),
                Kind.OPENED,
                "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
        events.tell(to(vendor, "p2"), Kind.CLICKED, "https://shop.example/rye?a=1&b=2");
        events.tell(to(vendor, "p4"), Kind.COMPLAINED, "");
        assertThat(events.post(hook)).isEqualTo(200);
        assertThat(statuses(campaign, "OPENED")).containsExactly("p1");
        assertThat(statuses(campaign, "CLICKED")).containsExactly("p2");
        assertThat(statuses(campaign, "UNSUBSCRIBED")).containsExactly("p4");
        assertThat(see(campaign))
                .containsEntry("delivered_count", 4)
                .containsEntry("bounce_count", 1)
                .containsEntry("complaint_count", 1);
        assertThat(events.untold()).isZero();
    }

    private String sent(int people) {
        sender("");
        people(people);
        String campaign = campaign(template(LETTER), "");
        act(campaign, "send").expectStatus().isOk();
        awaitStatus(campaign, "SENT");
        return campaign;
    }

    private static VendorMail to(VendorServer vendor, String person) {
        return vendor.taken().stream()
                .filter(mail -> mail.recipient().equals(person + "@example.org"))
                .findFirst()
                .orElseThrow();
    }

    private String provider(String type, String credentials, VendorServer vendor, String settings) {
        return id(
                ask("/email-infrastructure/providers", """
                {"name": "Vendor", "provider_type": "%s", "credentials": %s,
                 "settings": {%s"endpoint": "%s"}}""".formatted(type, credentials, settings, vendor.endpoint())));
    }

    /** Says how the vendor's callbacks are known, and gives their address. */
    private URI hook(String vendor, String provider, String credential) {
        owner.client()
                .put()
                .uri(owner.path("/email-infrastructure/providers/" + provider + "/webhook"))
                .contentType(MediaType.APPLICATION_JSON)
                .body(credential)
                .exchange()
                .expectStatus()
                .isOk();
        return URI.create("http://127.0.0.1:" + port + "/webhooks/email/" + vendor + "/" + provider);
    }

    private List<String> statuses(String campaign, String status) {
        return recipients(campaign, "&status=" + status).stream()
                .map(VendorCampaignTest::person)
                .sorted()
                .toList();
    }

    private static String person(Map<String, Object> recipient) {
        return String.valueOf(recipient.get("email")).replaceFirst("@.*", "");
    }
}

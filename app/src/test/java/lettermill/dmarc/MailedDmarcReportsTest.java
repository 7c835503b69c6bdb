package lettermill.dmarc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import lettermill.AppTest;
import lettermill.mailagent.feedback.FeedbackReader;
import lettermill.wire.feedback.MailedFeedback;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

/** Aggregate reports that receivers mail to the address in a domain's record. */
@TestPropertySource(properties = {"lettermill.feedback.host=mail.house.example", "lettermill.feedback.port=0"})
class MailedDmarcReportsTest extends AppTest {

    private static final Instant YESTERDAY = Instant.now().minus(Duration.ofDays(1));

    @Autowired
    MailedDmarcReports desk;

    private Owner owner;
    private String domain;

    @BeforeEach
    void addDomain() {
        owner = owner();
        domain = add(owner);
    }

    private static String add(Owner who) {
        return body(who.client()
                        .post()
                        .uri(who.path("/email-infrastructure/domains"))
                        .contentType(MediaType.APPLICATION_JSON)
                        .body("{\"domain\": \"mill.example\"}")
                        .exchange())
                .path("id")
                .asString();
    }

    private static JsonNode body(RestTestClient.ResponseSpec response) {
        return response.expectStatus()
                .is2xxSuccessful()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
    }

    private static String address(String domain) {
        return "dmarc+" + domain.replace("-", "") + "@mail.house.example";
    }

    private static JsonNode reports(Owner who, String domain) {
        return body(who.client()
                        .get()
                        .uri(who.path("/email-infrastructure/domains/" + domain + "/dmarc/reports"))
                        .exchange())
                .path("items");
    }

    private void comes(String address, String mail) throws Exception {
        byte[] content = mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        desk.take(new MailedFeedback(address, FeedbackReader.read(content), content));
    }

    private static TestReport report(String id, String domain) {
        return TestReport.of(id, domain, YESTERDAY).record("192.0.2.1", 90, "pass", "pass", "none", domain);
    }

    private static String mail(String type, byte[] file) {
        return """
                From: noreply-dmarc@receiver.example
                Subject: Report Domain: mill.example Submitter: receiver.example Report-ID: 1
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/plain

                This is an aggregate report.
                --b
                Content-Type: %s
                Content-Transfer-Encoding: base64
                Content-Disposition: attachment; filename="receiver.example!mill.example!1!2.xml.gz"

                %s
                --b--
                """.formatted(type, Base64.getMimeEncoder().encodeToString(file));
    }

    @Test
    void aReportIsTakenHoweverItIsPackedAndOnce() throws Exception {
        comes(
                address(domain),
                mail("application/gzip", report("one", "mill.example").gzip()));
        comes(
                address(domain),
                mail("application/zip", report("two", "mill.example").zip("two.xml")));
        comes(address(domain), mail("text/xml", report("three", "mill.example").plain()));
        comes(
                address(domain).toUpperCase(Locale.ROOT),
                mail("application/gzip", report("one", "mill.example").gzip()));
        assertThat(reports(owner, domain))
                .extracting(report -> report.path("report_id").asString())
                .containsExactly("three", "two", "one");
    }

    @Test
    void aMailThatIsNothingButTheFileIsTakenToo() throws Exception {
        comes(
                address(domain),
                """
                From: noreply@receiver.example
                Content-Type: application/zip; name="receiver.example!mill.example!1!2.zip"
                Content-Transfer-Encoding: base64

                """
                        + Base64.getMimeEncoder()
                                .encodeToString(report("bare", "mill.example").zip("bare.xml")));
        assertThat(reports(owner, domain)).hasSize(1);
    }

    @Test
    void itGoesToTheDomainThatItsAddressNamesAndToNoOtherOfThatName() throws Exception {
        Owner other = owner();
        String theirs = add(other);
        comes(
                address(domain),
                mail("application/gzip", report("one", "mill.example").gzip()));
        assertThat(reports(owner, domain)).hasSize(1);
        assertThat(reports(other, theirs)).isEmpty();
    }

    @Test
    void whatCannotBeReadIsLeftOutAndNotAskedForAgain() throws Exception {
        comes(address(domain), mail("application/gzip", new byte[] {0x1f, (byte) 0x8b, 1, 2}));
        comes(
                address(domain),
                mail("application/gzip", report("foreign", "other.example").gzip()));
        comes(address(domain), "no MIME at all");
        comes(
                address("3f0c4b7e-94bb-4a39-9b0a-6d3d0c2c4a57"),
                mail("application/gzip", report("nobody", "mill.example").gzip()));
        assertThat(reports(owner, domain)).isEmpty();
    }

    @Test
    void onlyAddressesOfThisFormAtOurHostAreExpected() {
        assertThat(desk.expects(address(domain))).isTrue();
        assertThat(desk.expects(address(domain).replace("@mail", "@other"))).isFalse();
        assertThat(desk.expects("dmarc@mail.house.example")).isFalse();
        assertThat(desk.expects("dmarc+1234@mail.house.example")).isFalse();
    }

    @Test
    void whereNoMailIsTakenThereIsNoAddressToPublish() {
        JsonNode mailbox = body(owner.client()
                .get()
                .uri(owner.path("/email-infrastructure/domains/" + domain + "/dmarc/mailbox"))
                .exchange());
        assertThat(mailbox.path("address").isNull()).isTrue();
    }
}

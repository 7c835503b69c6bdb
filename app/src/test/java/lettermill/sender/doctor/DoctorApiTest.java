package lettermill.sender.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import lettermill.AppTest;
import lettermill.lab.dns.DnsServer;
import lettermill.lab.dns.Zone;
import lettermill.lab.dns.Zone.Manner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

/** Every finding comes with what was asked and what came back. */
@Timeout(60)
class DoctorApiTest extends AppTest {

    private static final DnsServer DNS = new DnsServer();
    private static final String DOMAINS = "/email-infrastructure/domains";

    private Owner owner;
    private String id;

    @DynamicPropertySource
    static void resolver(DynamicPropertyRegistry registry) {
        registry.add("lettermill.dns.resolver", DNS::address);
        registry.add("lettermill.dns.timeout", () -> "300ms");
    }

    @AfterAll
    static void stop() {
        DNS.close();
    }

    @BeforeEach
    void addDomain() {
        DNS.serve(new Zone());
        owner = owner();
        id = body(owner.client()
                        .post()
                        .uri(owner.path(DOMAINS))
                        .contentType(MediaType.APPLICATION_JSON)
                        .body("{\"domain\": \"example.org\"}")
                        .exchange()
                        .expectStatus()
                        .isCreated())
                .path("id")
                .asString();
    }

    @Test
    void saysWhatWasAskedAndWhatCameBack() {
        DNS.zone().text("example.org", "v=spf1 a -all").text("_dmarc.example.org", "v=DMARC1; p=reject; pct=20");
        JsonNode report = doctor();
        assertThat(report.path("sendable").asBoolean()).isFalse();
        assertThat(report.path("status").asString()).isEqualTo("PENDING");
        assertThat(report.path("errors").asInt()).as(report.toString()).isEqualTo(2);
        JsonNode dmarc = examination(report, "DMARC");
        assertThat(dmarc.path("verdict").asString()).isEqualTo("OK");
        assertThat(dmarc.path("findings").toString()).contains("pct= was removed", "aggregate reports");
        assertThat(dmarc.path("asked").get(0).path("name").asString()).isEqualTo("_dmarc.example.org");
        assertThat(dmarc.path("asked").get(0).path("answer").asString()).contains("v=DMARC1; p=reject; pct=20");
        JsonNode dkim = examination(report, "DKIM");
        assertThat(dkim.path("findings").get(0).path("severity").asString()).isEqualTo("ERROR");
        assertThat(dkim.path("findings").get(0).path("advice").asString()).isEqualTo("Publish the key there.");
        assertThat(dkim.path("asked").get(0).path("answer").asString()).isEqualTo("there is no such name");
    }

    @Test
    void aTrackingDomainIsLookedAtToo() {
        owner.client()
                .patch()
                .uri(owner.path(""))
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"tracking_domain\": \"links.example.org\"}")
                .exchange()
                .expectStatus()
                .isOk();
        DNS.zone().address("links.example.org", "192.0.2.80");
        JsonNode tracking = examination(doctor(), "TRACKING");
        assertThat(tracking.path("verdict").asString()).isEqualTo("WRONG");
        assertThat(tracking.path("found").get(0).asString()).isEqualTo("192.0.2.80");
    }

    @Test
    void silenceIsAFindingAndNoFault() {
        DNS.zone().manner("example.org", Manner.SILENT).manner("_dmarc.example.org", Manner.FAILING);
        JsonNode report = doctor();
        for (String subject : List.of("SPF", "DMARC", "RETURN_PATH")) {
            assertThat(examination(report, subject).path("verdict").asString()).isEqualTo("UNKNOWN");
        }
    }

    @Test
    void foreignAndUnknownDomainsAreNotThere() {
        owner.client()
                .get()
                .uri(owner.path(DOMAINS + "/" + UUID.randomUUID() + "/doctor"))
                .exchange()
                .expectStatus()
                .isNotFound();
        Owner other = owner();
        other.client()
                .get()
                .uri(other.path(DOMAINS + "/" + id + "/doctor"))
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    private JsonNode doctor() {
        return body(owner.client()
                .get()
                .uri(owner.path(DOMAINS + "/" + id + "/doctor"))
                .exchange()
                .expectStatus()
                .isOk());
    }

    private static JsonNode examination(JsonNode report, String subject) {
        return report.path("examinations")
                .valueStream()
                .filter(each -> each.path("subject").asString().equals(subject))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode body(RestTestClient.ResponseSpec response) {
        return response.expectBody(JsonNode.class).returnResult().getResponseBody();
    }
}

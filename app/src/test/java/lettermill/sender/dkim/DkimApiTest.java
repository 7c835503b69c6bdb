package lettermill.sender.dkim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import lettermill.AppTest;
import lettermill.TestClock;
import lettermill.lab.dns.DnsServer;
import lettermill.lab.dns.Zone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

/** What an operator sees of a rotation and of a second signature, on real DNS. */
@Timeout(60)
class DkimApiTest extends AppTest {

    private static final DnsServer DNS = new DnsServer();
    private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
    private static final String DOMAINS = "/email-infrastructure/domains";

    @TestBean(name = "clock", methodName = "standingClock")
    Clock everybodysClock;

    private Owner owner;
    private String id;

    static Clock standingClock() {
        return new TestClock(START);
    }

    @DynamicPropertySource
    static void resolver(DynamicPropertyRegistry registry) {
        registry.add("lettermill.dns.resolver", DNS::address);
        registry.add("lettermill.dns.timeout", () -> "1s");
    }

    @BeforeEach
    void addVerifiedDomain() {
        DNS.serve(new Zone());
        clock().set(START);
        owner = owner();
        JsonNode domain = body(owner.client()
                .post()
                .uri(owner.path(DOMAINS))
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"domain\": \"example.org\"}")
                .exchange());
        id = domain.path("id").asString();
        for (String purpose : List.of("spf", "dkim", "dmarc")) {
            publish(domain.path("dns_records").path(purpose));
        }
        DNS.zone().exchanger("example.org", 10, "mx.example.org").address("mx.example.org", "192.0.2.30");
        assertThat(verify().path("status").asString()).isEqualTo("VERIFIED");
    }

    @AfterAll
    static void stop() {
        DNS.close();
    }

    @Test
    void aRotationShowsBothRecordsAndTurnsWhenTheNewOneIsSeen() {
        String old = dkim(domain());
        JsonNode waiting = other(body(ask(HttpMethod.POST, "/dkim/rotate")));
        String next = waiting.path("record").path("name").asString();
        assertThat(waiting.path("stage").asString()).isEqualTo("WAITING");
        assertThat(waiting.path("record").path("verdict").asString()).isEqualTo("UNCHECKED");
        assertThat(domain().path("next_check_at").asString()).isEqualTo("2026-03-02T10:10:00Z");
        ask(HttpMethod.POST, "/dkim/rotate")
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.detail")
                .value(String.class, detail -> assertThat(detail).contains("under way", next));

        JsonNode missing = verify();
        assertThat(missing.path("status").asString()).as("mail is signed").isEqualTo("VERIFIED");
        assertThat(other(missing).path("record").path("verdict").asString()).isEqualTo("MISSING");
        assertThat(other(missing).path("record").path("advice").asString()).contains("Publish the key there.");
        assertThat(missing.path("next_check_at").asString()).isEqualTo("2026-03-02T11:00:00Z");
        assertThat(examined(next)).contains("\"severity\":\"WARNING\"", "signs nothing until its record was seen");
        assertThat(examined(old)).contains("Our key of 2048 bits is published");

        publish(waiting.path("record"));
        assertThat(examined(next)).contains("The next verification lets this key sign");
        assertThat(dkim(domain())).as("a doctor changes nothing").isEqualTo(old);
        JsonNode turned = verify();
        assertThat(dkim(turned)).isEqualTo(next);
        assertThat(other(turned).path("record").path("name").asString()).isEqualTo(old);
        assertThat(other(turned).path("stage").asString()).isEqualTo("RETIRED");
        assertThat(other(turned).path("keep_until").asString()).isEqualTo("2026-03-09T10:00:00Z");
        assertThat(turned.path("next_check_at").asString()).isEqualTo("2026-03-03T10:00:00Z");
        assertThat(examined(old)).contains("Leave the record published until 9 March 2026.");

        clock().advance(Duration.ofDays(7));
        assertThat(other(verify()).path("stage").asString()).isEqualTo("ERASED");
        assertThat(examined(old)).contains("The record may be removed.");
        DNS.zone().remove(old);
        assertThat(verify().path("dns_records").path("other_dkim")).isEmpty();
        assertThat(audited())
                .containsExactly(
                        "domain.rotate_dkim example.org: " + next.replaceAll("\\..*", "") + " WAITING",
                        "domain.dkim example.org: signed with " + next);
    }

    @Test
    void aSecondSignatureIsSwitchedOnAndOff() {
        String rsa = dkim(domain());
        JsonNode added = body(ask(HttpMethod.POST, "/dkim/ed25519"));
        assertThat(other(added).path("algorithm").asString()).isEqualTo("ED25519");
        assertThat(other(body(ask(HttpMethod.POST, "/dkim/ed25519")))).isEqualTo(other(added));
        publish(other(added).path("record"));
        JsonNode signing = verify();
        assertThat(other(signing).path("stage").asString()).isEqualTo("SIGNING");
        assertThat(dkim(signing)).isEqualTo(rsa);
        String name = other(signing).path("record").path("name").asString();

        DNS.zone().remove(name);
        JsonNode gone = verify();
        assertThat(gone.path("status").asString()).as("RSA holds").isEqualTo("VERIFIED");
        assertThat(gone.path("lacking_since").isNull()).isTrue();
        assertThat(other(gone).path("stage").asString()).isEqualTo("WAITING");
        assertThat(body(ask(HttpMethod.DELETE, "/dkim/ed25519"))
                        .path("dns_records")
                        .path("other_dkim"))
                .isEmpty();
        ask(HttpMethod.DELETE, "/dkim/ed25519").expectStatus().isOk();
        assertThat(audited())
                .containsExactly(
                        "domain.add_ed25519 example.org: " + name.replaceAll("\\..*", "") + " WAITING",
                        "domain.dkim example.org: signed with " + rsa + " and " + name,
                        "domain.dkim example.org: signed with " + rsa,
                        "domain.retire_ed25519 example.org:");
    }

    @Test
    void anothersDomainIsNotThere() {
        owner = owner();
        for (String path : List.of("/dkim/rotate", "/dkim/ed25519")) {
            ask(HttpMethod.POST, path).expectStatus().isNotFound();
        }
        ask(HttpMethod.DELETE, "/dkim/ed25519").expectStatus().isNotFound();
        id = UUID.randomUUID().toString();
        ask(HttpMethod.POST, "/dkim/rotate").expectStatus().isNotFound();
    }

    private List<String> audited() {
        return database.sql("""
                        SELECT action || ' ' || detail FROM workspace.audit_entry
                        WHERE target = :id AND action NOT IN ('domain.add', 'domain.check') ORDER BY id""").param("id", id).query(String.class).list();
    }

    private String examined(String name) {
        return body(owner.client()
                        .get()
                        .uri(owner.path(DOMAINS + "/" + id + "/doctor"))
                        .exchange())
                .path("examinations")
                .valueStream()
                .filter(each -> each.path("wanted").path("name").asString().equals(name))
                .findFirst()
                .orElseThrow()
                .toString();
    }

    private static String dkim(JsonNode domain) {
        return domain.path("dns_records").path("dkim").path("name").asString();
    }

    private static JsonNode other(JsonNode domain) {
        JsonNode others = domain.path("dns_records").path("other_dkim");
        assertThat(others).as(domain.toString()).hasSize(1);
        return others.get(0);
    }

    private static void publish(JsonNode record) {
        DNS.zone()
                .remove(record.path("name").asString())
                .text(record.path("name").asString(), record.path("wanted").asString());
    }

    private TestClock clock() {
        return (TestClock) everybodysClock;
    }

    private JsonNode domain() {
        return body(owner.client().get().uri(owner.path(DOMAINS + "/" + id)).exchange());
    }

    private JsonNode verify() {
        return body(ask(HttpMethod.POST, "/verify").expectStatus().isOk());
    }

    private RestTestClient.ResponseSpec ask(HttpMethod method, String path) {
        return owner.client()
                .method(method)
                .uri(owner.path(DOMAINS + "/" + id + path))
                .exchange();
    }

    private static JsonNode body(RestTestClient.ResponseSpec response) {
        return response.expectBody(JsonNode.class).returnResult().getResponseBody();
    }
}

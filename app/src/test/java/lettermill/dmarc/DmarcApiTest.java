package lettermill.dmarc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import lettermill.AppTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

/** Aggregate reports of DMARC over HTTP. */
class DmarcApiTest extends AppTest {

    private static final Instant YESTERDAY = Instant.now().minus(Duration.ofDays(1));

    @Autowired
    PurgeReports purge;

    private Owner owner;
    private String dmarc;

    @BeforeEach
    void addDomain() {
        owner = owner();
        dmarc = owner.path("/email-infrastructure/domains/")
                + body(owner.client()
                                .post()
                                .uri(owner.path("/email-infrastructure/domains"))
                                .contentType(MediaType.APPLICATION_JSON)
                                .body("{\"domain\": \"mill.example\", \"subdomain\": \"news\"}")
                                .exchange())
                        .path("id")
                        .asString()
                + "/dmarc";
    }

    private RestTestClient.ResponseSpec send(byte[] file) {
        return owner.client()
                .post()
                .uri(dmarc + "/reports")
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .body(file)
                .exchange();
    }

    private static JsonNode body(RestTestClient.ResponseSpec response) {
        return response.expectStatus()
                .is2xxSuccessful()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
    }

    private JsonNode get(String path) {
        return body(
                owner.client().get().uri(dmarc + path).exchange().expectStatus().isOk());
    }

    private static TestReport report(String id) {
        return TestReport.of(id, "news.mill.example", YESTERDAY)
                .record("192.0.2.1", 90, "pass", "pass", "none", "news.mill.example")
                .record("192.0.2.1", 10, "pass", "fail", "none", "news.mill.example")
                .record("2001:db8::66", 7, "fail", "fail", "quarantine", "news.mill.example");
    }

    @Test
    void hostsAreShownWithWhatPassed() {
        send(report("one").gzip()).expectStatus().isCreated();
        JsonNode hosts = get("/sources").path("items");
        assertThat(hosts).hasSize(2);
        JsonNode ours = hosts.get(0);
        assertThat(ours.path("address").asString()).isEqualTo("192.0.2.1");
        assertThat(ours.path("messages").asInt()).isEqualTo(100);
        assertThat(ours.path("aligned").asInt()).isEqualTo(100);
        assertThat(ours.path("spf_aligned").asInt()).isEqualTo(90);
        JsonNode forger = hosts.get(1);
        assertThat(forger.path("address").asString()).isEqualTo("2001:db8::66");
        assertThat(forger.path("aligned").asInt()).isZero();
        assertThat(forger.path("quarantined").asInt()).isEqualTo(7);
        assertThat(forger.path("organizations").get(0).asString()).isEqualTo("google.com");
        JsonNode report = get("/reports").path("items").get(0);
        assertThat(report.path("messages").asInt()).isEqualTo(107);
        assertThat(report.path("aligned").asInt()).isEqualTo(100);
        assertThat(report.path("policy").asString()).isEqualTo("quarantine");
    }

    @Test
    void aReportCountsOnceHoweverItIsPacked() {
        assertThat(body(send(report("one").gzip()).expectStatus().isCreated())
                        .path("is_new")
                        .asBoolean())
                .isTrue();
        for (byte[] again :
                new byte[][] {report("one").plain(), report("one").zip("google.com!news.mill.example!1!2.xml")}) {
            assertThat(body(send(again).expectStatus().isCreated())
                            .path("is_new")
                            .asBoolean())
                    .isFalse();
        }
        send(report("two").zip("two.xml")).expectStatus().isCreated();
        assertThat(get("/sources").path("items").get(0).path("messages").asInt())
                .isEqualTo(200);
        JsonNode page = get("/reports?limit=1");
        assertThat(page.path("items").get(0).path("report_id").asString()).isEqualTo("two");
        assertThat(get("/reports?limit=1&after=" + page.path("next").asString())
                        .path("items")
                        .get(0)
                        .path("report_id")
                        .asString())
                .isEqualTo("one");
    }

    @Test
    void aReportOnTheDomainAboveTellsOfOursOnly() {
        TestReport above = TestReport.ofTheNewKind("above", "mill.example", YESTERDAY)
                .record("192.0.2.1", 5, "pass", "pass", "pass", "news.mill.example")
                .record("192.0.2.2", 80, "pass", "pass", "pass", "shop.mill.example");
        JsonNode taken = body(send(above.plain()).expectStatus().isCreated());
        assertThat(taken.path("messages").asInt()).isEqualTo(5);
        assertThat(taken.path("ignored").asInt()).isEqualTo(80);
        assertThat(get("/sources").path("items")).hasSize(1);
    }

    @Test
    void oldReportsAreNotShownAndInTheEndForgotten() {
        send(TestReport.of("old", "news.mill.example", Instant.now().minus(Duration.ofDays(40)))
                        .record("192.0.2.1", 5, "pass", "pass", "none", "news.mill.example")
                        .plain())
                .expectStatus()
                .isCreated();
        send(TestReport.of("ancient", "news.mill.example", Instant.now().minus(Duration.ofDays(500)))
                        .plain())
                .expectStatus()
                .isCreated();
        assertThat(get("/sources").path("items")).isEmpty();
        assertThat(get("/sources?days=60").path("items")).hasSize(1);
        assertThat(get("/reports").path("items")).hasSize(2);
        purge.run(null);
        assertThat(get("/reports").path("items")).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("nonsense")
    void nonsenseIsExplained(byte[] file, String words) {
        String answer = new String(
                send(file)
                        .expectStatus()
                        .isEqualTo(422)
                        .expectBody()
                        .returnResult()
                        .getResponseBody(),
                StandardCharsets.UTF_8);
        assertThat(answer).contains(words);
        assertThat(get("/reports").path("items")).isEmpty();
    }

    static Stream<Arguments> nonsense() {
        String good = report("x").xml();
        return Stream.of(
                bad("not xml at all", "no XML that can be read, line 1"),
                bad("<html></html>", "its root is <html>"),
                bad(good.replace("<org_name>google.com</org_name>", ""), "report_metadata.org_name"),
                bad(good.replace("<count>7</count>", "<count>many</count>"), "row.count: many is no number"),
                bad(good.replace("192.0.2.1", "mail.example"), "row.source_ip: mail.example is no address"),
                bad(good.replaceAll("<end>\\d+", "<end>yesterday"), "yesterday is no time"),
                bad(good.replace("news.mill.example", "other.example"), "a report about news.mill.example"),
                bad(good.substring(0, good.length() - 40), "no XML that can be read"),
                Arguments.of(report("x").zip("report.txt"), "no .xml file"),
                Arguments.of(new byte[] {0x1F, (byte) 0x8B, 1, 2, 3}, "cannot be unpacked"),
                Arguments.of(TestReport.gzip(new byte[ReportFile.LARGEST + 1]), "more than 33554432 bytes"),
                bad("<a>".repeat(2_000_000), "root is <a>"),
                bad("<feedback>" + "<a>".repeat(1_000_000), "no XML that can be read"));
    }

    private static Arguments bad(String xml, String words) {
        return Arguments.of(xml.getBytes(StandardCharsets.UTF_8), words);
    }

    @Test
    void noFileOfOursIsReadAndNoMemoryFilled() {
        String laughs = """
                <!DOCTYPE feedback [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
                <!ENTITY c SYSTEM "file:///etc/passwd">]>""";
        for (String entity : new String[] {"&b;", "&c;"}) {
            String xml = report("x").xml().replace("google.com</org_name>", entity + "</org_name>");
            String answer = new String(
                    send(xml.replace("<feedback>", laughs + "<feedback>").getBytes(StandardCharsets.UTF_8))
                            .expectStatus()
                            .isEqualTo(422)
                            .expectBody()
                            .returnResult()
                            .getResponseBody(),
                    StandardCharsets.UTF_8);
            assertThat(answer).doesNotContain("root:", "aaaa");
        }
    }

    @Test
    void anotherWorkspaceSeesNothing() {
        send(report("one").plain()).expectStatus().isCreated();
        Owner stranger = owner();
        String path = dmarc.replace(owner.path(""), stranger.path(""));
        stranger.client().get().uri(path + "/sources").exchange().expectStatus().isNotFound();
        stranger.client()
                .get()
                .uri(dmarc + "/sources")
                .exchange()
                .expectStatus()
                .isNotFound();
    }
}

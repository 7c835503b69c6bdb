package lettermill.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import lettermill.lab.smtp.RawClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The inbox and its API over real SMTP and HTTP. */
class LabTest {
    private static final String MAIL = """
            From: =?UTF-8?Q?B=C3=A4ckerei_Sonne?= <news@sonne.example>\r
            To: ada@bluepost.example\r
            Subject: Fresh\r
             bread %d\r
            Message-ID: <%d@sonne.example>\r
            MIME-Version: 1.0\r
            Content-Type: multipart/alternative; boundary=b\r
            \r
            --b\r
            Content-Type: text/plain; charset=utf-8\r
            Content-Transfer-Encoding: quoted-printable\r
            \r
            Br=C3=B6tchen\r
            --b\r
            Content-Type: text/html; charset=utf-8\r
            \r
            <script>alert(1)</script><p>"Br\u00f6tchen" & more</p>\r
            --b--""";

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void showsAMailThatCameIn() throws Exception {
        try (Lab lab = Lab.start(new LabOptions())) {
            send(lab, "ada@bluepost.example", 1);
            JsonNode list = get(lab, "/api/messages");
            assertThat(list.at("/items/0/recipient").asString()).isEqualTo("ada@bluepost.example");
            assertThat(list.at("/items/0/subject").asString()).isEqualTo("Fresh bread 1");
            assertThat(list.at("/items/0/from").asString()).isEqualTo("B\u00e4ckerei Sonne <news@sonne.example>");
            assertThat(list.at("/items/0/message_id").asString()).isEqualTo("<1@sonne.example>");
            assertThat(list.at("/next").isNull()).isTrue();

            JsonNode mail = get(lab, "/api/messages/" + list.at("/items/0/id").asLong());
            assertThat(mail.at("/text").asString()).isEqualTo("Br\u00f6tchen");
            assertThat(mail.at("/html").asString()).contains("<p>\"Br\u00f6tchen\" & more</p>");
            assertThat(mail.at("/headers/0/name").asString()).isEqualTo("From");
            assertThat(mail.at("/dkim/result").asString()).isEqualTo("none");
            assertThat(fetch(lab, "/api/messages/1/raw").body()).isEqualTo(MAIL.formatted(1, 1) + "\r\n");
        }
    }

    @Test
    void pagesAndSearchesNewestFirst() throws Exception {
        try (Lab lab = Lab.start(new LabOptions())) {
            for (int i = 1; i <= 5; i++) {
                send(lab, i == 3 ? "Grace@Bluepost.example" : "ada@bluepost.example", i);
            }
            JsonNode first = get(lab, "/api/messages?limit=2");
            assertThat(first.at("/items").size()).isEqualTo(2);
            assertThat(first.at("/items/0/subject").asString()).isEqualTo("Fresh bread 5");
            JsonNode second =
                    get(lab, "/api/messages?limit=3&after=" + first.at("/next").asLong());
            assertThat(second.at("/items/0/subject").asString()).isEqualTo("Fresh bread 3");
            assertThat(second.at("/next").isNull()).isTrue();
            assertThat(get(lab, "/api/messages?search=grace%40").at("/items").size())
                    .isEqualTo(1);
            assertThat(get(lab, "/api/messages?search=BREAD+4").at("/items").size())
                    .isEqualTo(1);
            assertThat(get(lab, "/api/stats").at("/mails/repeated_recipients").asInt())
                    .isEqualTo(3);
        }
    }

    @Test
    void countsAMailThatCameTwice() throws Exception {
        try (Lab lab = Lab.start(new LabOptions())) {
            send(lab, "ada@bluepost.example", 1);
            send(lab, "ada@bluepost.example", 1);
            send(lab, "bob@bluepost.example", 1);
            assertThat(get(lab, "/api/stats").at("/mails/duplicate_message_ids").asInt())
                    .isEqualTo(1);
            JsonNode received = get(lab, "/api/received");
            assertThat(received.size()).isEqualTo(3);
            assertThat(received.at("/2/recipient").asString()).isEqualTo("bob@bluepost.example");
            assertThat(fetch(lab, "DELETE", "/api/messages").statusCode()).isEqualTo(204);
            assertThat(get(lab, "/api/stats").at("/mails/received").asInt()).isZero();
            assertThat(get(lab, "/api/messages").at("/items").size()).isZero();
        }
    }

    @Test
    void pagesEscapeWhatStrangersWrote() throws Exception {
        try (Lab lab = Lab.start(new LabOptions())) {
            send(lab, "ada@bluepost.example", 1);
            HttpResponse<String> list = fetch(lab, "/?search=%3Cscript%3E");
            assertThat(list.body()).contains("&lt;script&gt;").doesNotContain("<script>");
            HttpResponse<String> page = fetch(lab, "/messages/1");
            assertThat(page.body())
                    .contains("srcdoc=\"&lt;base target=_blank&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;p&gt;&quot;")
                    .contains("sandbox=\"allow-popups allow-popups-to-escape-sandbox\"")
                    .doesNotContain("<script>");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'none'")
                    .contains("img-src 'self' data:;");
            assertThat(fetch(lab, "/messages/1?images=on").headers().firstValue("Content-Security-Policy"))
                    .hasValueSatisfying(policy -> assertThat(policy).contains("img-src 'self' data: http: https:;"));
        }
    }

    @Test
    void answersWrongRequestsWithAProblem() throws Exception {
        try (Lab lab = Lab.start(new LabOptions())) {
            for (String path : List.of("/api/messages?limit=0", "/api/messages?after=x")) {
                HttpResponse<String> reply = fetch(lab, path);
                assertThat(reply.statusCode()).as(path).isEqualTo(400);
                assertThat(reply.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            }
            assertThat(fetch(lab, "/api/messages/9").statusCode()).isEqualTo(404);
            assertThat(fetch(lab, "/api/nothing").statusCode()).isEqualTo(404);
            assertThat(fetch(lab, "/messages/9").statusCode()).isEqualTo(404);
            assertThat(fetch(lab, "POST", "/api/dkim-keys").statusCode()).isEqualTo(400);
        }
    }

    @Test
    void publishesKeysInItsDns() throws Exception {
        try (Lab lab = Lab.start(new LabOptions())) {
            lab.dkimKeys().publish("s1._domainkey.Mill.example", "v=DKIM1; p=old");
            lab.dkimKeys().publish("s1._domainkey.mill.example", "v=DKIM1; p=new");
            String port = lab.dns().address().split(":")[1];
            SimpleResolver resolver = new SimpleResolver(new InetSocketAddress("127.0.0.1", Integer.parseInt(port)));
            Name name = Name.fromString("s1._domainkey.mill.example.");
            assertThat(resolver.send(Message.newQuery(Record.newRecord(name, Type.TXT, DClass.IN)))
                            .getSection(Section.ANSWER))
                    .singleElement()
                    .satisfies(record -> assertThat(record.rdataToString()).contains("p=new"));
        }
    }

    @Test
    void findsItsMailsAgainAfterARestart(@TempDir Path folder) throws Exception {
        try (Lab lab = Lab.start(new LabOptions().dataFolder(folder))) {
            send(lab, "ada@bluepost.example", 1);
            send(lab, "ada@bluepost.example", 2);
        }
        try (Lab lab = Lab.start(new LabOptions().dataFolder(folder))) {
            send(lab, "ada@bluepost.example", 2);
            assertThat(get(lab, "/api/messages").at("/items/1/subject").asString())
                    .isEqualTo("Fresh bread 2");
            assertThat(get(lab, "/api/stats").at("/mails/received").asInt()).isEqualTo(3);
            assertThat(get(lab, "/api/stats").at("/mails/duplicate_message_ids").asInt())
                    .isEqualTo(1);
        }
    }

    @Test
    void aSinkCountsAndKeepsNothing() throws Exception {
        try (Lab lab = Lab.start(new LabOptions().mode(LabOptions.Mode.SINK))) {
            send(lab, "ada@unknown-users.example", 1);
            assertThat(get(lab, "/api/stats").at("/mails/received").asInt()).isEqualTo(1);
            assertThat(get(lab, "/api/messages").at("/items").size()).isZero();
        }
    }

    private static void send(Lab lab, String recipient, int number) throws IOException {
        try (RawClient client = RawClient.greeted(lab.smtpAddress())) {
            assertThat(client.send(recipient, MAIL.formatted(number, number))).startsWith("250");
        }
    }

    private JsonNode get(Lab lab, String path) throws Exception {
        HttpResponse<String> response = fetch(lab, path);
        assertThat(response.statusCode()).as(path).isEqualTo(200);
        return JsonMapper.shared().readTree(response.body());
    }

    private HttpResponse<String> fetch(Lab lab, String path) throws Exception {
        return fetch(lab, "GET", path);
    }

    private HttpResponse<String> fetch(Lab lab, String method, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(lab.inboxUrl() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return http.send(request, BodyHandlers.ofString());
    }
}

package lettermill.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import lettermill.DatabaseServer;
import lettermill.LettermillApplication;
import lettermill.MailHouse;
import lettermill.base.CampaignId;
import lettermill.base.MessageId;
import lettermill.base.WorkspaceId;
import lettermill.provider.ProviderService;
import lettermill.token.Tokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A whole application sends a campaign while its database, a real one of its own, goes away or takes no changes. */
class DatabaseOutageTest {

    private static final int PEOPLE = 3_000;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private DatabaseServer server;
    private MailHouse house;
    private ConfigurableApplicationContext application;
    private Stage stage;
    private CampaignId campaign;

    @BeforeEach
    void furnish() throws IOException {
        server = new DatabaseServer(folder);
        house = new MailHouse();
        application = new SpringApplicationBuilder(LettermillApplication.class)
                .run(
                        "--server.port=0",
                        "--lettermill.database.url=" + server.url(),
                        "--lettermill.database.data=" + folder.resolve("keys"),
                        "--lettermill.smtp.email-from=news@mill.example");
        stage = new Stage(application.getBean(JdbcClient.class));
        WorkspaceId workspace = stage.workspace("UTC");
        application
                .getBean(ProviderService.class)
                .create(stage.owner(workspace), Stage.provider(house.port(), null, null));
        stage.people(workspace, "example.org", PEOPLE);
        campaign = stage.sending(workspace, Instant.now());
        log.start();
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).addAppender(log);
    }

    @AfterEach
    void close() throws IOException {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).detachAppender(log);
        application.close();
        house.close();
        server.close();
    }

    @Test
    void awayAndBackNothingIsLostAndNothingDoubled() throws Exception {
        house.whenMailed(PEOPLE / 3, this::stopServer);
        send();
        await().atMost(PATIENCE).until(() -> get("/health/readiness").statusCode() == 503);
        assertThat(get("/health/readiness").body()).contains("AWAY").contains("it does not answer");
        assertThat(get("/health/liveness").statusCode()).isEqualTo(200);
        assertUnavailable("GET", "/workspaces/stage/campaigns", "urn:lettermill:problem:database-away");
        assertUnavailable("POST", "/api/session", "urn:lettermill:problem:database-away");

        String pixel = "/t/p/" + application.getBean(Tokens.class).pixel(mailed()) + ".gif";
        for (int i = 0; i < 50; i++) {
            assertThat(get(pixel).statusCode()).isEqualTo(200);
        }
        HttpResponse<String> page = answer(
                HttpRequest.newBuilder(uri("/preferences/x")).header("Accept", "text/html,application/xml;q=0.9"));
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.body()).contains("<h1>").doesNotContain("{");
        restsQuietly();

        server.startAgain();
        await().atMost(PATIENCE).until(() -> get("/health/readiness").statusCode() == 200);
        assertThat(get("/api/setup").statusCode()).isEqualTo(200);
        assertAllSentOnce();
        await().atMost(PATIENCE).until(() -> count("ledger.event WHERE type = 'OPEN'") == 50);
    }

    @Test
    void readOnlyAndHealedNothingIsLostAndNothingDoubled() throws Exception {
        house.whenMailed(PEOPLE / 3, () -> readOnly("on"));
        send();
        await().atMost(PATIENCE).until(() -> get("/health/readiness").statusCode() == 503);
        assertThat(get("/health/readiness").body()).contains("TAKES_NO_CHANGES").contains("it is read-only");
        assertUnavailable("POST", "/api/session", "urn:lettermill:problem:database-takes-no-changes");
        assertThat(get("/api/setup").statusCode()).as("reading goes on").isEqualTo(200);
        String pixel = "/t/p/" + application.getBean(Tokens.class).pixel(mailed()) + ".gif";
        assertThat(get(pixel).statusCode()).isEqualTo(200);
        restsQuietly();

        readOnly("off");
        await().atMost(PATIENCE).until(() -> get("/health/readiness").statusCode() == 200);
        assertAllSentOnce();
        await().atMost(PATIENCE).until(() -> count("ledger.event WHERE type = 'OPEN'") == 1);
    }

    private void send() {
        application
                .getBean(SendCampaignEmail.class)
                .open(WorkKey.of(application
                        .getBean(Campaigns.class)
                        .find(workspace(), campaign)
                        .orElseThrow()));
    }

    private WorkspaceId workspace() {
        return new WorkspaceId(stage.database()
                .sql("SELECT workspace_id FROM campaign.campaign")
                .query(java.util.UUID.class)
                .single());
    }

    /** Over some seconds of an outage little is said, and no trace is shown for what everybody knows. */
    private void restsQuietly() {
        List<ILoggingEvent> before = List.copyOf(log.list);
        assertThat(before.stream()
                        .filter(event -> event.getLevel() == Level.ERROR)
                        .map(ILoggingEvent::getFormattedMessage)
                        .filter(text -> text.startsWith("Work rests")))
                .as("said once")
                .hasSize(1);
        // A wave that a server has begun to take goes on to its end.
        AtomicInteger seen = new AtomicInteger(-1);
        await().pollInterval(Duration.ofSeconds(1))
                .until(() ->
                        seen.getAndSet(house.mails().size()) == house.mails().size());
        int mails = house.mails().size();
        await().pollDelay(Duration.ofSeconds(8)).until(() -> true);
        List<String> said = List.copyOf(log.list).stream()
                .skip(before.size())
                .map(event -> event.getLoggerName() + ": " + event.getFormattedMessage())
                .toList();
        assertThat(said).as("no flood").hasSizeLessThan(10);
        assertThat(house.mails()).as("nothing is sent meanwhile").hasSize(mails);
    }

    private void assertAllSentOnce() {
        await().atMost(PATIENCE).until(() -> phases().equals(Map.of("SENT DONE", (long) PEOPLE)));
        assertThat(house.mails().stream().map(MailHouse.Mail::recipient))
                .hasSize(PEOPLE)
                .doesNotHaveDuplicates();
        await().atMost(PATIENCE).until(() -> count("campaign.campaign WHERE status = 'SENT'") == 1);
    }

    private Map<String, Long> phases() {
        Map<String, Long> phases = new TreeMap<>();
        stage.database()
                .sql("SELECT status || ' ' || phase AS place, count(*) AS messages FROM ledger.message GROUP BY 1")
                .query(row -> {
                    phases.put(row.getString("place"), row.getLong("messages"));
                });
        return phases;
    }

    private long count(String of) {
        return stage.database()
                .sql("SELECT count(*) FROM " + of)
                .query(Long.class)
                .single();
    }

    /** A message that arrived, as its own unsubscribe link tells: the database can't be asked. */
    private MessageId mailed() {
        String id = house.mails().getFirst().header("Message-ID");
        return new MessageId(Long.parseLong(id.replaceFirst("^<([0-9]+).*", "$1")));
    }

    private void assertUnavailable(String method, String path, String type) throws Exception {
        HttpResponse<String> answer = answer(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(method.equals("GET") ? "" : "{}")));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
        assertThat(answer.body()).contains(type).contains("\"status\":503").doesNotContain("Exception");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return answer(HttpRequest.newBuilder(uri(path)));
    }

    private HttpResponse<String> answer(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + application.getEnvironment().getProperty("local.server.port") + path);
    }

    private void stopServer() {
        try {
            server.stop();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void readOnly(String how) {
        try {
            server.run("ALTER SYSTEM SET default_transaction_read_only = " + how);
            server.run("SELECT pg_reload_conf()");
        } catch (java.sql.SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}

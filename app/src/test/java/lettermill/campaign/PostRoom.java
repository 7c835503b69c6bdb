package lettermill.campaign;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import lettermill.MailHouse;
import lettermill.TestClock;
import lettermill.TestDatabase;
import lettermill.base.CampaignId;
import lettermill.base.WorkspaceId;
import lettermill.engine.Engine;
import lettermill.provider.ProviderService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;

/**
 * The send path by hand: a clock that stands until it is moved, no engine, and one lane that runs in the test's own thread.
 * A workspace of its own for each test, with one provider: a mail server that the test opens and closes.
 */
@SpringBootTest(properties = "lettermill.smtp.email-from=news@mill.example")
abstract class PostRoom {

    /** What is to be run, as "activity key". */
    static final Queue<String> DISPATCHED = new ConcurrentLinkedQueue<>();

    @TestBean
    Engine engine;

    @TestBean(name = "clock", methodName = "standingClock")
    Clock everybodysClock;

    @Autowired
    Lane lane;

    @Autowired
    Campaigns campaigns;

    @Autowired
    ProviderService providers;

    @Autowired
    JdbcClient database;

    TestClock clock;
    Stage stage;
    WorkspaceId workspace;
    MailHouse house;
    private int port;

    static Engine engine() {
        return (activity, key, where, at) -> DISPATCHED.add(activity + " " + key);
    }

    static Clock standingClock() {
        return new TestClock(Instant.parse("2026-03-02T10:00:00Z"));
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add(
                "lettermill.database.url",
                () -> "jdbc:" + TestDatabase.freshUrl().substring("jdbc:".length()));
        registry.add(
                "lettermill.database.data",
                () -> System.getProperty("java.io.tmpdir") + "/lettermill-test-"
                        + ProcessHandle.current().pid());
    }

    @BeforeEach
    void furnish() throws IOException {
        clock = (TestClock) everybodysClock;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        openHouse();
        stage = new Stage(database);
        workspace = stage.workspace("UTC");
        providers.create(stage.owner(workspace), Stage.provider(port, null, null));
    }

    @AfterEach
    void closeHouse() {
        house.close();
    }

    /** Opens the mail server, where it was before if it was closed; it remembers nothing. */
    void openHouse() throws IOException {
        house = new MailHouse(port);
    }

    void people(String domain, int count) {
        stage.people(workspace, domain, count);
    }

    CampaignId sending() {
        return stage.sending(workspace, clock.instant());
    }

    void runLane(CampaignId campaign) throws InterruptedException {
        lane.send(workspace, campaign, () -> false);
    }

    void passes(Duration time) {
        clock.advance(time);
    }

    Campaign see(CampaignId campaign) {
        return campaigns.find(workspace, campaign).orElseThrow();
    }

    /** How many messages there are of each status and phase, as "PENDING WAITING". */
    Map<String, Long> messages(CampaignId campaign) {
        Map<String, Long> counts = new TreeMap<>();
        database.sql("""
                        SELECT status || ' ' || phase AS state, count(*) AS n FROM ledger.message
                        WHERE campaign_id = :campaign GROUP BY 1""").param("campaign", campaign.value()).query(row -> {
            counts.put(row.getString("state"), row.getLong("n"));
        });
        return counts;
    }

    /** When the next message is due. */
    Instant nextDue(CampaignId campaign) {
        return database.sql(
                        "SELECT min(next_attempt_at) FROM ledger.message WHERE campaign_id = :id AND phase = 'WAITING'")
                .param("id", campaign.value())
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .single();
    }

    List<String> mailed() {
        return house.mails().stream().map(MailHouse.Mail::recipient).toList();
    }
}

package lettermill.warming;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import lettermill.TestClock;
import lettermill.TestDatabase;
import lettermill.base.WorkspaceId;
import lettermill.engine.Activity;
import lettermill.engine.ActivityRun;
import lettermill.engine.Engine;
import lettermill.ledger.outcome.Origin;
import lettermill.sender.SenderService;
import lettermill.sender.SendingDomain;
import lettermill.sender.standing.StandingService;
import lettermill.warming.schedule.ScheduleService;
import lettermill.workspace.Access;
import lettermill.workspace.Permission;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;

/** Verified domains and addresses, mail that left from them, and the jobs of warming, run by hand on a clock that stands until it is moved. */
@SpringBootTest
abstract class Nursery {

    @TestBean
    Engine engine;

    @TestBean(name = "clock", methodName = "standingClock")
    Clock everybodysClock;

    @Autowired
    @Qualifier("processWarmingDay")
    Activity processDay;

    @Autowired
    @Qualifier("checkWarmingThresholds")
    Activity checkThresholds;

    @Autowired
    @Qualifier("resetDailyVolumes")
    Activity resetVolumes;

    @Autowired
    WarmingService warming;

    @Autowired
    ScheduleService schedules;

    @Autowired
    ProgressReader reader;

    @Autowired
    SenderService senders;

    @Autowired
    StandingService standing;

    @Autowired
    JdbcClient database;

    TestClock clock;

    static Engine engine() {
        return (activity, key, where, at) -> {};
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
    void windClock() {
        clock = (TestClock) everybodysClock;
        clock.set(Instant.parse("2026-03-02T10:00:00Z"));
    }

    /** A verified domain and a verified address in a workspace of their own; mail leaves in the name of the one, from the other. */
    record Ward(WorkspaceId workspace, UUID domain, UUID ip, ZoneId zone, Access owner) {
        Origin origin() {
            return Origin.domain(domain);
        }

        Origin address() {
            return Origin.ip(ip);
        }
    }

    Ward ward(String zone) {
        UUID workspace = UUID.randomUUID();
        UUID domain = UUID.randomUUID();
        UUID ip = UUID.randomUUID();
        database.sql("""
                        INSERT INTO workspace.workspace (id, slug, name, timezone, created_at, updated_at)
                        VALUES (:workspace, :slug, 'Ward', :zone, now(), now());
                        INSERT INTO sender.domain (id, workspace_id, domain, host, status, dns_records, is_default, created_at, updated_at)
                        VALUES (:domain, :workspace, 'mill.example', 'mill.example', 'VERIFIED', :records::jsonb, true, now(), now());
                        INSERT INTO sender.dedicated_ip (id, workspace_id, ip_address, hostname, status, pointer, created_at, updated_at)
                        VALUES (:ip, :workspace, :address, 'out.mill.example', 'VERIFIED', :record::jsonb, now(), now())""")
                .param("workspace", workspace)
                .param("domain", domain)
                .param("slug", workspace.toString())
                .param("zone", zone)
                .param("records", RECORDS)
                .param("ip", ip)
                .param("address", "10.0." + ADDRESSES.incrementAndGet() / 250 + "." + ADDRESSES.get() % 250)
                .param("record", RECORD)
                .update();
        WorkspaceId id = new WorkspaceId(workspace);
        return new Ward(id, domain, ip, ZoneId.of(zone), new Access(id, "nurse", Set.of(Permission.values())));
    }

    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    private static final String RECORD =
            "{\"type\": \"TXT\", \"name\": \"x\", \"wanted\": \"x\", \"verdict\": \"OK\", \"found\": [], \"advice\": \"\"}";
    private static final String RECORDS =
            "{\"spf\": %s, \"dkim\": %s, \"dmarc\": %s, \"return_path\": %s}".formatted(RECORD, RECORD, RECORD, RECORD);

    void start(Ward ward, String schedule) {
        warming.start(ward.owner(), ward.origin(), schedules.find(ward.workspace(), schedule), MailboxCurve.NONE);
    }

    /** Mail that leaves now: so many, of which so many bounce hard. */
    void mail(Ward ward, int count, int bounced) {
        database.sql("""
                        INSERT INTO ledger.message (workspace_id, kind, email, status, reason, phase, domain_id, ip_id, provider_id,
                            sent_at, bounced_at, created_at, updated_at)
                        SELECT :workspace, 'TEST', 'p' || n || '@example.org',
                            CASE WHEN n <= :bounced THEN 'BOUNCED' ELSE 'SENT' END,
                            CASE WHEN n <= :bounced THEN 'HARD_BOUNCE' END, 'DONE', :domain, :ip, :domain, :now,
                            CASE WHEN n <= :bounced THEN :now::timestamptz END, :now, :now
                        FROM generate_series(1, :count) n""")
                .param("workspace", ward.workspace().value())
                .param("domain", ward.domain())
                .param("ip", ward.ip())
                .param("count", count)
                .param("bounced", bounced)
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    void at(Ward ward, String local) {
        clock.set(LocalDateTime.parse(local).atZone(ward.zone()).toInstant());
    }

    void run(Activity activity) {
        try {
            activity.run(new ActivityRun("test", 1, () -> false));
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    SendingDomain see(Ward ward) {
        return senders.domain(ward.workspace(), ward.domain());
    }

    WarmingProgress progress(Ward ward) {
        return reader.progress(ward.workspace(), ward.origin());
    }
}

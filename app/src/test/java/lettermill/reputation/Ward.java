package lettermill.reputation;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import lettermill.TestClock;
import lettermill.TestDatabase;
import lettermill.base.MessageId;
import lettermill.base.WorkspaceId;
import lettermill.engine.ActivityRun;
import lettermill.engine.Engine;
import lettermill.lab.dns.DnsServer;
import lettermill.ledger.BounceType;
import lettermill.ledger.EventType;
import lettermill.ledger.HitClass;
import lettermill.ledger.Ledger;
import lettermill.ledger.MailEvent;
import lettermill.sender.SenderService;
import lettermill.sender.SendingDomain;
import lettermill.sender.standing.StandingService;
import lettermill.workspace.Access;
import lettermill.workspace.Permission;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;

/** Domains, mail that left from them, what became of it, and the job, run by hand on a clock that stands until it is moved. */
@SpringBootTest
abstract class Ward {

    static final Instant START = Instant.parse("2026-03-02T10:00:00Z");

    @TestBean
    Engine engine;

    @TestBean(name = "clock", methodName = "standingClock")
    Clock everybodysClock;

    @Autowired
    HealthJob job;

    @Autowired
    HealthReader reader;

    @Autowired
    Ledger ledger;

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

    /** Knows no domain. */
    static final DnsServer DNS = new DnsServer();

    static String resolver() {
        return DNS.address();
    }

    static Clock standingClock() {
        return new TestClock(START);
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add(
                "lettermill.database.url",
                () -> "jdbc:" + TestDatabase.freshUrl().substring("jdbc:".length()));
        registry.add("lettermill.dns.resolver", Ward::resolver);
        registry.add("lettermill.dns.timeout", () -> "300ms");
        registry.add(
                "lettermill.database.data",
                () -> System.getProperty("java.io.tmpdir") + "/lettermill-test-"
                        + ProcessHandle.current().pid());
    }

    @BeforeEach
    void windClock() {
        clock = (TestClock) everybodysClock;
        clock.set(START);
    }

    /** A verified domain in a workspace of its own. */
    record Patient(WorkspaceId workspace, UUID domain, ZoneId zone, Access owner) {}

    Patient patient(String zone) {
        UUID workspace = UUID.randomUUID();
        UUID domain = UUID.randomUUID();
        String record =
                "{\"type\": \"TXT\", \"name\": \"x\", \"wanted\": \"x\", \"verdict\": \"OK\", \"found\": [], \"advice\": \"\"}";
        database.sql("""
                        INSERT INTO workspace.workspace (id, slug, name, timezone, created_at, updated_at)
                        VALUES (:workspace, :slug, 'Ward', :zone, now(), now());
                        INSERT INTO sender.domain (id, workspace_id, domain, host, status, dns_records, is_default, created_at, updated_at)
                        VALUES (:domain, :workspace, 'mill.example', 'mill.example', 'VERIFIED', :records::jsonb, true, now(), now())""")
                .param("workspace", workspace)
                .param("domain", domain)
                .param("slug", workspace.toString())
                .param("zone", zone)
                .param(
                        "records",
                        "{\"spf\": %s, \"dkim\": %s, \"dmarc\": %s, \"return_path\": %s}"
                                .formatted(record, record, record, record))
                .update();
        WorkspaceId id = new WorkspaceId(workspace);
        return new Patient(id, domain, ZoneId.of(zone), new Access(id, "nurse", Set.of(Permission.values())));
    }

    /** A mail on its way out, through a provider, that nobody has heard of yet. */
    MessageId mail(Patient patient, UUID provider, String email, Instant at) {
        return new MessageId(database.sql("""
                        INSERT INTO ledger.message (workspace_id, kind, email, status, phase, domain_id, provider_id, created_at, updated_at)
                        VALUES (:workspace, 'TEST', :email, 'PENDING', 'DONE', :domain, :provider, :at, :at) RETURNING id""")
                .param("workspace", patient.workspace().value())
                .param("email", email)
                .param("domain", patient.domain())
                .param("provider", provider)
                .param("at", Timestamp.from(at))
                .query(Long.class)
                .single());
    }

    static MailEvent fact(Patient patient, MessageId message, EventType type, Instant at, BounceType bounce) {
        return new MailEvent(
                patient.workspace(),
                message,
                null,
                type,
                type + "/" + message.value(),
                at,
                type == EventType.OPEN || type == EventType.CLICK
                        ? new MailEvent.Hit(HitClass.HUMAN, "test", null, null, null, null)
                        : null,
                bounce == null ? null : new MailEvent.Failure(bounce, null, null),
                "test");
    }

    /** Mails that leave now, the first of which bounce hard. */
    void mails(Patient patient, int count, int bounced) {
        UUID provider = UUID.randomUUID();
        for (int n = 0; n < count; n++) {
            MessageId message = mail(patient, provider, "p" + n + "@example.org", clock.instant());
            EventType type = n < bounced ? EventType.BOUNCE : EventType.DELIVERY;
            ledger.record(List.of(
                    fact(patient, message, EventType.SEND, clock.instant(), null),
                    fact(patient, message, type, clock.instant(), n < bounced ? BounceType.HARD : null)));
        }
    }

    void run() {
        job.run(new ActivityRun("test", 1, () -> false));
    }

    SendingDomain see(Patient patient) {
        return senders.domain(patient.workspace(), patient.domain());
    }
}

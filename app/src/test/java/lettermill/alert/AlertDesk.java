package lettermill.alert;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import lettermill.AppTest;
import lettermill.MailHouse;
import lettermill.TestClock;
import lettermill.base.WorkspaceId;
import lettermill.engine.ActivityRun;
import lettermill.engine.Engine;
import lettermill.sender.HealthStatus;
import lettermill.sender.standing.DomainRating;
import lettermill.sender.standing.StandingService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

/** A workspace with a provider and a domain, an installation with a mail server of its own, and the job run by hand. */
abstract class AlertDesk extends AppTest {

    static final String INFRASTRUCTURE = "/email-infrastructure";
    static final Instant START = Instant.parse("2026-03-02T10:00:00Z");

    /** The installation's own mail server, from the start to the end of all tests. */
    static final MailHouse INSTALLATION = openHouse();

    @TestBean
    Engine engine;

    @TestBean(name = "clock", methodName = "standingClock")
    Clock everybodysClock;

    @Autowired
    StandingService standing;

    @Autowired
    MailAlerts job;

    TestClock clock;
    MailHouse house;
    Owner owner;
    WorkspaceId workspace;
    String domain;

    static Engine engine() {
        return (activity, key, where, at) -> {};
    }

    static Clock standingClock() {
        return new TestClock(START);
    }

    @DynamicPropertySource
    static void installation(DynamicPropertyRegistry registry) {
        registry.add("lettermill.smtp.host", () -> "127.0.0.1");
        registry.add("lettermill.smtp.port", INSTALLATION::port);
        registry.add("lettermill.smtp.email-from", () -> "house@installation.example");
    }

    private static MailHouse openHouse() {
        try {
            return new MailHouse();
        } catch (IOException noPort) {
            throw new IllegalStateException(noPort);
        }
    }

    @BeforeEach
    void furnish() throws IOException {
        clock = (TestClock) everybodysClock;
        clock.set(START);
        // A slot under a cap on speed never comes on a clock that stands.
        database.sql(
                        "UPDATE provider.provider SET next_slot_at = NULL, max_sends_per_minute = NULL WHERE workspace_id IS NULL")
                .update();
        house = new MailHouse();
        owner = owner();
        workspace = WorkspaceId.of(database.sql("SELECT id::text FROM workspace.workspace WHERE slug = :slug")
                .param("slug", owner.workspace())
                .query(String.class)
                .single());
        body(ask(INFRASTRUCTURE + "/providers", """
                {"name": "House", "provider_type": "SMTP", "settings": {"host": "127.0.0.1", "port": %d}}""".formatted(house.port())));
        domain = addDomain("mill.example");
    }

    @AfterEach
    void close() {
        house.close();
    }

    String addDomain(String name) {
        String id = body(ask(INFRASTRUCTURE + "/domains", "{\"domain\": \"" + name + "\"}"))
                .path("id")
                .asString();
        body(ask(INFRASTRUCTURE + "/domains/" + id + "/override", "{\"reason\": \"a test\"}"));
        body(ask(INFRASTRUCTURE + "/identities", "{\"email\": \"letter@" + name + "\"}"));
        return id;
    }

    /** As the job that counts would. */
    void rate(int score, String words) {
        standing.rate(
                List.of(new DomainRating(
                        workspace, UUID.fromString(domain), score, HealthStatus.of(score), words, clock.instant())),
                "update_domain_health");
    }

    void mail() {
        try {
            job.run(new ActivityRun("test", 1, () -> false));
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    JsonNode alerts(String query) {
        return body(owner.client()
                        .get()
                        .uri(owner.path(INFRASTRUCTURE + "/alerts" + query))
                        .exchange())
                .path("items");
    }

    RestTestClient.ResponseSpec ask(String path, String body) {
        return owner.client()
                .post()
                .uri(owner.path(path))
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .exchange();
    }

    static JsonNode body(RestTestClient.ResponseSpec response) {
        return response.expectStatus()
                .is2xxSuccessful()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody();
    }
}

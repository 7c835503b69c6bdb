package lettermill.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import lettermill.AppTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

/** Pools over HTTP, and which way a letter would take by one of them. */
class PoolApiTest extends AppTest {

    private static final String BASE = "/email-infrastructure";

    private Owner owner;
    private String first;
    private String second;
    private String north;
    private String south;

    @BeforeEach
    void furnish() {
        owner = owner();
        first = provider("First");
        second = provider("Second");
        north = domain("north.example");
        south = domain("south.example");
    }

    private RestTestClient.ResponseSpec ask(String path, String body, Object... values) {
        return owner.client()
                .post()
                .uri(owner.path(BASE + path))
                .contentType(MediaType.APPLICATION_JSON)
                .body(body.formatted(values))
                .exchange();
    }

    private static Map<String, Object> body(RestTestClient.ResponseSpec response) {
        return Objects.requireNonNull(response.expectStatus()
                .is2xxSuccessful()
                .expectBody(new ParameterizedTypeReference<Map<String, Object>>() {})
                .returnResult()
                .getResponseBody());
    }

    private String provider(String name) {
        String settings = "{\"host\": \"127.0.0.1\", \"port\": 9}";
        return String.valueOf(body(ask(
                        "/providers",
                        "{\"name\": \"%s\", \"provider_type\": \"SMTP\", \"settings\": %s}",
                        name,
                        settings))
                .get("id"));
    }

    private String domain(String name) {
        String id = String.valueOf(
                body(ask("/domains", "{\"domain\": \"%s\"}", name)).get("id"));
        body(ask("/domains/" + id + "/override", "{\"reason\": \"a test\"}"));
        body(ask("/identities", "{\"email\": \"letter@%s\"}", name));
        return id;
    }

    private String pool() {
        return String.valueOf(
                body(ask("/pools", """
                        {"name": "Main", "strategy": "weighted", "members": [
                          {"domain_id": "%s", "weight": 300}, {"domain_id": "%s", "weight": 100},
                          {"provider_id": "%s"}, {"provider_id": "%s", "is_active": false}]}""", north, south, first, second)).get("id"));
    }

    @Test
    void aPoolIsMadeChangedListedAndDeleted() {
        String id = pool();
        RestTestClient.ResponseSpec changed = owner.client()
                .patch()
                .uri(owner.path(BASE + "/pools/" + id))
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"strategy\": \"failover\", \"members\": [{\"domain_id\": \"%s\"}]}".formatted(south))
                .exchange();
        assertThat(body(changed)).containsEntry("strategy", "PRIORITY").containsEntry("name", "Main");
        owner.client()
                .get()
                .uri(owner.path(BASE + "/pools"))
                .exchange()
                .expectBody()
                .jsonPath("$.items[0].members.length()")
                .isEqualTo(1)
                .jsonPath("$.items[0].members[0].weight")
                .isEqualTo(100);
        owner.client()
                .delete()
                .uri(owner.path(BASE + "/pools/" + id))
                .exchange()
                .expectStatus()
                .isNoContent();
        owner.client()
                .get()
                .uri(owner.path(BASE + "/pools/" + id))
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @Test
    void whatIsNoMemberIsSaidByItsPlace() {
        String stranger = "00000000-0000-0000-0000-000000000007";
        ask(
                        "/pools",
                        "{\"name\": \"X\", \"members\": [{\"domain_id\": \"%s\"}, {}, {\"domain_id\": \"%s\", \"weight\": 0}]}",
                        stranger,
                        north)
                .expectStatus()
                .isEqualTo(422)
                .expectBody(String.class)
                .value(text -> assertThat(text)
                        .contains("members[0].domain_id")
                        .contains("members[1]")
                        .contains("members[2].weight"));
        pool();
        ask("/pools", "{\"name\": \"Main\"}").expectStatus().isEqualTo(409);
    }

    @Test
    void explainsRankedWaysWithTheirVerdictsAndTheChoice() {
        String id = pool();
        database.sql("UPDATE sender.domain SET health_status = 'CRITICAL', health_score = 12 WHERE id = :id::uuid")
                .param("id", south)
                .update();
        Map<String, Object> answer =
                body(ask("/routing/explain", "{\"email\": \"p@rcpt.example\", \"pool_id\": \"%s\"}", id));
        assertThat(answer).containsEntry("destination", "rcpt.example").containsEntry("strategy", "WEIGHTED");
        assertThat(ways(answer)).hasSize(2);
        assertThat(ways(answer).get(0))
                .containsEntry("rank", 1)
                .containsEntry("domain", "north.example")
                .containsEntry("provider", "First")
                .containsEntry("weight", 30_000)
                .containsEntry("share", 1.0)
                .containsEntry("reason", null);
        assertThat(ways(answer).get(1)).containsEntry("domain", "south.example").containsEntry("reason", "HEALTH");
        assertThat(answer.get("choice"))
                .asString()
                .contains("letter@north.example")
                .contains("by WEIGHTED in pool Main");
        assertThat(answer.get("blocked")).isNull();
    }

    @Test
    void explainsWhatTheMailboxProviderOfAnAddressMakesOfEachDomain() {
        database.sql("UPDATE sender.domain SET mailbox_scores = '{\"GMAIL\": 39}' WHERE id = :id::uuid")
                .param("id", south)
                .update();
        String question = "{\"email\": \"p@%s\", \"strategy\": \"HEALTH\"}";
        Map<String, Object> there = body(ask("/routing/explain", question, "gmail.com"));
        assertThat(there).containsEntry("mailbox_provider", "GMAIL");
        assertThat(ways(there).getFirst())
                .containsEntry("domain", "north.example")
                .containsEntry("affinity", null);
        assertThat(ways(there).stream()
                        .filter(way -> "south.example".equals(way.get("domain")))
                        .findFirst()
                        .orElseThrow())
                .containsEntry("affinity", 39)
                .containsEntry("health_score", 100)
                .hasEntrySatisfying("share", share -> assertThat((Double) share).isBetween(0.01, 0.03));
        assertThat(there.get("choice")).asString().contains("by HEALTH at GMAIL");
        Map<String, Object> elsewhere = body(ask("/routing/explain", question, "gmx.de"));
        assertThat(elsewhere).containsEntry("mailbox_provider", "GMX");
        assertThat(elsewhere.get("choice")).asString().doesNotContain("by HEALTH at");
    }

    @Test
    void saysWhatKeepsEachWayFromBeingTaken() {
        database.sql("""
                        UPDATE provider.provider SET breaker_state = 'OPEN', breaker_retry_at = '2999-01-01', last_error = '535 no'
                        WHERE id = :first::uuid;
                        UPDATE provider.provider SET paused_at = now() WHERE id = :second::uuid;
                        UPDATE sender.domain SET status = 'WARMING', configured_limit = 5, daily_sent = 5, daily_date = '2999-01-01'
                        WHERE id = :north::uuid""".replace("configured_limit", limitColumn()))
                .param("first", first)
                .param("second", second)
                .param("north", north)
                .update();
        Map<String, Object> answer = body(ask("/routing/explain", """
                {"email": "p@rcpt.example", "strategy": "ROUND_ROBIN"}"""));
        assertThat(ways(answer).stream()
                        .map(way -> way.get("domain") + " " + way.get("provider") + " " + way.get("reason")))
                .containsExactlyInAnyOrder(
                        "north.example First WARMING_ROOM",
                        "north.example Second PROVIDER_PAUSED",
                        "south.example First PROVIDER_FAILING",
                        "south.example Second PROVIDER_PAUSED");
        assertThat(answer.get("choice")).isNull();
        assertThat(answer.get("blocked")).isNotNull();
    }

    @Test
    void namesTheAddressWhoseWarmingRoomIsUsedUp() {
        String ip = String.valueOf(
                body(ask("/ips", "{\"ip_address\": \"127.0.0.91\", \"hostname\": \"out.north.example\"}"))
                        .get("id"));
        database.sql("""
                        UPDATE sender.dedicated_ip SET status = 'VERIFIED', warming_status = 'IN_PROGRESS', warming_limit = 50,
                            daily_sent = 50, daily_date = '2999-01-01' WHERE id = :ip::uuid""").param("ip", ip).update();
        String id = String.valueOf(body(ask("/pools", "{\"name\": \"Own\", \"members\": [{\"ip_id\": \"%s\"}]}", ip))
                .get("id"));
        Map<String, Object> answer =
                body(ask("/routing/explain", "{\"email\": \"p@rcpt.example\", \"pool_id\": \"%s\"}", id));
        assertThat(ways(answer))
                .isNotEmpty()
                .allSatisfy(way -> assertThat(way)
                        .containsEntry("reason", "WARMING_ROOM")
                        .containsEntry("wrong", "today's warming room of IP 127.0.0.91 is used up"));
        owner.client()
                .delete()
                .uri(owner.path(BASE + "/ips/" + ip))
                .exchange()
                .expectStatus()
                .isNoContent();
    }

    @Test
    void saysWhoseShareInAWarmingIsUsedUp() {
        database.sql("""
                        UPDATE sender.domain SET status = 'WARMING', warming_status = 'IN_PROGRESS', warming_limit = 50
                        WHERE id = :north::uuid;
                        INSERT INTO sender.mailbox_share (id, workspace_id, domain_id, mailbox_provider, daily_limit, daily_sent, daily_date)
                        SELECT gen_random_uuid(), workspace_id, id, name, 20, sent, '2999-01-01'
                        FROM sender.domain, (VALUES ('GMAIL', 20), ('REST', 5)) AS v (name, sent) WHERE id = :north::uuid""").param("north", north).update();
        String question = "{\"email\": \"p@%s\", \"strategy\": \"ROUND_ROBIN\"}";
        assertThat(ways(body(ask("/routing/explain", question, "gmail.com"))).stream()
                        .filter(way -> "north.example".equals(way.get("domain"))))
                .isNotEmpty()
                .allSatisfy(way -> assertThat(way)
                        .containsEntry("reason", "WARMING_SHARE")
                        .containsEntry("wrong", "today's share of GMAIL in the warming of north.example is used up"));
        assertThat(ways(body(ask("/routing/explain", question, "gmx.de"))).stream()
                        .filter(way -> "north.example".equals(way.get("domain"))))
                .isNotEmpty()
                .allSatisfy(way -> assertThat(way).containsEntry("reason", null).containsEntry("room", 15));
    }

    /** The column that a person's cap of mails a day stands in. */
    private String limitColumn() {
        return database.sql("""
                        SELECT column_name FROM information_schema.columns WHERE table_schema = 'sender'
                          AND table_name = 'domain' AND column_name IN ('configured_limit', 'daily_limit')
                        ORDER BY column_name LIMIT 1""").query(String.class).single();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> ways(Map<String, Object> answer) {
        return (List<Map<String, Object>>) Objects.requireNonNull(answer.get("ways"));
    }
}

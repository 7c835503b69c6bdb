package lettermill.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.UUID;
import lettermill.base.CampaignId;
import lettermill.routing.pool.PoolRequest;
import lettermill.routing.pool.PoolRequest.Member;
import lettermill.routing.pool.PoolService;
import lettermill.routing.strategy.Strategy;
import lettermill.sender.DomainRequest;
import lettermill.sender.IdentityRequest;
import lettermill.sender.SenderService;
import lettermill.sender.SendingDomain;
import lettermill.workspace.Access;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Mail to a mailbox provider that takes a domain's mail badly goes out in another domain's name; all other mail as before. */
class AffinityCampaignTest extends PostRoom {

    @Autowired
    SenderService senders;

    @Autowired
    PoolService pools;

    private Access owner;
    private UUID north;
    private UUID south;

    @BeforeEach
    void twoDomains() throws Exception {
        owner = stage.owner(workspace);
        north = domain("north.example");
        south = domain("south.example");
        people("gmail.com", 300);
        people("firm.example", 300);
        people("gmx.de", 300);
        database.sql("""
                        INSERT INTO mailbox.hosted_domain VALUES ('firm.example', 'GMAIL', now()) ON CONFLICT DO NOTHING;
                        UPDATE sender.domain SET mailbox_scores = '{"GMAIL": 39, "GMX": 100}' WHERE id = :south""").param("south", south).update();
    }

    private UUID domain(String name) {
        SendingDomain domain = senders.addDomain(owner, new DomainRequest(name, null, null, null, null, null));
        senders.override(owner, domain.id(), new DomainRequest.OverrideReason("a test"));
        senders.addIdentity(owner, new IdentityRequest("letter@" + name, null, null, null));
        return domain.id();
    }

    private void send(Strategy strategy) throws Exception {
        List<Member> members = List.of(
                new Member(north, null, null, null, null, null), new Member(south, null, null, null, null, null));
        UUID pool =
                pools.create(owner, new PoolRequest("Main", strategy, members)).id();
        CampaignId campaign = sending();
        database.sql("UPDATE campaign.campaign SET sending_pool_id = :pool WHERE id = :id")
                .param("pool", pool)
                .param("id", campaign.value())
                .update();
        runLane(campaign);
    }

    private double southsPartOf(String recipients) {
        List<String> names = house.mails().stream()
                .filter(mail -> mail.recipient().endsWith("@" + recipients))
                .map(FailoverTest::aligned)
                .toList();
        assertThat(names).hasSize(300);
        return names.stream().filter("south.example"::equals).count() / 300.0;
    }

    private List<String> reasons(String recipients) {
        return database.sql(
                        "SELECT DISTINCT route_reason FROM ledger.message WHERE workspace_id = :id AND email LIKE :like")
                .param("id", workspace.value())
                .param("like", "%@" + recipients)
                .query(String.class)
                .list();
    }

    @Test
    void underHealthItIsTheLowerScoreThatDivides() throws Exception {
        send(Strategy.HEALTH);
        // (39 - 29)² to (100 - 29)²
        assertThat(southsPartOf("gmail.com")).isEqualTo(0.02, within(0.02));
        assertThat(southsPartOf("firm.example")).isEqualTo(0.02, within(0.02));
        assertThat(southsPartOf("gmx.de")).isEqualTo(0.5, within(0.02));
        assertThat(reasons("gmail.com"))
                .isNotEmpty()
                .allMatch(reason -> reason.endsWith(", by HEALTH at GMAIL in pool Main"));
        assertThat(reasons("gmx.de")).isNotEmpty().allMatch(reason -> reason.endsWith(", by HEALTH in pool Main"));
    }

    @Test
    void otherStrategiesDoWhatTheySay() throws Exception {
        send(Strategy.ROUND_ROBIN);
        assertThat(southsPartOf("gmail.com")).isEqualTo(0.5, within(0.1));
        assertThat(reasons("gmail.com")).allMatch(reason -> reason.endsWith(", by ROUND_ROBIN in pool Main"));
    }
}

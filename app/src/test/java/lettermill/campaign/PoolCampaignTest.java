package lettermill.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lettermill.MailHouse;
import lettermill.base.CampaignId;
import lettermill.provider.Provider;
import lettermill.provider.ProviderRequest;
import lettermill.routing.pool.PoolRequest;
import lettermill.routing.pool.PoolRequest.Member;
import lettermill.routing.pool.PoolService;
import lettermill.routing.strategy.Strategy;
import lettermill.sender.DomainRequest;
import lettermill.sender.IdentityRequest;
import lettermill.sender.SenderService;
import lettermill.sender.SendingDomain;
import lettermill.workspace.Access;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A campaign through a pool of two domains and two mail servers: divided as the pool says, and aligned whoever carries it. */
class PoolCampaignTest extends PostRoom {

    @Autowired
    SenderService senders;

    @Autowired
    PoolService pools;

    private MailHouse second;
    private Access owner;
    private UUID north;
    private UUID south;

    @BeforeEach
    void openSecond() throws IOException {
        second = new MailHouse();
        owner = stage.owner(workspace);
        ProviderRequest like = Stage.provider(second.port(), null, null);
        providers.create(
                owner,
                new ProviderRequest("Second", like.providerType(), null, like.settings(), null, null, null, null));
        north = domain("north.example");
        south = domain("south.example");
    }

    @AfterEach
    void closeSecond() {
        second.close();
    }

    private UUID domain(String name) {
        SendingDomain domain = senders.addDomain(owner, new DomainRequest(name, null, null, null, null, null));
        senders.override(owner, domain.id(), new DomainRequest.OverrideReason("a test"));
        senders.addIdentity(owner, new IdentityRequest("letter@" + name, null, null, null));
        return domain.id();
    }

    private CampaignId sendingByPool(Strategy strategy) {
        List<Member> members =
                List.of(new Member(north, null, null, 300, 2, null), new Member(south, null, null, 100, 1, null));
        UUID pool =
                pools.create(owner, new PoolRequest("Main", strategy, members)).id();
        CampaignId campaign = sending();
        database.sql("UPDATE campaign.campaign SET sending_pool_id = :pool WHERE id = :id")
                .param("pool", pool)
                .param("id", campaign.value())
                .update();
        return campaign;
    }

    private List<MailHouse.Mail> all() {
        return Stream.of(house, second).flatMap(where -> where.mails().stream()).toList();
    }

    @Test
    void weightsDivideItAndEachMailIsWhollyOfOneDomain() throws Exception {
        people("example.org", 2_000);
        runLane(sendingByPool(Strategy.WEIGHTED));
        assertThat(all()).hasSize(2_000);
        assertThat(all().stream().map(MailHouse.Mail::recipient)).doesNotHaveDuplicates();
        Map<String, Long> byDomain =
                all().stream().collect(Collectors.groupingBy(FailoverTest::aligned, Collectors.counting()));
        assertThat(byDomain.getOrDefault("north.example", 0L) / 2_000.0).isEqualTo(0.75, within(0.01));
        assertThat(byDomain.getOrDefault("south.example", 0L) / 2_000.0).isEqualTo(0.25, within(0.01));
        assertThat(second.mails().size() / 2_000.0).as("each provider as much").isEqualTo(0.5, within(0.01));
    }

    @Test
    void aProvidersDeathMovesEachDomainsLettersToTheOtherOneUnderTheirOwnName() throws Exception {
        people("example.org", 1_000);
        CampaignId campaign = sendingByPool(Strategy.WEIGHTED);
        house.whenMailed(100, house::close);
        runLane(campaign);
        long unknown = messages(campaign).getOrDefault("PENDING UNKNOWN", 0L);
        assertThat(messages(campaign).get("SENT DONE")).isEqualTo(1_000 - unknown);
        assertThat(all().stream().map(MailHouse.Mail::recipient)).doesNotHaveDuplicates();
        assertThat(all().stream().map(FailoverTest::aligned).distinct())
                .containsExactlyInAnyOrder("north.example", "south.example");
    }

    @Test
    void aDaysCapThatIsShorterThanTheCampaignIsSharedByTheProvidersAsThePoolSays() throws Exception {
        people("example.org", 1_000);
        database.sql("UPDATE sender.domain SET configured_limit = 100 WHERE workspace_id = :id")
                .param("id", workspace.value())
                .update();
        runLane(sendingByPool(Strategy.ROUND_ROBIN));
        assertThat(all().stream().collect(Collectors.groupingBy(FailoverTest::aligned, Collectors.counting())))
                .containsOnly(Map.entry("north.example", 100L), Map.entry("south.example", 100L));
        assertThat(house.mails()).as("of two providers").hasSizeBetween(95, 105);
    }

    @Test
    void theFirstDomainsCapSendsTheRestByTheNextAndTheReasonStandsWithEachMessage() throws Exception {
        people("example.org", 300);
        database.sql("UPDATE provider.provider SET max_sends_per_day = 250 WHERE workspace_id = :id AND name = 'House'")
                .param("id", workspace.value())
                .update();
        CampaignId campaign = sendingByPool(Strategy.PRIORITY);
        runLane(campaign);
        assertThat(house.mails()).hasSize(250);
        assertThat(second.mails()).hasSize(50);
        assertThat(all().stream().map(FailoverTest::aligned).distinct()).containsExactly("south.example");
        List<String> reasons = database.sql("SELECT DISTINCT route_reason FROM ledger.message WHERE campaign_id = :id")
                .param("id", campaign.value())
                .query(String.class)
                .list();
        assertThat(reasons).hasSize(2).allMatch(reason -> reason.endsWith(", by PRIORITY in pool Main"));
        assertThat(providers.list(workspace).stream()
                        .mapToInt(Provider::currentDailySends)
                        .sum())
                .isEqualTo(300);
    }
}

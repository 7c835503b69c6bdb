package lettermill.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import lettermill.base.CampaignId;
import lettermill.routing.RouteChoice;
import lettermill.routing.RoutePlan;
import lettermill.routing.RouteWish;
import lettermill.routing.Routing;
import lettermill.routing.pool.PoolRequest;
import lettermill.routing.pool.PoolRequest.Member;
import lettermill.routing.pool.PoolService;
import lettermill.routing.strategy.Strategy;
import lettermill.sender.DomainRequest;
import lettermill.sender.IdentityRequest;
import lettermill.sender.SenderService;
import lettermill.sender.SendingDomain;
import lettermill.sender.SendingDomain.WarmingStatus;
import lettermill.sender.ip.DedicatedIpRequest;
import lettermill.sender.ip.DedicatedIpService;
import lettermill.sender.ip.IpStandingService;
import lettermill.sender.standing.WarmingState;
import lettermill.workspace.Access;
import lettermill.workspace.Workspaces;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A campaign that leaves from an address in the middle of its warming: its day's cap is kept beside all others, and over midnight. */
class WarmingCampaignTest extends PostRoom {

    private static final UUID CONSERVATIVE = UUID.fromString("00000000-0000-4000-8000-000000000001");

    @Autowired
    SenderService senders;

    @Autowired
    PoolService pools;

    @Autowired
    DedicatedIpService ips;

    @Autowired
    IpStandingService standing;

    @Autowired
    Routing routing;

    @Autowired
    Workspaces workspaces;

    private Access owner;
    private UUID ip;
    private UUID pool;

    @BeforeEach
    void addAddress() {
        clock.set(Instant.parse("2026-03-02T10:00:00Z"));
        owner = stage.owner(workspace);
        SendingDomain domain =
                senders.addDomain(owner, new DomainRequest("north.example", null, null, null, null, null));
        senders.override(owner, domain.id(), new DomainRequest.OverrideReason("a test"));
        senders.addIdentity(owner, new IdentityRequest("letter@north.example", null, null, null));
        ip = ips.add(owner, new DedicatedIpRequest("127.0.0.9", "out9.north.example", null))
                .id();
        database.sql("UPDATE sender.dedicated_ip SET status = 'VERIFIED' WHERE id = :id")
                .param("id", ip)
                .update();
        pool = pools.create(
                        owner,
                        new PoolRequest("Main", Strategy.HEALTH, List.of(new Member(null, null, ip, null, null, null))))
                .id();
        warmed(1, 50);
    }

    @AfterEach
    void removeAddress() {
        ips.remove(owner, ip);
    }

    private void warmed(int day, int cap) {
        Instant start = Instant.parse("2026-03-02T06:00:00Z");
        standing.warm(
                List.of(new WarmingState(workspace, ip, WarmingStatus.IN_PROGRESS, CONSERVATIVE, start, day, cap)));
    }

    private CampaignId sendingByPool() {
        CampaignId campaign = sending();
        database.sql("UPDATE campaign.campaign SET sending_pool_id = :pool WHERE id = :id")
                .param("pool", pool)
                .param("id", campaign.value())
                .update();
        return campaign;
    }

    private RouteWish wish() {
        return new RouteWish(null, null, List.of(), RouteWish.Others.FALLBACK, pool, null, RouteWish.Name.WORKSPACE);
    }

    @Test
    void theDaysCapIsKeptAndTheCampaignSaysWhatItWaitsFor() throws Exception {
        people("example.org", 120);
        CampaignId campaign = sendingByPool();
        runLane(campaign);
        assertThat(mailed()).hasSize(50);
        runLane(campaign);
        assertThat(mailed()).hasSize(50);
        assertThat(nextDue(campaign)).isEqualTo(Instant.parse("2026-03-03T00:00:00Z"));
        assertThat(routing.plan(workspaces.get(workspace), wish(), List.of("example.org"), 1))
                .isInstanceOfSatisfying(RoutePlan.Blocked.class, blocked -> {
                    assertThat(blocked.wrong()).isEqualTo("today's warming room of IP 127.0.0.9 is used up");
                    assertThat(blocked.again()).isEqualTo(Instant.parse("2026-03-03T00:00:00Z"));
                });

        clock.set(Instant.parse("2026-03-03T00:00:00Z"));
        warmed(2, 100);
        runLane(campaign);
        assertThat(mailed()).hasSize(120).doesNotHaveDuplicates();
        assertThat(ips.get(workspace, ip).dailySent()).isEqualTo(70);
        assertThat(database.sql("SELECT count(*) FROM ledger.message WHERE campaign_id = :id AND ip_id = :ip")
                        .param("id", campaign.value())
                        .param("ip", ip)
                        .query(Integer.class)
                        .single())
                .as("each message knows where it left from")
                .isEqualTo(120);
    }

    @Test
    void midnightOnTheWayTakesFromTheNewDayUnderTheOldCap() throws Exception {
        people("example.org", 300);
        warmed(2, 100);
        clock.set(Instant.parse("2026-03-02T23:59:59Z"));
        CampaignId campaign = sendingByPool();
        house.whenMailed(20, () -> clock.advance(Duration.ofSeconds(2)));
        runLane(campaign);
        assertThat(mailed()).as("a wave of the old day, and the new day's cap").hasSize(64 + 100);
        assertThat(ips.get(workspace, ip).dailySent()).isEqualTo(100);
    }

    @Test
    void theLowestOfAllCapsOnTheWayHolds() {
        database.sql("UPDATE sender.domain SET configured_limit = 30 WHERE workspace_id = :id")
                .param("id", workspace.value())
                .update();
        RoutePlan.Shares plan =
                (RoutePlan.Shares) routing.plan(workspaces.get(workspace), wish(), List.of("example.org"), 1);
        RouteChoice.Usable way = plan.shares().getFirst().ways().getFirst();
        assertThat(routing.reserve(workspaces.get(workspace), way, 500).granted())
                .isEqualTo(30);
        assertThat(ips.get(workspace, ip).dailySent()).isEqualTo(30);
        assertThat(routing.warms(workspaces.get(workspace), wish()))
                .as("those who open most come first")
                .isTrue();
    }

    @Test
    void aPausedOneSendsNothingAndSaysWhy() throws Exception {
        people("example.org", 5);
        standing.pause(owner, ip, "looking into it");
        CampaignId campaign = sendingByPool();
        runLane(campaign);
        assertThat(mailed()).isEmpty();
        assertThat(Objects.requireNonNull(see(campaign).statusNote()))
                .contains("127.0.0.9 was paused by test: looking into it");
    }
}

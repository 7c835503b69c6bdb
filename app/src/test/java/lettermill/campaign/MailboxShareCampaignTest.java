package lettermill.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import lettermill.base.CampaignId;
import lettermill.ledger.outcome.Origin;
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
import lettermill.sender.share.MailboxShare;
import lettermill.sender.share.MailboxShareService;
import lettermill.sender.share.ShareCaps;
import lettermill.sender.standing.StandingService;
import lettermill.sender.standing.WarmingState;
import lettermill.workspace.Access;
import lettermill.workspace.Workspaces;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** While a domain is warmed up a mailbox provider gets no more than its share of the day, and nobody else waits for that. */
class MailboxShareCampaignTest extends PostRoom {

    private static final UUID CONSERVATIVE = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final LocalDate TODAY = LocalDate.parse("2026-03-02");

    @Autowired
    SenderService senders;

    @Autowired
    StandingService standing;

    @Autowired
    MailboxShareService shares;

    @Autowired
    PoolService pools;

    @Autowired
    Routing routing;

    @Autowired
    Workspaces workspaces;

    private Access owner;
    private UUID north;

    @BeforeEach
    void warmADomain() {
        clock.set(Instant.parse("2026-03-02T10:00:00Z"));
        owner = stage.owner(workspace);
        north = domain("north.example");
        database.sql("INSERT INTO mailbox.hosted_domain VALUES ('firm.example', 'GMAIL', now()) ON CONFLICT DO NOTHING")
                .update();
        warmed(1, 100, Map.of("GMAIL", 20, "OUTLOOK", 30, MailboxShare.REST, 50));
    }

    private UUID domain(String name) {
        SendingDomain domain = senders.addDomain(owner, new DomainRequest(name, null, null, null, null, null));
        senders.override(owner, domain.id(), new DomainRequest.OverrideReason("a test"));
        senders.addIdentity(owner, new IdentityRequest("letter@" + name, null, null, null));
        return domain.id();
    }

    private void warmed(int day, int cap, Map<String, Integer> caps) {
        Instant start = Instant.parse("2026-03-02T06:00:00Z");
        standing.warm(
                List.of(new WarmingState(workspace, north, WarmingStatus.IN_PROGRESS, CONSERVATIVE, start, day, cap)));
        shares.write(List.of(new ShareCaps(workspace, Origin.domain(north), caps)));
    }

    private Map<String, Integer> counted() {
        return shares.list(workspace).stream()
                .collect(Collectors.toMap(MailboxShare::mailboxProvider, MailboxShare::dailySent));
    }

    private Map<String, Long> mailedByDomain() {
        return mailed().stream()
                .collect(Collectors.groupingBy(to -> to.substring(to.indexOf('@') + 1), Collectors.counting()));
    }

    private long gmail() {
        return mailedByDomain().getOrDefault("gmail.com", 0L) + mailedByDomain().getOrDefault("firm.example", 0L);
    }

    @Test
    void aShareIsNeverPassedAndNobodyElseWaitsForIt() throws Exception {
        people("gmail.com", 600);
        people("firm.example", 100);
        people("outlook.com", 40);
        people("gmx.de", 30);
        CampaignId campaign = sending();
        runLane(campaign);
        assertThat(gmail()).as("its own mailboxes and those it hosts").isEqualTo(20);
        assertThat(mailedByDomain())
                .as("though the first batch was all for one mailbox provider")
                .containsEntry("outlook.com", 30L)
                .containsEntry("gmx.de", 30L);
        assertThat(counted()).isEqualTo(Map.of("GMAIL", 20, "OUTLOOK", 30, MailboxShare.REST, 30));
        assertThat(senders.domain(workspace, north).dailySent()).isEqualTo(80);
        assertThat(nextDue(campaign)).isEqualTo(Instant.parse("2026-03-03T00:00:00Z"));
        runLane(campaign);
        assertThat(mailed()).hasSize(80);

        clock.set(Instant.parse("2026-03-03T00:00:00Z"));
        warmed(2, 200, Map.of("GMAIL", 40, "OUTLOOK", 60, MailboxShare.REST, 100));
        runLane(campaign);
        assertThat(gmail()).isEqualTo(60);
        assertThat(mailed()).hasSize(80 + 40 + 10).doesNotHaveDuplicates();
        assertThat(counted()).containsEntry("GMAIL", 40).containsEntry("OUTLOOK", 10);
    }

    @Test
    void thoseNotNamedShareTheRest() throws Exception {
        people("gmx.de", 40);
        people("elsewhere.example", 40);
        runLane(sending());
        assertThat(mailed()).hasSize(50);
        assertThat(counted()).containsEntry(MailboxShare.REST, 50);
    }

    @Test
    void theDomainsCapHoldsBesideTheShares() throws Exception {
        database.sql("UPDATE sender.domain SET configured_limit = 25 WHERE id = :id")
                .param("id", north)
                .update();
        people("gmx.de", 40);
        people("outlook.com", 40);
        runLane(sending());
        assertThat(mailed()).hasSize(25);
        assertThat(counted().values().stream().mapToInt(count -> count).sum()).isEqualTo(25);
    }

    @Test
    void whoFindsNoRoomTakesAnotherRouteWhereThereIsOne() throws Exception {
        UUID south = domain("south.example");
        List<Member> members = List.of(
                new Member(north, null, null, null, null, null), new Member(south, null, null, null, null, null));
        UUID pool = pools.create(owner, new PoolRequest("Main", Strategy.ROUND_ROBIN, members))
                .id();
        people("gmail.com", 200);
        people("gmx.de", 60);
        CampaignId campaign = sending();
        database.sql("UPDATE campaign.campaign SET sending_pool_id = :pool WHERE id = :id")
                .param("pool", pool)
                .param("id", campaign.value())
                .update();
        runLane(campaign);
        assertThat(mailed()).hasSize(260);
        assertThat(house.mails().stream()
                        .filter(mail -> mail.recipient().endsWith("@gmail.com"))
                        .collect(Collectors.groupingBy(FailoverTest::aligned, Collectors.counting())))
                .isEqualTo(Map.of("north.example", 20L, "south.example", 180L));
        assertThat(counted()).containsEntry("GMAIL", 20);
    }

    @Test
    void whatAnotherCapRefusesTheShareGetsBack() {
        database.sql("UPDATE provider.provider SET max_sends_per_day = 7 WHERE workspace_id = :id")
                .param("id", workspace.value())
                .update();
        RouteWish wish =
                new RouteWish(null, null, List.of(), RouteWish.Others.FALLBACK, null, null, RouteWish.Name.WORKSPACE);
        RoutePlan.Shares plan =
                (RoutePlan.Shares) routing.plan(workspaces.get(workspace), wish, List.of("gmail.com"), 1);
        RouteChoice.Usable way = plan.shares().getFirst().ways().getFirst();
        assertThat(routing.reserve(workspaces.get(workspace), way, 15).granted())
                .isEqualTo(7);
        assertThat(counted()).containsEntry("GMAIL", 7);
    }

    @Test
    void itHoldsHoweverManyReserveAtOnce() throws Exception {
        UUID gmail = shares.list(workspace).stream()
                .filter(share -> share.mailboxProvider().equals("GMAIL"))
                .findFirst()
                .orElseThrow()
                .id();
        AtomicInteger granted = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> lanes = new ArrayList<>();
            for (int lane = 0; lane < 4; lane++) {
                lanes.add(threads.submit(() -> {
                    for (int got = -1; got != 0; ) {
                        got = shares.reserve(workspace, Map.of(gmail, 3), TODAY).getOrDefault(gmail, 0);
                        granted.addAndGet(got);
                    }
                }));
            }
            for (Future<?> each : lanes) {
                each.get();
            }
        }
        assertThat(granted).hasValue(20);
        assertThat(shares.reserve(stage.workspace("UTC"), Map.of(gmail, 1), TODAY))
                .as("another workspace's")
                .isEmpty();
    }
}

package lettermill.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
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
import lettermill.MailHouse;
import lettermill.base.CampaignId;
import lettermill.base.Problem;
import lettermill.lab.dns.DnsServer;
import lettermill.lab.dns.Zone;
import lettermill.routing.Reservation;
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
import lettermill.sender.RecordVerdict;
import lettermill.sender.SenderService;
import lettermill.sender.SendingDomain;
import lettermill.sender.ip.DedicatedIp;
import lettermill.sender.ip.DedicatedIp.Status;
import lettermill.sender.ip.DedicatedIpRequest;
import lettermill.sender.ip.DedicatedIpService;
import lettermill.sender.ip.IpVerificationService;
import lettermill.workspace.Access;
import lettermill.workspace.Workspace;
import lettermill.workspace.Workspaces;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Mail leaves from the addresses that its pool names, as the receiving server sees it, once DNS knows them; and never past their caps. */
class DedicatedIpTest extends PostRoom {

    private static final DnsServer DNS = new DnsServer();
    private static final LocalDate TODAY = LocalDate.parse("2026-03-02");

    @Autowired
    SenderService senders;

    @Autowired
    PoolService pools;

    @Autowired
    DedicatedIpService ips;

    @Autowired
    IpVerificationService verification;

    @Autowired
    Routing routing;

    @Autowired
    Workspaces workspaces;

    private Access owner;
    private DedicatedIp two;
    private DedicatedIp three;

    @DynamicPropertySource
    static void resolver(DynamicPropertyRegistry registry) {
        registry.add("lettermill.dns.resolver", DNS::address);
        registry.add("lettermill.dns.timeout", () -> "300ms");
    }

    @BeforeEach
    void addAddresses() {
        DNS.serve(new Zone());
        owner = stage.owner(workspace);
        SendingDomain domain =
                senders.addDomain(owner, new DomainRequest("north.example", null, null, null, null, null));
        senders.override(owner, domain.id(), new DomainRequest.OverrideReason("a test"));
        senders.addIdentity(owner, new IdentityRequest("letter@north.example", null, null, null));
        two = ips.add(owner, new DedicatedIpRequest("127.0.0.2", "Out2.north.example", 50));
        three = ips.add(owner, new DedicatedIpRequest("127.0.0.3", "out3.north.example", null));
    }

    @AfterEach
    void removeAddresses() {
        List.of(two, three).forEach(ip -> ips.remove(owner, ip.id()));
    }

    private void publish(int last) {
        DNS.zone()
                .pointer(last + ".0.0.127.in-addr.arpa", "out" + last + ".north.example")
                .address("out" + last + ".north.example", "127.0.0." + last);
    }

    private CampaignId sendingFromBoth() {
        List<Member> members = List.of(
                new Member(null, null, two.id(), 100, null, null), new Member(null, null, three.id(), 300, null, null));
        UUID pool = pools.create(owner, new PoolRequest("Main", Strategy.WEIGHTED, members))
                .id();
        CampaignId campaign = sending();
        database.sql("UPDATE campaign.campaign SET sending_pool_id = :pool WHERE id = :id")
                .param("pool", pool)
                .param("id", campaign.value())
                .update();
        return campaign;
    }

    @Test
    void mailLeavesFromThePoolsAddressesByTheirWeightAndNeverPastTheirCaps() throws Exception {
        publish(2);
        publish(3);
        assertThat(verification.verify(owner, two.id()).status()).isEqualTo(Status.VERIFIED);
        assertThat(verification.verify(owner, three.id()).pointer().verdict()).isEqualTo(RecordVerdict.OK);
        people("example.org", 400);
        CampaignId campaign = sendingFromBoth();
        runLane(campaign);
        Map<String, Long> clients =
                house.mails().stream().collect(Collectors.groupingBy(MailHouse.Mail::client, Collectors.counting()));
        assertThat(clients)
                .as("a quarter is 100, of which its cap lets 50 pass")
                .isEqualTo(Map.of("127.0.0.2 out2.north.example", 50L, "127.0.0.3 out3.north.example", 350L));
        assertThat(house.mails())
                .allSatisfy(mail -> assertThat(FailoverTest.aligned(mail)).isEqualTo("north.example"));
        assertThat(ips.get(workspace, two.id()).dailySent()).isEqualTo(50);
        assertThat(ips.get(workspace, three.id()).dailySent()).isEqualTo(350);
        assertThat(database.sql("SELECT DISTINCT route_reason FROM ledger.message WHERE campaign_id = :id")
                        .param("id", campaign.value())
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder(
                        "letter@north.example (unverified, by test's override) through House from 127.0.0.2, by WEIGHTED in pool Main",
                        "letter@north.example (unverified, by test's override) through House from 127.0.0.3, by WEIGHTED in pool Main");
    }

    @Test
    void anAddressThatDnsDoesNotKnowSendsNothing() throws Exception {
        people("example.org", 20);
        CampaignId campaign = sendingFromBoth();
        runLane(campaign);
        assertThat(house.mails()).isEmpty();
        assertThat(see(campaign).statusNote()).contains("Nobody knows 127.0.0.2 as out2.north.example");

        publish(3);
        verification.verify(owner, three.id());
        runLane(campaign, 31);
        assertThat(house.mails()).hasSize(20).allMatch(mail -> mail.client().equals("127.0.0.3 out3.north.example"));
    }

    @Test
    void theNameHasToBeThereToBeTheRightOneAndToLeadBack() {
        assertThat(verification.verify(owner, two.id()).status()).isEqualTo(Status.FAILED);
        assertThat(ips.get(workspace, two.id()).pointer().verdict()).isEqualTo(RecordVerdict.MISSING);
        assertThat(ips.get(workspace, two.id()).pointer().advice()).contains("publish out2.north.example for it");

        DNS.zone().pointer("2.0.0.127.in-addr.arpa", "other.example");
        assertThat(verification.verify(owner, two.id()).pointer().advice()).contains("greets as out2.north.example");

        DNS.zone().remove("2.0.0.127.in-addr.arpa").pointer("2.0.0.127.in-addr.arpa", "out2.north.example");
        assertThat(verification.verify(owner, two.id()).pointer().advice()).contains("does not lead back to 127.0.0.2");

        DNS.zone().address("out2.north.example", "127.0.0.2");
        assertThat(verification.verify(owner, two.id()).status()).isEqualTo(Status.VERIFIED);

        DNS.zone().remove("2.0.0.127.in-addr.arpa").manner("2.0.0.127.in-addr.arpa", Zone.Manner.SILENT);
        assertThat(verification.verify(owner, two.id()).status())
                .as("silence says nothing")
                .isEqualTo(Status.VERIFIED);
    }

    @Test
    void whatTheLastCapRefusesTheOthersGetBack() {
        publish(2);
        verification.verify(owner, two.id());
        database.sql("""
                        UPDATE provider.provider SET max_sends_per_day = 30 WHERE workspace_id = :id;
                        UPDATE sender.domain SET configured_limit = 80 WHERE workspace_id = :id""").param("id", workspace.value()).update();
        UUID pool = pools.create(
                        owner,
                        new PoolRequest(
                                "Main", Strategy.WEIGHTED, List.of(new Member(null, null, two.id(), null, null, null))))
                .id();
        RouteWish wish =
                new RouteWish(null, null, List.of(), RouteWish.Others.FALLBACK, pool, null, RouteWish.Name.WORKSPACE);
        Workspace where = workspaces.get(workspace);
        RoutePlan.Shares plan = (RoutePlan.Shares) routing.plan(where, wish, List.of("example.org"), 1);
        RouteChoice.Usable way = plan.shares().getFirst().ways().getFirst();
        assertThat(routing.reserve(where, way, 100).granted()).isEqualTo(30);
        assertThat(ips.get(workspace, two.id()).dailySent()).isEqualTo(30);
        assertThat(senders.domains(workspace).getFirst().dailySent()).isEqualTo(30);
        routing.giveBack(workspace, way, new Reservation(10, TODAY));
        assertThat(ips.get(workspace, two.id()).dailySent()).isEqualTo(20);
        assertThat(senders.domains(workspace).getFirst().dailySent()).isEqualTo(20);
    }

    @Test
    void anAddressIsOneWorkspacesOnly() {
        Access other = stage.owner(stage.workspace("UTC"));
        assertThatThrownBy(() -> ips.add(other, new DedicatedIpRequest("127.0.0.2", "x.example", null)))
                .isInstanceOf(Problem.Conflict.class);
        assertThatThrownBy(() -> ips.get(other.workspace(), two.id())).isInstanceOf(Problem.NotFound.class);
        assertThat(ips.reserve(other.workspace(), Map.of(two.id(), 1), TODAY)).isEmpty();
    }

    @Test
    void itsCapHoldsHoweverManyReserveAtOnce() throws Exception {
        AtomicInteger granted = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> lanes = new ArrayList<>();
            for (int lane = 0; lane < 4; lane++) {
                lanes.add(threads.submit(() -> {
                    for (int got = -1; got != 0; ) {
                        got = ips.reserve(workspace, Map.of(two.id(), 7), TODAY).getOrDefault(two.id(), 0);
                        granted.addAndGet(got);
                    }
                }));
            }
            for (Future<?> each : lanes) {
                each.get();
            }
        }
        assertThat(granted).hasValue(50);
    }

    private void runLane(CampaignId campaign, int secondsLater) throws Exception {
        passes(Duration.ofSeconds(secondsLater));
        runLane(campaign);
    }
}

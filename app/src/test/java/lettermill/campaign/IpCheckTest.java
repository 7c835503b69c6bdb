package lettermill.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import lettermill.base.CampaignId;
import lettermill.engine.Activity;
import lettermill.engine.ActivityRun;
import lettermill.lab.dns.DnsServer;
import lettermill.lab.dns.Zone;
import lettermill.provider.Breaker;
import lettermill.routing.pool.PoolRequest;
import lettermill.routing.pool.PoolRequest.Member;
import lettermill.routing.pool.PoolService;
import lettermill.routing.strategy.Strategy;
import lettermill.sender.DomainRequest;
import lettermill.sender.IdentityRequest;
import lettermill.sender.SenderService;
import lettermill.sender.SendingDomain;
import lettermill.sender.ip.DedicatedIp;
import lettermill.sender.ip.DedicatedIp.Status;
import lettermill.sender.ip.DedicatedIpRequest;
import lettermill.sender.ip.DedicatedIpService;
import lettermill.sender.ip.IpVerificationService;
import lettermill.workspace.Access;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Addresses are looked at by the clock, and one that the machine has not got is its own fault, never the provider's. */
class IpCheckTest extends PostRoom {

    private static final DnsServer DNS = new DnsServer();
    private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");

    @Autowired
    SenderService senders;

    @Autowired
    PoolService pools;

    @Autowired
    DedicatedIpService ips;

    @Autowired
    IpVerificationService verification;

    @Autowired
    List<Activity> activities;

    private Access owner;
    private UUID here;
    private UUID elsewhere;

    @DynamicPropertySource
    static void resolver(DynamicPropertyRegistry registry) {
        registry.add("lettermill.dns.resolver", DNS::address);
        registry.add("lettermill.dns.timeout", () -> "300ms");
    }

    @BeforeEach
    void addAddresses() {
        clock.set(START);
        DNS.serve(new Zone());
        owner = stage.owner(workspace);
        SendingDomain domain =
                senders.addDomain(owner, new DomainRequest("north.example", null, null, null, null, null));
        senders.override(owner, domain.id(), new DomainRequest.OverrideReason("a test"));
        senders.addIdentity(owner, new IdentityRequest("letter@north.example", null, null, null));
        here = ips.add(owner, new DedicatedIpRequest("127.0.0.15", "out15.north.example", null))
                .id();
        elsewhere = ips.add(owner, new DedicatedIpRequest("192.0.2.15", "out16.north.example", null))
                .id();
    }

    @AfterEach
    void removeAddresses() {
        List.of(here, elsewhere).forEach(ip -> ips.remove(owner, ip));
    }

    private void publish() {
        DNS.zone()
                .pointer("15.0.0.127.in-addr.arpa", "out15.north.example")
                .address("out15.north.example", "127.0.0.15");
    }

    /** A round of the job, and all runs that it asks for. */
    private int round() throws InterruptedException {
        DISPATCHED.clear();
        run("check_ips", "check-ips");
        List<String> asked = DISPATCHED.stream()
                .filter(each -> each.startsWith("check_ip ") && each.contains(workspace.toString()))
                .toList();
        for (String each : asked) {
            run("check_ip", each.substring("check_ip ".length()));
        }
        return asked.size();
    }

    private void run(String name, String key) throws InterruptedException {
        activities.stream()
                .filter(activity -> activity.name().equals(name))
                .findFirst()
                .orElseThrow()
                .run(new ActivityRun(key, 1, () -> false));
    }

    private DedicatedIp see(UUID ip) {
        return ips.get(workspace, ip);
    }

    private List<String> alerts() {
        return database.sql("SELECT kind || ' ' || title FROM alert.alert WHERE workspace_id = :id")
                .param("id", workspace.value())
                .query(String.class)
                .list();
    }

    @Test
    void aNameThatStopsToMatchIsFoundWithinADayAndTold() throws Exception {
        publish();
        assertThat(verification.verify(owner, here).status()).isEqualTo(Status.VERIFIED);
        assertThat(round()).as("nothing is due").isZero();
        DNS.zone().remove("15.0.0.127.in-addr.arpa").pointer("15.0.0.127.in-addr.arpa", "other.example");
        passes(Duration.ofHours(24));
        assertThat(round()).isEqualTo(1);
        assertThat(see(here).status()).as("one look may have been bad luck").isEqualTo(Status.VERIFIED);
        assertThat(see(here).lackingSince()).isEqualTo(clock.instant());
        assertThat(alerts()).isEmpty();
        passes(Duration.ofHours(1));
        assertThat(round()).isEqualTo(1);
        assertThat(see(here).status()).isEqualTo(Status.FAILED);
        assertThat(alerts())
                .singleElement()
                .asString()
                .startsWith("VERIFICATION_FAILED No mail leaves from 127.0.0.15 any more: ")
                .contains("greets as out15.north.example");
        passes(Duration.ofHours(24));
        round();
        assertThat(alerts()).as("told once").hasSize(1);
        DNS.zone().remove("15.0.0.127.in-addr.arpa").pointer("15.0.0.127.in-addr.arpa", "out15.north.example");
        passes(Duration.ofHours(24));
        round();
        assertThat(see(here).status()).isEqualTo(Status.VERIFIED);
        assertThat(see(here).lackingSince()).isNull();
    }

    @Test
    void silenceChangesNothingAndOneThatNobodyAskedForIsLeftAlone() throws Exception {
        publish();
        verification.verify(owner, here);
        DNS.zone().remove("15.0.0.127.in-addr.arpa").manner("15.0.0.127.in-addr.arpa", Zone.Manner.SILENT);
        for (int day = 0; day < 3; day++) {
            passes(Duration.ofHours(25));
            assertThat(round()).isEqualTo(1);
        }
        assertThat(see(here).status()).isEqualTo(Status.VERIFIED);
        assertThat(see(elsewhere).status()).isEqualTo(Status.PENDING);
        assertThat(alerts()).isEmpty();
    }

    private CampaignId sendingFrom(UUID... named) {
        List<Member> members = Stream.of(named)
                .map(ip -> new Member(null, null, ip, null, null, null))
                .toList();
        UUID pool = pools.create(owner, new PoolRequest("Main " + named.length, Strategy.HEALTH, members))
                .id();
        database.sql("UPDATE sender.dedicated_ip SET status = 'VERIFIED' WHERE workspace_id = :id")
                .param("id", workspace.value())
                .update();
        CampaignId campaign = sending();
        database.sql("UPDATE campaign.campaign SET sending_pool_id = :pool WHERE id = :id")
                .param("pool", pool)
                .param("id", campaign.value())
                .update();
        return campaign;
    }

    @Test
    void anAddressThatTheMachineHasNotGotIsItsOwnFault() throws Exception {
        people("example.org", 20);
        CampaignId campaign = sendingFrom(elsewhere);
        runLane(campaign);
        assertThat(mailed()).isEmpty();
        assertThat(see(elsewhere).status()).isEqualTo(Status.UNBINDABLE);
        assertThat(Objects.requireNonNull(see(elsewhere).fault()).reason())
                .isEqualTo("192.0.2.15 is no address of this machine");
        assertThat(see(elsewhere).dailySent()).as("nothing of its cap is gone").isZero();
        for (int wave = 0; wave < 5; wave++) {
            passes(Duration.ofMinutes(6));
            runLane(campaign);
        }
        assertThat(providers.list(workspace)).singleElement().satisfies(provider -> {
            assertThat(provider.breaker().state()).isEqualTo(Breaker.State.CLOSED);
            assertThat(provider.breaker().faults()).isZero();
            assertThat(provider.lastError()).isNull();
        });
        assertThat(alerts()).noneMatch(alert -> alert.startsWith("PROVIDER_FAILING"));
        runLane(campaign);
        assertThat(see(campaign).statusNote()).contains("192.0.2.15 is no address of this machine");

        // Somebody brings it to this machine: the next trial finds it.
        database.sql("UPDATE sender.dedicated_ip SET ip_address = '127.0.0.16' WHERE id = :id")
                .param("id", elsewhere)
                .update();
        passes(Duration.ofHours(2));
        runLane(campaign);
        assertThat(mailed()).hasSize(20).doesNotHaveDuplicates();
        assertThat(see(elsewhere).status()).isEqualTo(Status.VERIFIED);
        assertThat(see(elsewhere).fault()).isNull();
    }

    @Test
    void theNextAddressOfThePoolCarriesTheMail() throws Exception {
        people("example.org", 20);
        CampaignId campaign = sendingFrom(elsewhere, here);
        runLane(campaign);
        passes(Duration.ofMinutes(3));
        runLane(campaign);
        assertThat(house.mails()).hasSize(20).allMatch(mail -> mail.client().startsWith("127.0.0.15 "));
        assertThat(mailed()).doesNotHaveDuplicates();
        assertThat(see(elsewhere).status()).isEqualTo(Status.UNBINDABLE);
        assertThat(verification.verify(owner, elsewhere).status())
                .as("DNS does not know it either")
                .isEqualTo(Status.FAILED);
    }
}

package lettermill.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lettermill.MailHouse;
import lettermill.base.CampaignId;
import lettermill.provider.Breaker;
import lettermill.provider.Provider;
import lettermill.provider.ProviderRequest;
import lettermill.sender.DomainRequest;
import lettermill.sender.IdentityRequest;
import lettermill.sender.SenderService;
import lettermill.sender.SendingDomain;
import lettermill.workspace.Access;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A provider that dies or refuses us in the middle of a campaign: the other one carries the rest, and nobody gets two. */
class FailoverTest extends PostRoom {

    /** {@code -Dlettermill.failover.people=20000} for the full size. */
    private static final int PEOPLE = Integer.getInteger("lettermill.failover.people", 3_000);

    private static final int LANES = 4;
    private static final int WAVE = 64;
    private static final Pattern SIGNER = Pattern.compile("\\bd=([^;]+);");

    @Autowired
    SenderService senders;

    MailHouse second;

    @BeforeEach
    void openSecond() throws IOException {
        second = new MailHouse();
        ProviderRequest house = Stage.provider(second.port(), null, null);
        providers.create(
                stage.owner(workspace),
                new ProviderRequest("Second", house.providerType(), null, house.settings(), null, null, null, null));
        Access owner = stage.owner(workspace);
        SendingDomain domain =
                senders.addDomain(owner, new DomainRequest("mill.example", null, null, null, null, null));
        senders.override(owner, domain.id(), new DomainRequest.OverrideReason("a test"));
        senders.addIdentity(owner, new IdentityRequest("letter@mill.example", "The Mill", null, null));
    }

    @AfterEach
    void closeSecond() {
        second.close();
    }

    @Test
    void theOtherProviderCarriesTheRestAndNobodyIsMailedTwice() throws Exception {
        people("example.org", PEOPLE);
        CampaignId campaign = sending();
        house.whenMailed(PEOPLE / 3, house::close);
        inLanes(campaign);

        long unknown = messages(campaign).getOrDefault("PENDING UNKNOWN", 0L);
        assertThat(unknown).as("at most a wave of each lane").isBetween(0L, (long) LANES * WAVE);
        assertThat(messages(campaign).get("SENT DONE")).isEqualTo(PEOPLE - unknown);
        List<MailHouse.Mail> all = Stream.of(house, second)
                .flatMap(where -> where.mails().stream())
                .toList();
        assertThat(all.stream().map(MailHouse.Mail::recipient)).doesNotHaveDuplicates();
        assertThat(all.size()).isBetween((int) (PEOPLE - unknown), PEOPLE);
        assertThat(second.mails()).hasSizeGreaterThan(PEOPLE / 2);
        Set<String> recipients = new HashSet<>();
        all.forEach(mail -> recipients.add(mail.recipient()));
        assertThat(recipients).containsAll(sent(campaign));
        all.forEach(FailoverTest::aligned);
        assertThat(breaker("House").faults()).isPositive();
    }

    @Test
    void whoRefusesUsIsAskedOnceAndAgainAfterAPause() throws Exception {
        people("example.org", 200);
        for (int i = 1; i <= 200; i++) {
            house.answer("p" + i + "@example.org", 530, "5.7.0 Authentication required");
        }
        CampaignId campaign = sending();
        runLane(campaign);
        assertThat(second.mails()).hasSize(200);
        assertThat(house.asked("example.org")).as("one wave").isBetween(1, WAVE);
        assertThat(breaker("House").state()).isEqualTo(Breaker.State.OPEN);
        assertThat(reasons(campaign)).anyMatch(reason -> reason.endsWith("through Second, after House failed"));

        int asked = house.asked("example.org");
        allAgain();
        passes(Duration.ofSeconds(31));
        runLane(campaign);
        assertThat(house.asked("example.org") - asked).as("one letter tries").isEqualTo(1);
        assertThat(second.mails()).hasSize(400);

        for (int i = 1; i <= 200; i++) {
            house.welcome("p" + i + "@example.org");
        }
        allAgain();
        passes(Duration.ofMinutes(10));
        runLane(campaign);
        assertThat(mailed()).as("it is back, and preferred").hasSize(200);
        assertThat(breaker("House")).isEqualTo(Breaker.CLOSED);
    }

    @Test
    void whereNobodyElseIsLeftItWaitsAndSaysWhy() throws Exception {
        people("example.org", 10);
        CampaignId campaign = sending();
        house.close();
        second.close();
        for (int fault = 0; fault < 4; fault++) {
            runLane(campaign);
            passes(Duration.ofMinutes(10));
        }
        assertThat(messages(campaign)).containsOnlyKeys("PENDING WAITING");
        assertThat(breaker("House").state()).isNotEqualTo(Breaker.State.CLOSED);
        assertThat(breaker("Second").state()).isNotEqualTo(Breaker.State.CLOSED);
        assertThat(see(campaign).statusNote()).containsAnyOf("House", "Second");
    }

    private void allAgain() {
        database.sql("""
                        UPDATE ledger.message SET status = 'PENDING', phase = 'WAITING', next_attempt_at = created_at;
                        DELETE FROM ledger.event;
                        UPDATE campaign.campaign SET status = 'SENDING'""").update();
    }

    /** The one domain that a mail's From, Return-Path, Message-ID and DKIM signature are of. */
    static String aligned(MailHouse.Mail mail) {
        String from = mail.header("From");
        Matcher signer = SIGNER.matcher(mail.header("DKIM-Signature"));
        assertThat(signer.find()).as("signed").isTrue();
        String domain = from.substring(from.lastIndexOf('@') + 1).replace(">", "");
        assertThat(signer.group(1)).isEqualTo(domain);
        assertThat(mail.sender()).endsWith("@" + domain);
        assertThat(mail.header("Message-ID")).endsWith("@" + domain + ">");
        return domain;
    }

    private void inLanes(CampaignId campaign) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(LANES)) {
            List<Future<?>> lanes = new ArrayList<>();
            IntStream.range(0, LANES)
                    .forEach(lane -> lanes.add(threads.submit(() -> {
                        runLane(campaign);
                        return null;
                    })));
            for (Future<?> running : lanes) {
                running.get();
            }
        }
    }

    private Breaker breaker(String name) {
        return providers.list(workspace).stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .map(Provider::breaker)
                .orElseThrow();
    }

    private List<String> sent(CampaignId campaign) {
        return database.sql("SELECT email FROM ledger.message WHERE campaign_id = :id AND status = 'SENT'")
                .param("id", campaign.value())
                .query(String.class)
                .list();
    }

    private List<String> reasons(CampaignId campaign) {
        return database.sql("SELECT DISTINCT route_reason FROM ledger.message WHERE campaign_id = :id")
                .param("id", campaign.value())
                .query(String.class)
                .list();
    }
}

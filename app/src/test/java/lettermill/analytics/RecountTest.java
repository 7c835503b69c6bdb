package lettermill.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import lettermill.base.CampaignId;
import lettermill.base.MessageId;
import lettermill.base.WorkspaceId;
import lettermill.ledger.EventType;
import lettermill.ledger.MailEvent;
import lettermill.visitor.UserAgents;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every figure that is shown, counted again from a random ledger in plain Java. */
class RecountTest {

    private static final ZoneId ZONE = ZoneId.of(AnalyticsDesk.ZONE);

    private final AnalyticsDesk desk = new AnalyticsDesk();
    private final RandomFacts random = new RandomFacts(desk);
    private final long seed = random.seed;
    private final CampaignId campaign = desk.campaign(desk.workspace, "SENT");
    private final List<MailEvent> facts = new ArrayList<>();
    private int messages;

    @BeforeEach
    void live() {
        WorkspaceId neighbour = desk.workspace("neighbour");
        random.factsOf(neighbour, desk.campaign(neighbour, "SENT"));
        messages = 300;
        facts.addAll(random.factsOf(desk.workspace, campaign));
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void statsAreTheLedgers() {
        CampaignStats stats = desk.get(Results.class).stats(desk.workspace, outline());

        assertThat(stats.totalRecipients()).isEqualTo(messages);
        assertThat(stats.pendingCount() + stats.unknownCount()).isEqualTo(messagesThatAre("PENDING"));
        assertThat(stats.skippedCount() + stats.failedCount()).isEqualTo(messagesThatAre("FAILED"));
        assertThat(Recount.of(stats)).as("seed " + seed).isEqualTo(Recount.of(facts));
        long reached = stats.attemptedCount() - stats.bounceCount();
        assertThat(stats.rates().open()).isEqualTo((double) stats.uniqueOpenCount() / reached);
        assertThat(stats.reasons().stream()
                        .mapToLong(CampaignStats.ReasonCount::count)
                        .sum())
                .isGreaterThanOrEqualTo(stats.skippedCount() + stats.failedCount());
    }

    @Test
    void theTimelineIsTheLedgers() {
        for (Timeline.Bucket bucket : Timeline.Bucket.values()) {
            Timeline timeline = desk.get(AnalyticsService.class).timeline(desk.workspace, campaign, bucket);
            ChronoUnit unit = bucket == Timeline.Bucket.HOUR ? ChronoUnit.HOURS : ChronoUnit.DAYS;
            Map<Instant, Recount> expected =
                    byTime(at -> at.atZone(ZONE).truncatedTo(unit).toInstant());

            assertThat(timeline.timezone()).isEqualTo(AnalyticsDesk.ZONE);
            assertThat(timeline.items())
                    .extracting(Timeline.Point::at)
                    .isSorted()
                    .doesNotHaveDuplicates();
            for (Timeline.Point point : timeline.items()) {
                assertThat(Recount.of(point))
                        .as("seed " + seed)
                        .isEqualTo(expected.getOrDefault(point.at(), Recount.NONE));
            }
            assertThat(timeline.items()).extracting(Timeline.Point::at).containsAll(expected.keySet());
        }
    }

    @Test
    void theOverviewIsTheLedgers() {
        desk.aggregate();
        Overview overview = desk.get(AnalyticsService.class).overview(desk.workspace, 7);
        Map<LocalDate, Recount> expected = byTime(at -> at.atZone(ZONE).toLocalDate());

        assertThat(overview.asOf()).isEqualTo(AnalyticsDesk.NOW);
        assertThat(overview.series()).hasSize(7);
        assertThat(overview.series().getLast().day())
                .isEqualTo(AnalyticsDesk.NOW.atZone(ZONE).toLocalDate());
        Recount current = Recount.NONE;
        Recount previous = Recount.NONE;
        for (Overview.Day day : overview.series()) {
            Recount counted = expected.getOrDefault(day.day(), Recount.NONE);
            assertThat(Recount.of(day.figures())).as("seed " + seed).isEqualTo(counted);
            current = current.plus(counted);
            previous = previous.plus(expected.getOrDefault(day.day().minusDays(7), Recount.NONE));
        }
        assertThat(Recount.of(overview.current().figures())).isEqualTo(current);
        assertThat(Recount.of(overview.previous().figures())).isEqualTo(previous);
        assertThat(overview.change().sent()).isEqualTo((double) (current.sent() - previous.sent()) / previous.sent());
        assertThat(overview.topCampaigns())
                .singleElement()
                .satisfies(top -> assertThat(top.id()).isEqualTo(campaign));
    }

    @Test
    void aLaterRunCountsWhatIsNewAndNothingTwice() {
        desk.aggregate();
        desk.clock.advance(Duration.ofMinutes(10));
        desk.aggregate();
        List<MailEvent> before = List.copyOf(facts);
        facts.addAll(random.factsOf(desk.workspace, campaign));
        desk.aggregate();
        desk.aggregate();

        assertThat(facts).hasSizeGreaterThan(before.size());
        assertThat(rolledUp()).as("seed " + seed).isEqualTo(Recount.of(facts));
    }

    @Test
    void linksAreTheLedgers() {
        LinkReport report = desk.get(Clicks.class).links(desk.workspace, outline());
        Map<String, List<MailEvent>> clicks = new TreeMap<>();
        for (MailEvent fact : facts) {
            if (fact.type() == EventType.CLICK && fact.hit() != null) {
                String name = random.url(fact.hit());
                clicks.computeIfAbsent(name, none -> new ArrayList<>()).add(fact);
            }
        }

        assertThat(report.items()).hasSize(clicks.size());
        for (LinkReport.Link link : report.items()) {
            Recount counted = Recount.of(clicks.get(link.url()));
            assertThat(List.of(link.clicks(), link.uniqueClicks(), link.machineClicks()))
                    .as(link.url() + " seed " + seed)
                    .isEqualTo(List.of(counted.clicks(), counted.uniqueClicks(), counted.machineClicks()));
        }
    }

    @Test
    void devicesAreTheLedgers() {
        DeviceReport report = desk.get(Readers.class).devices(desk.workspace, campaign);
        UserAgents agents = new UserAgents();

        assertThat(report.clients())
                .as("seed " + seed)
                .hasSameElementsAs(shares(hit -> agents.of(hit.userAgent()).client()));
        assertThat(report.systems())
                .as("seed " + seed)
                .hasSameElementsAs(shares(hit -> agents.of(hit.userAgent()).os()));
        assertThat(report.devices()).extracting(DeviceReport.Share::name).contains("Desktop", "Mobile", "Other");
        assertThat(report.machines().stream()
                        .mapToLong(DeviceReport.Share::count)
                        .sum())
                .isEqualTo(Recount.of(facts).machineOpens() + Recount.of(facts).machineClicks());
    }

    private long messagesThatAre(String status) {
        return desk.database
                .sql("SELECT count(*) FROM ledger.message WHERE campaign_id = :campaign AND status = :status")
                .param("campaign", campaign.value())
                .param("status", status)
                .query(Long.class)
                .single();
    }

    private Campaigns.Outline outline() {
        return desk.get(Campaigns.class).outline(desk.workspace, campaign);
    }

    private <K extends Comparable<? super K>> Map<K, Recount> byTime(Function<Instant, K> bucket) {
        return Recount.byTime(facts, bucket);
    }

    private Recount rolledUp() {
        return desk.database
                .sql("SELECT " + sums() + " FROM analytics.campaign_quarter WHERE campaign_id = :campaign")
                .param("campaign", campaign.value())
                .query((row, number) -> Recount.of(Figures.of(row)))
                .single();
    }

    private static String sums() {
        return Facts.COLUMNS.replaceAll("(\\w+)", "sum($1) AS $1");
    }

    private List<DeviceReport.Share> shares(Function<MailEvent.Hit, String> name) {
        Map<String, Long> hits = new TreeMap<>();
        Map<String, Set<@Nullable MessageId>> people = new TreeMap<>();
        for (MailEvent fact : facts) {
            if (fact.hit() != null && !fact.hit().hitClass().machine()) {
                String of = name.apply(fact.hit());
                hits.merge(of, 1L, Long::sum);
                people.computeIfAbsent(of, none -> new HashSet<>()).add(fact.message());
            }
        }
        return hits.entrySet().stream()
                .map(each -> new DeviceReport.Share(
                        each.getKey(),
                        each.getValue(),
                        people.get(each.getKey()).size()))
                .toList();
    }
}

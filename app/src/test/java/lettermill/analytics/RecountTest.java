package lettermill.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import lettermill.base.CampaignId;
import lettermill.base.MessageId;
import lettermill.base.WorkspaceId;
import lettermill.ledger.BounceType;
import lettermill.ledger.EventType;
import lettermill.ledger.HitClass;
import lettermill.ledger.MailEvent;
import lettermill.visitor.UserAgents;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every figure that is shown, counted again from a random ledger in plain Java. */
class RecountTest {

    private static final ZoneId ZONE = ZoneId.of(AnalyticsDesk.ZONE);
    private static final List<String> AGENTS = List.of(
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36",
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/125.0.0.0 Safari/537.36",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148",
            "");

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final AnalyticsDesk desk = new AnalyticsDesk();
    private final CampaignId campaign = desk.campaign(desk.workspace, "SENT");
    private final List<Long> links = new ArrayList<>();
    private final List<MailEvent> facts = new ArrayList<>();
    private int messages;

    @BeforeEach
    void live() {
        for (int position = 0; position < 3; position++) {
            links.add(link(position));
        }
        WorkspaceId neighbour = desk.workspace("neighbour");
        facts.addAll(factsOf(neighbour, desk.campaign(neighbour, "SENT")));
        facts.clear();
        messages = 300;
        facts.addAll(factsOf(desk.workspace, campaign));
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
        assertThat(Recount.of(stats)).as("seed " + seed).isEqualTo(recount(facts));
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
        facts.addAll(factsOf(desk.workspace, campaign));
        desk.aggregate();
        desk.aggregate();

        assertThat(facts).hasSizeGreaterThan(before.size());
        assertThat(rolledUp()).as("seed " + seed).isEqualTo(recount(facts));
    }

    @Test
    void linksAreTheLedgers() {
        LinkReport report = desk.get(Clicks.class).links(desk.workspace, outline());
        Map<String, List<MailEvent>> clicks = new TreeMap<>();
        for (MailEvent fact : facts) {
            if (fact.type() == EventType.CLICK && fact.hit() != null) {
                String name = fact.hit().linkId() == null
                        ? fact.hit().url()
                        : "https://shop.example/" + links.indexOf(fact.hit().linkId());
                clicks.computeIfAbsent(name, none -> new ArrayList<>()).add(fact);
            }
        }

        assertThat(report.items()).hasSize(clicks.size());
        for (LinkReport.Link link : report.items()) {
            Recount counted = recount(clicks.get(link.url()));
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
                .isEqualTo(recount(facts).machineOpens() + recount(facts).machineClicks());
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

    private long link(int position) {
        return desk.database
                .sql("""
                        INSERT INTO tracking.link (workspace_id, template_version_id, position, url, created_at)
                        VALUES (:workspace, 1, :position, 'https://shop.example/' || :position, '2026-03-01T00:00Z') RETURNING id
                        """)
                .param("workspace", desk.workspace.value())
                .param("position", position)
                .query(Long.class)
                .single();
    }

    /** Random facts about 300 new messages, recorded in random order and answered as they were new. */
    private List<MailEvent> factsOf(WorkspaceId workspace, CampaignId of) {
        List<MailEvent> made = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            MessageId message = desk.message(workspace, of);
            int lot = random.nextInt(20);
            if (lot == 0) {
                continue;
            }
            Instant at = AnalyticsDesk.NOW.minus(Duration.ofMinutes(random.nextInt(12 * 24 * 60)));
            if (lot == 1) {
                made.add(fact(
                        workspace, of, message, lot % 2 == 0 ? EventType.REJECT : EventType.RENDERING_FAILURE, at));
                continue;
            }
            made.add(fact(workspace, of, message, EventType.SEND, at));
            for (int more = random.nextInt(8); more > 0; more--) {
                Instant later = at.plus(Duration.ofMinutes(random.nextInt(2_000)));
                made.add(fact(workspace, of, message, EventType.values()[random.nextInt(8)], later));
            }
        }
        Collections.shuffle(made, random);
        made.removeIf(fact -> fact.type() == EventType.REJECT && random.nextBoolean());
        return desk.ledger().record(made).stream()
                .map(recorded -> recorded.event())
                .toList();
    }

    private MailEvent fact(WorkspaceId workspace, CampaignId of, MessageId message, EventType type, Instant at) {
        boolean hit = type == EventType.OPEN || type == EventType.CLICK;
        String key = type == EventType.SEND ? "send/" + message : type + "/" + message + "/" + random.nextLong();
        return new MailEvent(
                workspace,
                message,
                of,
                type,
                key,
                at.truncatedTo(ChronoUnit.MILLIS),
                hit ? hit(type) : null,
                type == EventType.BOUNCE
                        ? new MailEvent.Failure(BounceType.values()[random.nextInt(3)], "5.1.1", "no")
                        : null,
                null);
    }

    private MailEvent.Hit hit(EventType type) {
        HitClass hitClass = HitClass.values()[random.nextInt(HitClass.values().length)];
        boolean stored = type == EventType.CLICK && random.nextInt(4) > 0;
        return new MailEvent.Hit(
                hitClass,
                "rule-of-" + hitClass,
                stored ? links.get(random.nextInt(links.size())) : null,
                type == EventType.CLICK && !stored ? "https://own.example/" + random.nextInt(3) : null,
                AGENTS.get(random.nextInt(AGENTS.size())),
                "192.0.2.1");
    }

    private static Recount recount(List<MailEvent> facts) {
        Recount sum = Recount.NONE;
        for (Recount each : byTime(facts, at -> "all").values()) {
            sum = sum.plus(each);
        }
        return sum;
    }

    private <K extends Comparable<? super K>> Map<K, Recount> byTime(Function<Instant, K> bucket) {
        return byTime(facts, bucket);
    }

    private static <K extends Comparable<? super K>> Map<K, Recount> byTime(
            List<MailEvent> facts, Function<Instant, K> bucket) {
        Map<K, Recount> buckets = new TreeMap<>();
        Map<String, Instant> firsts = new HashMap<>();
        for (MailEvent fact : facts) {
            boolean hit = fact.hit() != null;
            boolean machine = hit
                    && (fact.hit().hitClass() == HitClass.PREFETCH || fact.hit().hitClass() == HitClass.BOT);
            if (hit) {
                buckets.merge(bucket.apply(fact.occurredAt()), Recount.hit(fact.type(), machine), Recount::plus);
            }
            if (!machine) {
                firsts.merge(fact.type() + " " + fact.message(), fact.occurredAt(), (a, b) -> a.isBefore(b) ? a : b);
            }
        }
        firsts.forEach((name, at) ->
                buckets.merge(bucket.apply(at), Recount.first(EventType.valueOf(name.split(" ")[0])), Recount::plus));
        buckets.values().removeIf(Recount.NONE::equals);
        return buckets;
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

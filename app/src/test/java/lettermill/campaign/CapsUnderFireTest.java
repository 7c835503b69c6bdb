package lettermill.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import lettermill.base.CampaignId;
import lettermill.base.WorkspaceId;
import lettermill.provider.ProviderRequest;
import lettermill.routing.Reservation;
import lettermill.routing.RouteChoice;
import lettermill.routing.RoutePlan;
import lettermill.routing.RouteWish;
import lettermill.routing.Routing;
import lettermill.routing.strategy.Strategy;
import lettermill.sender.DomainRequest;
import lettermill.sender.IdentityRequest;
import lettermill.sender.SenderService;
import lettermill.sender.SendingDomain;
import lettermill.workspace.Access;
import lettermill.workspace.Workspace;
import lettermill.workspace.Workspaces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Sixty-four lanes plan, reserve, send some and give the rest back, while two days pass: no cap of any kind is passed on any date of the
 * workspace, of 23, 24 or 25 hours. Lanes are threads here; what processes share is the rows, and nothing else is shared by these either.
 */
class CapsUnderFireTest extends PostRoom {

    /** {@code -Dlettermill.caps.messages=200000} for the full size. */
    private static final int MESSAGES = Integer.getInteger("lettermill.caps.messages", 8_000);

    private static final int LANES = 64;
    private static final int BATCH = 25;
    private static final int A_SECOND = 50;

    @Autowired
    Routing routing;

    @Autowired
    SenderService senders;

    @Autowired
    Workspaces workspaces;

    private final Map<String, AtomicInteger> sent = new ConcurrentHashMap<>();
    private final Map<Instant, Integer> slots = new ConcurrentSkipListMap<>();
    private final Map<String, Integer> caps = new TreeMap<>();
    /** Held by whoever sends: as long as a lane looks at the date and sends, the date stays. */
    private final ReentrantReadWriteLock date = new ReentrantReadWriteLock();

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-28T11:00:00Z", "2026-10-24T10:00:00Z"})
    void noCapIsPassedAcrossMidnightsAndDaylightSaving(String start) throws Exception {
        WorkspaceId berlin = stage.workspace("Europe/Berlin");
        clock.set(Instant.parse(start));
        Workspace where = furnish(berlin);
        int plans = MESSAGES / BATCH;
        Duration step = Duration.ofHours(48).dividedBy(plans);
        AtomicInteger next = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(LANES)) {
            List<Future<?>> lanes = new ArrayList<>();
            for (int lane = 0; lane < LANES; lane++) {
                lanes.add(threads.submit(() -> {
                    for (int plan = next.getAndIncrement(); plan < plans; plan = next.getAndIncrement()) {
                        send(where, plan);
                        date.writeLock().lock();
                        clock.advance(step);
                        date.writeLock().unlock();
                    }
                }));
            }
            for (Future<?> lane : lanes) {
                lane.get();
            }
        }
        sent.forEach((what, count) -> assertThat(count.get())
                .as(what)
                .isLessThanOrEqualTo(caps.getOrDefault(what.split(" ")[1], Integer.MAX_VALUE)));
        assertThat(sent.keySet().stream().map(what -> what.split(" ")[0]).distinct())
                .as("dates")
                .hasSize(3);
        assertThat(sent.values().stream().mapToInt(AtomicInteger::get).sum()).isGreaterThan(MESSAGES / 4);
        theCountersKnowOfEveryMail(berlin);
        noSecondHoldsTooMany();
    }

    private Workspace furnish(WorkspaceId berlin) {
        Access owner = stage.owner(berlin);
        int most = MESSAGES / 8;
        for (String name : List.of("one", "two", "three")) {
            ProviderRequest like = Stage.provider(9, null, null);
            Integer perDay = name.equals("three") ? null : most;
            Integer perSecond = name.equals("two") ? A_SECOND : null;
            UUID id = providers
                    .create(
                            owner,
                            new ProviderRequest(
                                    name, like.providerType(), null, like.settings(), perSecond, perDay, null, null))
                    .id();
            caps.put(id.toString(), perDay == null ? Integer.MAX_VALUE : perDay);
        }
        for (int i = 1; i <= 4; i++) {
            Integer limit = i == 4 ? null : most / i;
            SendingDomain domain =
                    senders.addDomain(owner, new DomainRequest("d" + i + ".example", null, limit, null, null, null));
            senders.override(owner, domain.id(), new DomainRequest.OverrideReason("a test"));
            senders.addIdentity(owner, new IdentityRequest("letter@d" + i + ".example", null, null, null));
            caps.put(domain.id().toString(), limit == null ? Integer.MAX_VALUE : limit);
        }
        return workspaces.get(berlin);
    }

    private void send(Workspace where, int number) {
        Strategy strategy = Strategy.values()[number % Strategy.values().length];
        RouteWish wish = new RouteWish(
                null, null, List.of(), RouteWish.Others.FALLBACK, null, strategy, RouteWish.Name.WORKSPACE);
        if (routing.plan(where, wish, Collections.nCopies(BATCH, "example.org"), number)
                instanceof RoutePlan.Shares plan) {
            SplittableRandom random = new SplittableRandom(number);
            List<Reservation> reserved = routing.reserve(where, plan);
            for (int part = 0; part < reserved.size(); part++) {
                RoutePlan.Share share = plan.shares().get(part);
                send(
                        where,
                        share.ways().getFirst(),
                        reserved.get(part),
                        share.places().size(),
                        random);
            }
        }
    }

    /** As a batch does: reserves anew when the date has changed, spends some, and gives back what did not leave. */
    private void send(
            Workspace where, RouteChoice.Usable way, Reservation first, int letters, SplittableRandom random) {
        Reservation reservation = first;
        int unspent = reservation.granted();
        int left = letters;
        while (left > 0 && unspent > 0) {
            int wave = Math.min(
                    Math.min(left, unspent),
                    way.provider().rate().map(rate -> rate.wave()).orElse(10));
            date.readLock().lock();
            try {
                LocalDate today = routing.today(where);
                if (!today.equals(reservation.day())) {
                    reservation = routing.reserve(where, way, left);
                    unspent = reservation.granted();
                    continue;
                }
                int leaving = random.nextInt(10) == 0 ? wave / 2 : wave;
                routing.takeSlot(way).ifPresent(slot -> slots.merge(slot, leaving, Integer::sum));
                count(today, way.provider().id(), leaving);
                count(today, Objects.requireNonNull(way.route().domainId()), leaving);
                unspent -= leaving;
                left -= wave;
            } finally {
                date.readLock().unlock();
            }
        }
        routing.giveBack(where.id(), way, new Reservation(unspent, reservation.day()));
    }

    private void count(LocalDate today, UUID what, int letters) {
        sent.computeIfAbsent(today + " " + what, key -> new AtomicInteger()).addAndGet(letters);
    }

    /** A lane that reserves for yesterday when the row is at today takes from today, and gives it up unused: never the other way. */
    private void theCountersKnowOfEveryMail(WorkspaceId berlin) {
        database.sql("""
                        SELECT daily_sends_date AS date, id, current_daily_sends AS count FROM provider.provider
                        WHERE workspace_id = :id
                        UNION ALL SELECT daily_date, id, daily_sent FROM sender.domain WHERE workspace_id = :id""").param("id", berlin.value()).query(row -> {
            String what = row.getString("date") + " " + row.getString("id");
            assertThat(row.getInt("count"))
                    .as(what)
                    .isGreaterThanOrEqualTo(
                            sent.getOrDefault(what, new AtomicInteger()).get());
        });
    }

    private void noSecondHoldsTooMany() {
        List<Instant> starts = List.copyOf(slots.keySet());
        int from = 0;
        int inside = 0;
        for (Instant slot : starts) {
            inside += slots.getOrDefault(slot, 0);
            while (!starts.get(from).plusSeconds(1).isAfter(slot)) {
                inside -= slots.getOrDefault(starts.get(from++), 0);
            }
            assertThat(inside).as("in the second before " + slot).isLessThanOrEqualTo(A_SECOND);
        }
    }

    @Test
    void aBatchThatMidnightFindsOnItsWayTakesFromTheNewDay() throws Exception {
        people("example.org", 600);
        clock.set(Instant.parse("2026-03-02T23:59:59Z"));
        database.sql("UPDATE provider.provider SET max_sends_per_day = 200 WHERE workspace_id = :id")
                .param("id", workspace.value())
                .update();
        CampaignId campaign = sending();
        house.whenMailed(100, () -> clock.advance(Duration.ofSeconds(2)));
        runLane(campaign);
        assertThat(mailed())
                .as("two waves of the old day, and the new day's cap")
                .hasSize(2 * 64 + 200);
        assertThat(providers.list(workspace))
                .singleElement()
                .satisfies(provider -> assertThat(provider.currentDailySends()).isEqualTo(200))
                .satisfies(provider -> assertThat(provider.dailySendsDate()).isEqualTo("2026-03-03"));
    }
}

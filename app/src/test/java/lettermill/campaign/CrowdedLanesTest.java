package lettermill.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import lettermill.base.CampaignId;
import lettermill.base.WorkspaceId;
import lettermill.engine.ActivityRun;
import lettermill.engine.Engine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** While many campaigns are sent at once each keeps one lane, and none loses that one. */
@Timeout(60)
class CrowdedLanesTest {

    /** More campaigns than there is room for lanes on any number of processors. */
    private static final int CAMPAIGNS = 5 * Runtime.getRuntime().availableProcessors();

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Set<CampaignId> sending = ConcurrentHashMap.newKeySet();
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService engineThreads = Executors.newVirtualThreadPerTaskExecutor();
    private final SendCampaignEmail lanes = new SendCampaignEmail(this::send, new Asked(), Clock.systemUTC());

    @AfterEach
    void end() {
        end.countDown();
        engineThreads.close();
    }

    @Test
    void aCampaignAloneHasFourLanes() {
        lanes.open(campaign());
        assertThat(asked).hasSize(4);
    }

    @Test
    void amongManyEachHasItsFirstLaneOnly() {
        crowd();
        assertThat(sending).as("a first lane is never sent away").hasSize(CAMPAIGNS);

        WorkKey another = campaign();
        lanes.open(another);
        assertThat(asked).containsExactly(another.lane(0));
    }

    @Test
    void anotherLaneOfACrowdedProcessHasNothingToDo() throws InterruptedException {
        crowd();
        WorkKey another = campaign();
        lanes.run(run(another.lane(1)));
        assertThat(sending).doesNotContain(another.campaign());
    }

    @Test
    void aFurtherLaneEndsWhenACrowdComes() {
        WorkKey early = campaign();
        run(early, 3);
        await().until(() -> sending.contains(early.campaign()));
        crowd();
        await().until(() -> !sending.contains(early.campaign()));
        assertThat(sending).hasSize(CAMPAIGNS);
    }

    private void crowd() {
        for (int number = 0; number < CAMPAIGNS; number++) {
            run(campaign(), 0);
        }
        await().until(() -> sending.size() >= CAMPAIGNS);
    }

    private void run(WorkKey campaign, int lane) {
        engineThreads.submit(() -> {
            lanes.run(run(campaign.lane(lane)));
            return null;
        });
    }

    private static ActivityRun run(String key) {
        return new ActivityRun(key, 1, () -> false);
    }

    private static WorkKey campaign() {
        return new WorkKey(new WorkspaceId(UUID.randomUUID()), new CampaignId(UUID.randomUUID()));
    }

    /** A lane that has always something left to send. */
    private void send(WorkspaceId workspace, CampaignId campaign, BooleanSupplier stopping)
            throws InterruptedException {
        sending.add(campaign);
        boolean over = stopping.getAsBoolean();
        while (!over) {
            over = end.await(10, TimeUnit.MILLISECONDS) || stopping.getAsBoolean();
        }
        sending.remove(campaign);
    }

    private final class Asked implements Engine {
        @Override
        public void dispatch(String activity, String key, @Nullable WorkspaceId workspace, Instant at) {
            asked.add(key);
        }
    }
}

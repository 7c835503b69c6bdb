package lettermill.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import lettermill.TestDatabase;
import lettermill.base.WorkspaceId;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The caps hold whatever the number of threads that reserve at once; threads stand for processes here: only the row is shared. */
class CapsTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final DataSource source = TestDatabase.fresh();
    private final JdbcClient database = JdbcClient.create(source);
    private final TransactionTemplate transactions = new TransactionTemplate(new DataSourceTransactionManager(source));
    private final Providers providers =
            new Providers(database, JsonMapper.builder().build());
    private final WorkspaceId workspace = workspace();

    @Test
    void aDaysCapIsNeverPassed() throws InterruptedException {
        Provider provider = provider(null, 1_000);
        AtomicInteger granted = new AtomicInteger();
        inFourThreads(() -> {
            for (int got = -1; got != 0; ) {
                got = reserve(provider, 7, TODAY);
                granted.addAndGet(got);
            }
        });
        assertThat(granted).hasValue(1_000);
        assertThat(reserve(provider, 5, TODAY.plusDays(1))).isEqualTo(5);
        assertThat(reserve(provider, 2_000, TODAY))
                .as("a process whose clock is behind midnight takes from the new day")
                .isEqualTo(995);
    }

    @Test
    void whoReservesOfManyInAnyOrderNeverWaitsForEver() throws InterruptedException {
        List<UUID> ids = IntStream.range(0, 20)
                .mapToObj(number -> provider(null, 500).id())
                .toList();
        AtomicInteger granted = new AtomicInteger();
        inFourThreads(() -> {
            for (int got = -1; got != 0; ) {
                List<UUID> order = new ArrayList<>(ids);
                Collections.shuffle(order);
                Map<UUID, Integer> wanted = new LinkedHashMap<>();
                order.forEach(id -> wanted.put(id, 7));
                got = transactions.execute(status -> providers.reserve(workspace, wanted, TODAY)).values().stream()
                        .mapToInt(each -> each)
                        .sum();
                granted.addAndGet(got);
            }
        });
        assertThat(granted).hasValue(20 * 500);
    }

    private int reserve(Provider provider, int wanted, LocalDate day) {
        return providers.reserve(workspace, Map.of(provider.id(), wanted), day).getOrDefault(provider.id(), 0);
    }

    @Test
    void whatDidNotLeaveIsThereAgainOnTheSameDayOnly() {
        Provider provider = provider(null, 10);
        reserve(provider, 10, TODAY);
        providers.giveBack(provider, 4, TODAY);
        assertThat(reserve(provider, 10, TODAY)).isEqualTo(4);
        reserve(provider, 1, TODAY.plusDays(1));
        providers.giveBack(provider, 10, TODAY);
        assertThat(reserve(provider, 10, TODAY.plusDays(1))).isEqualTo(9);
    }

    @Test
    void noSecondHoldsMoreThanIsAllowed() throws InterruptedException {
        for (int mails : new int[] {1, 7, 25, 97, 500, 3_000}) {
            Provider provider = provider(mails, null);
            SendRate rate = provider.rate().orElseThrow();
            List<Instant> slots = Collections.synchronizedList(new ArrayList<>());
            inFourThreads(() -> {
                for (int i = 0; i < 25; i++) {
                    slots.add(providers.takeSlot(provider, rate.slot(), NOW));
                }
            });
            Collections.sort(slots);
            for (Instant from : slots) {
                long waves = slots.stream()
                        .filter(slot -> !slot.isBefore(from) && slot.isBefore(from.plusSeconds(1)))
                        .count();
                assertThat(waves * rate.wave()).as(mails + " a second").isLessThanOrEqualTo(mails);
            }
            Duration all = Duration.between(slots.getFirst(), slots.getLast());
            double reached = (slots.size() - 1) * rate.wave() * 1e9 / all.toNanos();
            assertThat(reached).as(mails + " a second").isGreaterThan(0.85 * mails);
        }
    }

    @Test
    void oneOfFourGetsTheTrialThatIsDue() throws InterruptedException {
        Provider provider = provider(null, null);
        Breakers breakers = new Breakers(database);
        breakers.write(
                provider,
                Breaker.CLOSED.afterFault(Breaker.Severity.CERTAIN, Duration.ZERO, NOW),
                "535 Authentication failed");
        Provider failing = providers.find(workspace, provider.id()).orElseThrow();
        assertThat(failing.breaker().state()).isEqualTo(Breaker.State.OPEN);
        assertThat(failing.lastError()).startsWith("535");
        AtomicInteger trials = new AtomicInteger();
        inFourThreads(() -> breakers.takeTrial(failing, NOW.plusSeconds(29)).ifPresent(_ -> trials.incrementAndGet()));
        assertThat(trials).as("before it is due").hasValue(0);
        inFourThreads(() -> breakers.takeTrial(failing, NOW.plusSeconds(30)).ifPresent(_ -> trials.incrementAndGet()));
        assertThat(trials).hasValue(1);
    }

    private static void inFourThreads(Runnable work) throws InterruptedException {
        List<Thread> threads = IntStream.range(0, 4)
                .mapToObj(i -> Thread.ofPlatform().start(work))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private Provider provider(Integer perSecond, Integer perDay) {
        UUID id = UUID.randomUUID();
        SmtpSettings settings = new SmtpSettings("localhost", 25, null, null, null).complete();
        ProviderRequest request =
                new ProviderRequest(id.toString(), ProviderType.SMTP, null, null, perSecond, perDay, 100, false);
        providers.save(workspace, id, request, settings, null, NOW);
        return providers.find(workspace, id).orElseThrow();
    }

    private WorkspaceId workspace() {
        UUID id = UUID.randomUUID();
        database.sql("""
                        INSERT INTO workspace.workspace (id, slug, name, timezone, created_at, updated_at)
                        VALUES (:id, :id, 'W', 'UTC', now(), now())""".replace(":id, :id", ":id, :id::text")).param("id", id).update();
        return new WorkspaceId(id);
    }
}

package lettermill.webhook.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import lettermill.base.Problem;
import lettermill.base.WorkspaceId;
import lettermill.provider.ProviderType;
import lettermill.webhook.Callback;
import lettermill.webhook.WebhookCredential;
import lettermill.webhook.ses.TestSns;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/**
 * Callbacks that come while another one of their workspace is being recorded share a transaction, and each gets its own answer
 * once that has ended. A locked table holds the first one up until the others wait.
 */
class SharedTransactionTest {

    private static final String SIGNING_KEY = "key-of-mailgun";

    private final IntakeDesk desk = new IntakeDesk(new TestSns().hook());
    private final UUID sendGrid =
            desk.provider(desk.workspace, ProviderType.SENDGRID, desk.sendGridCredential(List.of()));
    private final UUID mailgun = desk.provider(
            desk.workspace, ProviderType.MAILGUN, new WebhookCredential(null, null, List.of(SIGNING_KEY), null, null));

    /** A vendor that called and waits for its answer. */
    private record Call(Thread thread, AtomicReference<@Nullable Throwable> refusal) {

        /** Null when it was taken. */
        @Nullable
        Throwable answer() {
            try {
                thread.join();
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
            return refusal.get();
        }
    }

    private Call call(ProviderType vendor, UUID provider, Callback callback) {
        AtomicReference<@Nullable Throwable> refusal = new AtomicReference<>();
        Thread thread = Thread.ofPlatform().start(() -> {
            try {
                desk.take(vendor, provider, callback);
            } catch (RuntimeException refused) {
                refusal.set(refused);
            }
        });
        return new Call(thread, refusal);
    }

    private Call delivered(String key, String message) {
        String body = """
                [{"event": "delivered", "sg_event_id": "%s", "lettermill_message": "%s", "timestamp": %d}]""".formatted(key, message, IntakeDesk.NOW.getEpochSecond());
        return call(
                ProviderType.SENDGRID,
                sendGrid,
                desk.sendGrid(body.getBytes(StandardCharsets.UTF_8), desk.clock.instant()));
    }

    private Call opened(String token, long message) {
        String event = """
                {"event": "opened", "id": "%s", "timestamp": %d, "user-variables": {"lettermill_message": "%d"}}""".formatted("event of " + token, IntakeDesk.NOW.getEpochSecond(), message);
        return call(ProviderType.MAILGUN, mailgun, IntakeDesk.mailgun(SIGNING_KEY, token, event, desk.clock.instant()));
    }

    /** Those that call while one before them is being recorded; all of them wait before that one goes on. */
    private List<Call> together(Calls calls) throws SQLException {
        try (Connection other = desk.source.getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE webhook.provider_event_log IN EXCLUSIVE MODE");
            Call before = delivered("before", "no message of ours");
            awaitWaiting(before);
            await().until(() -> desk.database
                            .sql("SELECT count(*) FROM pg_locks WHERE NOT granted"
                                    + " AND relation = 'webhook.provider_event_log'::regclass")
                            .query(Integer.class)
                            .single()
                    == 1);
            List<Call> all = new ArrayList<>();
            for (Call each : calls.make()) {
                awaitWaiting(each);
                all.add(each);
            }
            other.rollback();
            assertThat(before.answer()).isNull();
            return all;
        }
    }

    private static void awaitWaiting(Call call) {
        await().until(() -> call.thread().getState() == Thread.State.WAITING);
    }

    @FunctionalInterface
    private interface Calls {
        List<Call> make();
    }

    private long message(WorkspaceId owner) {
        return desk.database
                .sql("""
                        INSERT INTO ledger.message (workspace_id, kind, email, status, phase, created_at, updated_at)
                        VALUES (:owner, 'TEST', 'p@example.org', 'PENDING', 'WAITING', now(), now()) RETURNING id""")
                .param("owner", owner.value())
                .query(Long.class)
                .single();
    }

    private String status(long message) {
        return desk.database
                .sql("SELECT status FROM ledger.message WHERE id = :id")
                .param("id", message)
                .query(String.class)
                .single();
    }

    private int count(String what) {
        return desk.database.sql("SELECT count(" + what).query(Integer.class).single();
    }

    /** Lets every transaction fail that records a fact with such a key. */
    private void refuse(String key, String state) {
        desk.database.sql("""
                CREATE OR REPLACE FUNCTION public.refuse() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN
                    IF NEW.event_key LIKE '%s' THEN RAISE EXCEPTION 'refused' USING ERRCODE = '%s'; END IF;
                    RETURN NEW;
                END $$""".formatted(key, state)).update();
        desk.database
                .sql(
                        "CREATE TRIGGER refuse BEFORE INSERT ON ledger.event FOR EACH ROW EXECUTE FUNCTION public.refuse()")
                .update();
    }

    @Test
    void thoseThatWaitShareATransactionAndEachIsKept() throws SQLException {
        long one = message(desk.workspace);
        long other = message(desk.workspace);
        List<Call> calls = together(() -> List.of(
                delivered("a", Long.toString(one)), opened("token", one), delivered("b", Long.toString(other))));
        assertThat(calls).allSatisfy(each -> assertThat(each.answer()).isNull());
        assertThat(List.of(status(one), status(other))).containsExactly("OPENED", "DELIVERED");
        assertThat(count("*) FROM webhook.provider_event_log")).isEqualTo(4);
        assertThat(count("DISTINCT xmin::text) FROM webhook.provider_event_log"))
                .as("the one before them, and they")
                .isEqualTo(2);
    }

    @Test
    void aForeignMessageAndATokenUsedTwiceHurtNoNeighbour() throws SQLException {
        long own = message(desk.workspace);
        long foreign = message(desk.newWorkspace("stranger"));
        List<Call> calls = together(() -> List.of(
                delivered("foreign", Long.toString(foreign)),
                opened("token", own),
                delivered("good", Long.toString(own)),
                opened("token", own)));
        // They come side by side: either of the two may be the first.
        assertThat(List.of(calls.get(1), calls.get(3)))
                .filteredOn(each -> each.answer() instanceof Problem.Unauthenticated)
                .hasSize(1);
        assertThat(calls).filteredOn(each -> each.answer() == null).hasSize(3);
        assertThat(status(own)).isEqualTo("OPENED");
        assertThat(status(foreign)).isEqualTo("PENDING");
        assertThat(desk.unmatched(sendGrid)).hasSize(2);
        assertThat(count("*) FROM webhook.provider_event_log"))
                .as("not the one that was refused")
                .isEqualTo(4);
    }

    @Test
    void oneThatCanNotBeRecordedFailsAlone() throws SQLException {
        long one = message(desk.workspace);
        long other = message(desk.workspace);
        refuse("sendgrid/poison/%", "XX000");
        List<Call> calls = together(() -> List.of(
                delivered("a", Long.toString(one)),
                delivered("poison", Long.toString(one)),
                delivered("b", Long.toString(other))));
        assertThat(calls.get(1).answer()).isInstanceOf(DataAccessException.class);
        assertThat(calls.get(0).answer()).isNull();
        assertThat(calls.get(2).answer()).isNull();
        assertThat(List.of(status(one), status(other))).containsExactly("DELIVERED", "DELIVERED");
        assertThat(count("*) FROM webhook.provider_event_log")).isEqualTo(3);
    }

    @Test
    void whenTheDatabaseTakesNothingAllAreToldAndNothingIsHalfWritten() throws SQLException {
        long one = message(desk.workspace);
        long other = message(desk.workspace);
        refuse("%", "53100");
        List<Call> calls = together(() -> List.of(opened("token", one), delivered("b", Long.toString(other))));
        assertThat(calls).allSatisfy(each -> assertThat(each.answer()).isInstanceOf(DataAccessException.class));
        assertThat(List.of(status(one), status(other))).containsExactly("PENDING", "PENDING");
        assertThat(count("*) FROM webhook.provider_event_log"))
                .as("the one before, whose message is not known")
                .isEqualTo(1);
        desk.database.sql("DROP TRIGGER refuse ON ledger.event").update();
        assertThat(opened("token", one).answer())
                .as("its token was not used up")
                .isNull();
        assertThat(delivered("b", Long.toString(other)).answer()).isNull();
        assertThat(List.of(status(one), status(other))).containsExactly("OPENED", "DELIVERED");
    }
}

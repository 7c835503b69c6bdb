package lettermill.engine.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import javax.sql.DataSource;
import lettermill.TestDatabase;
import lettermill.engine.Activity;
import lettermill.engine.ActivityRun;
import lettermill.engine.Dispatches;
import lettermill.engine.TestEngine;
import lettermill.lab.product.TemporalServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A cluster behind TLS, client certificates and an API key, and what an operator reads who has one of them wrong. */
@NeedsTemporal
class SecuredTemporalTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String HOST = "cluster.example";
    private static final String API_KEY = "a key of the cloud";

    @TempDir
    private static Path folder;

    private static TemporalServer server;
    private static PemKeys ofServer;
    private static PemKeys ofClient;

    private final DataSource database = TestDatabase.fresh();
    private final Queue<String> ran = new ConcurrentLinkedQueue<>();

    @BeforeAll
    static void startServer() throws Exception {
        ofServer = PemKeys.make(folder, HOST);
        ofClient = PemKeys.make(folder, "client.example");
        server = TestTemporal.start(folder.resolve("temporal"));
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Test
    void workRunsWithACertificateAndAKey() throws Exception {
        try (SecuredFront front = mutual()) {
            runs(front, ofServer.certificate(), ofClient, API_KEY);
        }
    }

    @Test
    void workRunsWithAKeyAlone() throws Exception {
        try (SecuredFront front = new SecuredFront(server.address(), ofServer, null, API_KEY)) {
            runs(front, ofServer.certificate(), null, API_KEY);
        }
    }

    @Test
    void aWrongKeyIsToldAndTheWorkWaits() throws Exception {
        try (SecuredFront front = mutual()) {
            assertThat(trouble(front, ofServer.certificate(), ofClient, "another key"))
                    .contains("UNAUTHENTICATED", "this API key is not known here");
        }
    }

    @Test
    void withoutACertificateNobodyComesIn() throws Exception {
        try (SecuredFront front = mutual()) {
            assertThat(trouble(front, ofServer.certificate(), null, API_KEY)).contains("UNAVAILABLE");
        }
    }

    @Test
    void aClusterThatNobodyVouchesForIsNotSpokenTo() throws Exception {
        try (SecuredFront front = mutual()) {
            assertThat(trouble(front, ofClient.certificate(), ofClient, API_KEY))
                    .contains("UNAVAILABLE");
        }
    }

    private SecuredFront mutual() throws Exception {
        return new SecuredFront(server.address(), ofServer, ofClient.certificate(), API_KEY);
    }

    private void runs(SecuredFront front, Path authority, @Nullable PemKeys own, String key) {
        TemporalEngine engine = engine(front, authority, own, key);
        try {
            engine.dispatch("note", "through the front", null, Instant.now());
            await().atMost(SOON).until(() -> ran.contains("through the front"));
            assertThat(engine.trouble()).isEmpty();
        } finally {
            engine.stop();
        }
    }

    /** What the operator reads; nothing was run, and the work is still ours. */
    private String trouble(SecuredFront front, Path authority, @Nullable PemKeys own, String key) {
        TemporalEngine engine = engine(front, authority, own, key);
        try {
            engine.dispatch("note", "kept", null, Instant.now());
            await().atMost(SOON).until(() -> !engine.trouble().equals("not yet reached"));
            String trouble = engine.trouble();
            assertThat(ran).isEmpty();
            TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
            List<Dispatches.Due> waiting =
                    transaction.execute(status -> dispatches().lock(Set.of("note"), 10));
            assertThat(waiting).extracting(Dispatches.Due::key).containsExactly("kept");
            return trouble;
        } finally {
            engine.stop();
        }
    }

    private TemporalEngine engine(SecuredFront front, Path authority, @Nullable PemKeys own, String key) {
        TemporalSettings plain = TestTemporal.settings(front.address());
        TemporalSettings settings = new TemporalSettings(
                plain.address(),
                plain.namespace(),
                plain.taskQueue(),
                plain.queues(),
                plain.jobs(),
                plain.lanes(),
                key,
                new TemporalSettings.Tls(
                        TemporalSettings.Tls.Use.ON,
                        authority,
                        own == null ? null : own.certificate(),
                        own == null ? null : own.key(),
                        HOST));
        TemporalEngine engine = new TemporalEngine(
                () -> Stream.of(note()),
                List.of(),
                settings,
                dispatches(),
                new TransactionTemplate(new DataSourceTransactionManager(database)),
                TestEngine.attempts(database));
        engine.start();
        return engine;
    }

    private Dispatches dispatches() {
        return TestEngine.dispatches(database);
    }

    private Activity note() {
        return new Activity() {
            @Override
            public String name() {
                return "note";
            }

            @Override
            public void run(ActivityRun run) {
                ran.add(run.key());
            }
        };
    }
}

package lettermill.agent;

import static lettermill.agent.TestLetters.letter;
import static lettermill.agent.TestLetters.smtp;
import static lettermill.agent.TestLetters.wave;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import lettermill.MailAgentProcess;
import lettermill.MailHouse;
import lettermill.base.Problem;
import lettermill.wire.DomainKey;
import lettermill.wire.Outcome.Accepted;
import lettermill.wire.Outcome.Deferred;
import lettermill.wire.Outcome.Unknown;
import lettermill.wire.ProviderKey;
import lettermill.wire.Wave;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The line to a MailAgent elsewhere breaks: nothing is mailed twice, and nothing is forgotten. */
class LostLineTest {

    private static MailAgentProcess process;

    private static final AtomicLong IDS = new AtomicLong();

    private final long first = IDS.addAndGet(10);
    private final UUID workspace = UUID.randomUUID();
    private final ProviderKey provider = new ProviderKey(workspace, UUID.randomUUID());
    private final Wave wave = wave(provider, workspace, letter(first, null), letter(first + 1, null));
    private MailHouse house;
    private CutLine line;
    private RemoteMailAgent agent;

    @BeforeAll
    static void start() {
        process = MailAgentProcess.start();
    }

    @AfterAll
    static void stop() {
        process.close();
    }

    @BeforeEach
    void connect() throws IOException {
        house = new MailHouse();
        line = new CutLine(process.port());
        agent = agent(line.url(), MailAgentProcess.TOKEN);
        agent.saveProvider(smtp(provider, house.port()));
        agent.deliver(wave(provider, workspace, letter(first + 2, null)));
    }

    private static RemoteMailAgent agent(URI url, String token) {
        return new RemoteMailAgent(new AgentLine(url, token), Duration.ofSeconds(2));
    }

    @AfterEach
    void disconnect() throws IOException {
        agent.close();
        line.close();
        house.close();
    }

    @Test
    void aLostAnswerIsRepeatedAndNothingIsMailedTwice() {
        line.cutNextAnswer(() -> {});
        assertThat(agent.deliver(wave)).hasSize(2).allMatch(Accepted.class::isInstance);
        assertThat(house.mails()).hasSize(3);
    }

    @Test
    void anotherProcessSendsNothingThatTheOneBeforeMayHaveSent() {
        try (MailAgentProcess other = MailAgentProcess.start()) {
            line.cutNextAnswer(() -> line.leadTo(other.port()));
            assertThat(agent.deliver(wave)).hasSize(2).allMatch(Unknown.class::isInstance);
            assertThat(house.mails()).hasSize(3);
        }
    }

    @Test
    void anotherProcessTakesWhatWasNeverSaid() {
        try (MailAgentProcess other = MailAgentProcess.start()) {
            line.leadTo(other.port());
            RemoteMailAgent stranger = agent(other.url(), MailAgentProcess.TOKEN);
            stranger.saveProvider(smtp(provider, house.port()));
            stranger.close();
            agent.close();
            agent = agent(line.url(), MailAgentProcess.TOKEN);
            assertThat(agent.deliver(wave)).hasSize(2).allMatch(Accepted.class::isInstance);
        }
    }

    @Test
    void lettersAreUnknownWhenItStaysAwayAfterTheyWereSaid() {
        line.cutNextAnswer(() -> line.leadTo(1));
        assertThat(agent.deliver(wave)).hasSize(2).allMatch(Unknown.class::isInstance);
    }

    @Test
    void lettersWaitWhileItIsAway() {
        try (RemoteMailAgent nobody = agent(URI.create("http://127.0.0.1:1"), MailAgentProcess.TOKEN)) {
            assertThat(nobody.deliver(wave))
                    .hasSize(2)
                    .allSatisfy(outcome -> assertThat(outcome)
                            .isInstanceOfSatisfying(
                                    Deferred.class,
                                    later -> assertThat(later.scope()).isEqualTo(Deferred.Scope.PROVIDER)));
            assertThat(nobody.trouble()).contains("127.0.0.1:1");
            assertThatThrownBy(() -> nobody.createDomain(new DomainKey(workspace, "news.example")))
                    .isInstanceOf(Problem.Unavailable.class);
        }
    }

    @Test
    void aWrongTokenOpensNothing() throws Exception {
        try (RemoteMailAgent stranger = agent(process.url(), MailAgentProcess.TOKEN + "?")) {
            assertThat(stranger.deliver(wave)).allMatch(Deferred.class::isInstance);
            assertThat(stranger.trouble()).contains("MAILAGENT_TOKEN");
        }
        assertThat(agent.trouble()).isEmpty();
        assertThat(status("/v1/hello")).isEqualTo(401);
        assertThat(status("/openapi")).isEqualTo(401);
        assertThat(status("/health/readiness")).isEqualTo(200);
        assertThat(house.mails()).hasSize(1);
    }

    private static int status(String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(process.url().resolve(path)).build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }
}

package lettermill.mailagent.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lettermill.mailagent.Database;
import lettermill.mailagent.Letters;
import lettermill.mailagent.dns.DnsSettings;
import lettermill.mailagent.secret.Secrets;
import lettermill.mailagent.transport.ScriptedServer;
import lettermill.mailagent.transport.SmtpSettings.TimeLimits;
import lettermill.wire.DkimKey;
import lettermill.wire.DomainKey;
import lettermill.wire.InvalidFieldException;
import lettermill.wire.Letter;
import lettermill.wire.Outcome;
import lettermill.wire.Outcome.Accepted;
import lettermill.wire.Outcome.Deferred;
import lettermill.wire.Outcome.Refused;
import lettermill.wire.Outcome.Unknown;
import lettermill.wire.ProviderKey;
import lettermill.wire.ProviderStatus.State;
import lettermill.wire.SmtpProvider;
import lettermill.wire.SmtpProvider.Credentials;
import lettermill.wire.SmtpProvider.Endpoint;
import lettermill.wire.SmtpProvider.Security;
import lettermill.wire.SmtpProvider.Trust;
import lettermill.wire.Wave;
import lettermill.wire.domain.DnsRecord;
import org.apache.james.jdkim.DKIMVerifier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class LocalMailAgentTest {
    private static final TimeLimits LIMITS = new TimeLimits(
            Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(60));
    private static final DnsSettings DNS = DnsSettings.of("127.0.0.1:1", Duration.ofMillis(50));
    private static final Secrets SECRETS = new Secrets(List.of(new byte[32]));

    private final UUID workspace = UUID.randomUUID();
    private final ProviderKey provider = new ProviderKey(workspace, UUID.randomUUID());
    private final LocalMailAgent agent = agent(SECRETS);

    private static LocalMailAgent agent(Secrets secrets) {
        return new LocalMailAgent(Database.dataSource(), secrets, Clock.systemUTC(), DNS, LIMITS, "");
    }

    @AfterEach
    void stop() {
        agent.close();
    }

    private SmtpProvider at(ScriptedServer server, ProviderKey key, @Nullable Credentials credentials) {
        Endpoint endpoint = new Endpoint("127.0.0.1", server.port(), Security.NONE, Trust.SYSTEM);
        return new SmtpProvider(key, endpoint, credentials, 4, "client.example");
    }

    private List<Outcome> deliver(Letter... letters) {
        return agent.deliver(new Wave(workspace, provider.providerId(), List.of(letters), null));
    }

    @Test
    void aLetterLeavesOncePerAttempt() throws Exception {
        try (var server = ScriptedServer.of(
                (c, n) -> c.equals("CONTENT-END person2@rcpt.example") ? ScriptedServer.DROP : null)) {
            agent.saveProvider(at(server, provider, Credentials.NONE));
            List<Outcome> first = deliver(Letters.letter(1), Letters.letter(2), Letters.letter(1));
            assertThat(first.get(0)).isInstanceOf(Accepted.class);
            assertThat(first.get(1)).isInstanceOf(Unknown.class);
            assertThat(first.get(2)).isEqualTo(first.get(0));
            assertThat(deliver(Letters.letter(1), Letters.letter(2), Letters.letter(1)))
                    .isEqualTo(first);
            assertThat(server.commands.stream().filter(c -> c.startsWith("RCPT")))
                    .hasSize(2);
        }
    }

    @Test
    void whatDidNotLeaveMayGoOverAnotherProvider() throws Exception {
        try (var first = ScriptedServer.of((c, n) -> c.startsWith("RCPT") ? "451 4.3.0 not now" : null);
                var second = ScriptedServer.usual()) {
            agent.saveProvider(at(first, provider, Credentials.NONE));
            assertThat(deliver(Letters.letter(1))).allMatch(Deferred.class::isInstance);
            ProviderKey other = new ProviderKey(workspace, UUID.randomUUID());
            agent.saveProvider(at(second, other, Credentials.NONE));
            assertThat(agent.deliver(new Wave(workspace, other.providerId(), List.of(Letters.letter(1)), null)))
                    .allMatch(Accepted.class::isInstance);
        }
    }

    @Test
    void aDomainSignsForItsWorkspaceAlone() throws Exception {
        try (var server = ScriptedServer.usual()) {
            ProviderKey shared = new ProviderKey(null, UUID.randomUUID());
            agent.saveProvider(at(server, shared, Credentials.NONE));
            DkimKey key = agent.createDomain(new DomainKey(workspace, "news.example"));
            Letter letter = Letters.signed(1, "<p>Hi</p>", "Hi");
            assertThat(agent.deliver(
                            new Wave(workspace, shared.providerId(), List.of(letter, Letters.letter(2)), null)))
                    .allMatch(Accepted.class::isInstance);
            assertThat(verify(server, key)).isOne();

            List<Outcome> foreign = agent.deliver(new Wave(
                    UUID.randomUUID(),
                    shared.providerId(),
                    List.of(Letters.letter(3), Letters.signed(4, "<p>Hi</p>", "Hi"), Letters.letter(5)),
                    null));
            assertThat(foreign.get(0)).isInstanceOf(Accepted.class);
            assertThat(foreign.get(1)).isInstanceOfSatisfying(Refused.class, refused -> {
                assertThat(refused.scope()).isEqualTo(Refused.Scope.MESSAGE);
                assertThat(refused.messageId()).isEqualTo(4);
            });
            assertThat(foreign.get(2)).isInstanceOf(Accepted.class);
        }
    }

    private static int verify(ScriptedServer server, DkimKey key) throws Exception {
        String signed = server.messages.stream()
                .map(ScriptedServer.Message::content)
                .filter(c -> c.contains("DKIM-Signature"))
                .findFirst()
                .orElseThrow();
        DnsRecord record = key.records().get(1);
        assertThat(record.name()).isEqualTo(key.selector() + "._domainkey.news.example");
        var verifier = new DKIMVerifier((method, selector, token) ->
                record.name().equals(selector + "._domainkey." + token) ? List.of(record.value()) : List.of());
        return verifier.verify(new ByteArrayInputStream(signed.getBytes(StandardCharsets.UTF_8)))
                .size();
    }

    @Test
    void aKeyIsMadeOnceAndShownUntilRemoved() {
        DomainKey domain = new DomainKey(workspace, "Bücher.example");
        DkimKey key = agent.createDomain(domain);
        assertThat(agent.createDomain(domain)).isEqualTo(key);
        assertThat(agent.records(domain)).isEqualTo(key.records());
        assertThat(key.records())
                .extracting(DnsRecord::name)
                .containsExactly(
                        "xn--bcher-kva.example",
                        key.selector() + "._domainkey.xn--bcher-kva.example",
                        "_dmarc.xn--bcher-kva.example",
                        "xn--bcher-kva.example");
        agent.removeDomain(domain);
        assertThat(agent.records(domain)).isEmpty();
    }

    @Test
    void noWorkspaceUsesOrChangesAnothersProvider() throws Exception {
        try (var server = ScriptedServer.usual()) {
            agent.saveProvider(at(server, provider, Credentials.NONE));
            UUID stranger = UUID.randomUUID();
            for (int i = 0; i < 2; i++) {
                assertThat(agent.deliver(new Wave(stranger, provider.providerId(), List.of(Letters.letter(1)), null)))
                        .singleElement()
                        .isInstanceOfSatisfying(
                                Refused.class,
                                refused -> assertThat(refused.scope()).isEqualTo(Refused.Scope.PROVIDER));
                assertThat(deliver(Letters.letter(2))).allMatch(Accepted.class::isInstance);
            }
            ProviderKey foreign = new ProviderKey(stranger, provider.providerId());
            assertThatThrownBy(() -> agent.saveProvider(at(server, foreign, Credentials.NONE)))
                    .isInstanceOf(InvalidFieldException.class);
            agent.removeProvider(foreign);
            assertThat(agent.probeProvider(foreign).state()).isEqualTo(State.UNKNOWN_PROVIDER);
            assertThat(agent.probeProvider(provider).state()).isEqualTo(State.READY);
        }
    }

    @Test
    void credentialsAreKeptAndLockedAndAnotherProcessSeesTheChange() throws Exception {
        List<String> withAuth = Stream.concat(ScriptedServer.USUAL.stream(), Stream.of("AUTH PLAIN LOGIN"))
                .toList();
        try (var server = new ScriptedServer(
                        withAuth,
                        (c, n) -> c.startsWith("AUTH") && !c.equals("AUTH PLAIN AHVzZXIAcMOkc3M=")
                                ? "535 5.7.8 no"
                                : null);
                LocalMailAgent other = agent(SECRETS)) {
            agent.saveProvider(at(server, provider, new Credentials("user", "wrong")));
            assertThat(agent.probeProvider(provider).state()).isEqualTo(State.SIGN_IN_REFUSED);
            assertThat(deliver(Letters.letter(1)))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.scope()).isEqualTo(Refused.Scope.PROVIDER));
            agent.saveProvider(at(server, provider, new Credentials("user", "päss")));
            assertThat(agent.probeProvider(provider).state()).isEqualTo(State.READY);
            agent.saveProvider(at(server, provider, null));
            assertThat(deliver(Letters.letter(1))).allMatch(Accepted.class::isInstance);
            assertThat(other.probeProvider(provider).state()).isEqualTo(State.READY);
            assertThat(everythingStored()).doesNotContain("päss", "cMOkc3M");
            agent.removeProvider(provider);
            assertThat(agent.probeProvider(provider).state()).isEqualTo(State.UNKNOWN_PROVIDER);
        }
    }

    private static String everythingStored() {
        return Stream.of("provider", "dkim_key")
                .flatMap(table -> JdbcClient.create(Database.dataSource())
                        .sql("SELECT t::text FROM mailagent." + table + " AS t")
                        .query(String.class)
                        .list()
                        .stream())
                .collect(Collectors.joining("\n"));
    }

    @Test
    void withAnotherKeyTheSecretsAreGoneAndThatIsSaid() throws Exception {
        byte[] otherKey = new byte[32];
        otherKey[0] = 1;
        try (var server = ScriptedServer.usual();
                LocalMailAgent stranger = agent(new Secrets(List.of(otherKey)))) {
            agent.saveProvider(at(server, provider, new Credentials("user", "secret")));
            assertThat(stranger.deliver(new Wave(workspace, provider.providerId(), List.of(Letters.letter(1)), null)))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.reply().text())
                                    .contains("locked with a key that is not configured"));
        }
    }

    @Test
    void afterRekeyingTheOldKeyIsNotNeeded() throws Exception {
        byte[] fresh = new byte[32];
        fresh[0] = 2;
        DomainKey domain = new DomainKey(workspace, "rekeyed.example");
        try (var server = ScriptedServer.usual();
                LocalMailAgent both = agent(new Secrets(List.of(fresh, new byte[32])));
                LocalMailAgent after = agent(new Secrets(List.of(fresh)))) {
            agent.saveProvider(at(server, provider, Credentials.NONE));
            ProviderKey signedIn = new ProviderKey(workspace, UUID.randomUUID());
            agent.saveProvider(at(server, signedIn, new Credentials("user", "secret")));
            DkimKey key = agent.createDomain(domain);
            removeWhatOthersLeft(signedIn, domain);
            assertThat(both.rekey()).isEqualTo(2);
            assertThat(both.rekey()).isZero();
            assertThat(after.probeProvider(signedIn).state()).isEqualTo(State.SIGN_IN_REFUSED);
            assertThat(after.probeProvider(signedIn).detail()).doesNotContain("locked");
            assertThat(after.createDomain(domain)).isEqualTo(key);
            assertThat(agent.probeProvider(signedIn).detail()).contains("locked with a key that is not configured");
        }
    }

    private static void removeWhatOthersLeft(ProviderKey but, DomainKey domain) {
        JdbcClient database = JdbcClient.create(Database.dataSource());
        database.sql("DELETE FROM mailagent.provider WHERE provider_id <> :but AND password <> ''")
                .param("but", but.providerId())
                .update();
        database.sql("DELETE FROM mailagent.dkim_key WHERE domain <> :but")
                .param("but", domain.domain())
                .update();
    }
}

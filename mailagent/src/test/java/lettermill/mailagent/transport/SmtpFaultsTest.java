package lettermill.mailagent.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import lettermill.mailagent.Letters;
import lettermill.mailagent.transport.SmtpSettings.TimeLimits;
import lettermill.wire.Mailbox;
import lettermill.wire.Outcome;
import lettermill.wire.Outcome.Accepted;
import lettermill.wire.Outcome.Deferred;
import lettermill.wire.Outcome.Refused;
import lettermill.wire.Outcome.Unknown;
import lettermill.wire.ProviderStatus.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Servers that refuse, close, hang and talk nonsense, at each point of the conversation. */
class SmtpFaultsTest {
    private static final TimeLimits PATIENT = new TimeLimits(
            Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(60));
    private static final TimeLimits SHORT = new TimeLimits(
            Duration.ofSeconds(2), Duration.ofMillis(800), Duration.ofMillis(800), Duration.ofSeconds(30));

    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void stop() {
        scheduler.shutdownNow();
    }

    private SmtpTransport to(ScriptedServer server) {
        return SmtpTransportTest.transport(server.port(), PATIENT, scheduler);
    }

    private SmtpTransport impatientTo(ScriptedServer server) {
        return SmtpTransportTest.transport(server.port(), SHORT, scheduler);
    }

    private static List<Outgoing> letters(int count) {
        return LongStream.rangeClosed(1, count)
                .mapToObj(TransportContract::outgoing)
                .toList();
    }

    private static long count(List<Outcome> outcomes, Class<? extends Outcome> kind) {
        return outcomes.stream().filter(kind::isInstance).count();
    }

    @Test
    void lostAfterTheFinalDotIsUnknownAndNeverSentAgain() throws Exception {
        try (var server = ScriptedServer.of(
                        (c, n) -> c.equals("CONTENT-END person3@rcpt.example") ? ScriptedServer.DROP : null);
                var transport = to(server)) {
            List<Outcome> outcomes = transport.send(letters(10));
            assertThat(outcomes.get(2))
                    .isInstanceOfSatisfying(
                            Unknown.class, unknown -> assertThat(unknown.why()).contains("before the answer came"));
            assertThat(count(outcomes, Accepted.class)).isEqualTo(9);
            assertThat(server.commands.stream().filter("RCPT TO:<person3@rcpt.example>"::equals))
                    .hasSize(1);
            assertThat(server.messages)
                    .extracting(ScriptedServer.Message::to)
                    .doesNotHaveDuplicates()
                    .hasSize(9);
        }
    }

    @Test
    void lostBeforeTheContentWasWantedGoesOnceMoreAndThenWaits() throws Exception {
        try (var server = ScriptedServer.of(
                        (c, n) -> c.equals("RCPT TO:<person3@rcpt.example>") ? ScriptedServer.DROP : null);
                var transport = to(server)) {
            List<Outcome> outcomes = transport.send(letters(10));
            assertThat(outcomes.get(2)).isInstanceOfSatisfying(Deferred.class, deferred -> {
                assertThat(deferred.scope()).isEqualTo(Deferred.Scope.PROVIDER);
                assertThat(deferred.reply().text()).contains("before the message was sent");
            });
            assertThat(count(outcomes, Accepted.class)).isEqualTo(9);
            assertThat(server.commands.stream().filter("RCPT TO:<person3@rcpt.example>"::equals))
                    .hasSize(2);
            assertThat(server.messages)
                    .extracting(ScriptedServer.Message::to)
                    .doesNotHaveDuplicates()
                    .hasSize(9);
        }
    }

    @Test
    void aServerThatIsNotListeningAnyMoreHoldsNobody() throws Exception {
        try (var server = ScriptedServer.of(
                        (c, n) -> c.equals("CONTENT-END person1@rcpt.example") ? ScriptedServer.SILENCE : null);
                var transport = impatientTo(server)) {
            List<Outcome> outcomes = transport.send(letters(1));
            assertThat(outcomes.getFirst())
                    .isInstanceOfSatisfying(
                            Unknown.class,
                            unknown -> assertThat(unknown.why()).contains("gave up waiting for the server's reply"));
        }
    }

    @Test
    void aServerThatAnswersByDripsIsNotWaitedForForEver() throws Exception {
        try (var server = ScriptedServer.of((c, n) -> c.startsWith("EHLO") ? ScriptedServer.DRIPS : null);
                var transport = impatientTo(server)) {
            assertThat(transport.send(letters(1)))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Deferred.class,
                            deferred -> assertThat(deferred.reply().text()).contains("gave up waiting"));
        }
    }

    @Test
    void eachPlaceOfSilenceBeforeTheContentDefers() throws Exception {
        for (String silent : List.of("GREETING", "EHLO", "MAIL", "RCPT", "DATA")) {
            try (var server = ScriptedServer.of((c, n) -> c.startsWith(silent) ? ScriptedServer.SILENCE : null);
                    var transport = impatientTo(server)) {
                assertThat(transport.send(letters(2))).as(silent).allMatch(Deferred.class::isInstance);
                assertThat(server.messages).isEmpty();
            }
        }
    }

    @Test
    void garbageIsAFaultOfTheProvider() throws Exception {
        for (String garbage : List.of("GREETING", "EHLO", "MAIL", "RCPT", "DATA")) {
            try (var server = ScriptedServer.of((c, n) -> c.startsWith(garbage) ? "HTTP/1.1 400 Bad Request" : null);
                    var transport = to(server)) {
                assertThat(transport.send(letters(3)))
                        .as(garbage)
                        .allSatisfy(outcome -> assertThat(outcome)
                                .isInstanceOfSatisfying(
                                        Deferred.class,
                                        deferred -> assertThat(deferred.scope()).isEqualTo(Deferred.Scope.PROVIDER)));
            }
        }
    }

    @Test
    void aPositiveAnswerAtTheWrongPlaceIsNoAcceptance() throws Exception {
        try (var server = ScriptedServer.of((c, n) -> c.equals("DATA") ? "250 fine" : null);
                var transport = to(server)) {
            assertThat(transport.send(letters(1))).allMatch(Deferred.class::isInstance);
        }
    }

    @Test
    void whatIsSaidAboutOneRecipientTouchesNoOther() throws Exception {
        try (var server = ScriptedServer.of((c, n) -> switch (c) {
                    case "RCPT TO:<person2@rcpt.example>" -> "450 4.2.0 greylisted, come back later";
                    case "RCPT TO:<person3@rcpt.example>" -> "550 5.1.1 no such user";
                    case "RCPT TO:<person4@rcpt.example>" -> "451 4.7.1 too many messages from you";
                    case "CONTENT-END person5@rcpt.example" -> "554 5.7.1 looks like spam";
                    case "CONTENT-END person6@rcpt.example" -> "552 5.2.2 mailbox full";
                    case "MAIL FROM:<bounce+7@return.news.example>" -> "553 5.1.8 sender rejected";
                    default -> c.startsWith("MAIL FROM:<bounce+7@") ? "553 5.1.8 sender rejected" : null;
                });
                var transport = to(server)) {
            List<Outcome> outcomes = transport.send(letters(8));
            assertThat(outcomes.get(0)).isInstanceOf(Accepted.class);
            assertThat(((Deferred) outcomes.get(1)).scope()).isEqualTo(Deferred.Scope.RECIPIENT);
            assertThat(((Refused) outcomes.get(2)).scope()).isEqualTo(Refused.Scope.RECIPIENT);
            assertThat(((Deferred) outcomes.get(3)).scope()).isEqualTo(Deferred.Scope.DESTINATION_THROTTLE);
            assertThat(((Refused) outcomes.get(4)).scope()).isEqualTo(Refused.Scope.MESSAGE);
            assertThat(((Refused) outcomes.get(4)).reply().text()).isEqualTo("looks like spam");
            assertThat(((Refused) outcomes.get(5)).scope()).isEqualTo(Refused.Scope.MESSAGE);
            assertThat(((Refused) outcomes.get(6)).reply().enhanced()).isEqualTo("5.1.8");
            assertThat(outcomes.get(7)).isInstanceOf(Accepted.class);
            assertThat(server.messages).hasSize(2).noneMatch(m -> m.content().isEmpty());
        }
    }

    @Test
    void aConnectionEndedAfterSomeMessagesIsReplaced() throws Exception {
        AtomicInteger announced = new AtomicInteger();
        try (var server = ScriptedServer.of((c, n) -> c.startsWith("MAIL") && announced.incrementAndGet() % 7 == 0
                        ? "421 4.7.0 max messages per connection reached"
                        : null);
                var transport = to(server)) {
            assertThat(transport.send(letters(50))).allMatch(Accepted.class::isInstance);
            assertThat(server.messages)
                    .extracting(ScriptedServer.Message::to)
                    .doesNotHaveDuplicates()
                    .hasSize(50);
            assertThat(server.connections.get()).isGreaterThan(5);
        }
    }

    @Test
    void aServerThatAlwaysSays421IsThrottlingAndIsLeftAlone() throws Exception {
        try (var server = ScriptedServer.of((c, n) -> c.startsWith("MAIL") ? "421 4.7.0 slow down" : null);
                var transport = to(server)) {
            assertThat(transport.send(letters(40)))
                    .allSatisfy(outcome -> assertThat(outcome).isInstanceOfSatisfying(Deferred.class, deferred -> {
                        assertThat(deferred.scope()).isEqualTo(Deferred.Scope.DESTINATION_THROTTLE);
                        assertThat(deferred.reply().toString()).isEqualTo("421 4.7.0 slow down");
                    }));
            assertThat(server.connections.get()).isLessThanOrEqualTo(4);
        }
    }

    @Test
    void anIdleConnectionTheServerClosedCostsNothing() throws Exception {
        try (var server = ScriptedServer.of(
                        (c, n) -> n <= 2 && c.startsWith("MAIL FROM:<bounce+9") ? ScriptedServer.DROP : null);
                var transport = to(server)) {
            assertThat(transport.send(letters(4))).allMatch(Accepted.class::isInstance);
            int before = server.connections.get();
            assertThat(transport.send(List.of(TransportContract.outgoing(9)))).allMatch(Accepted.class::isInstance);
            assertThat(server.connections.get()).isEqualTo(before + 1);
        }
    }

    @Test
    void connectionsServeManyWavesAndEndWithTheTransport() throws Exception {
        try (var server = ScriptedServer.usual()) {
            try (var transport = to(server)) {
                for (int wave = 0; wave < 5; wave++) {
                    transport.send(letters(10));
                }
                assertThat(server.connections.get()).isLessThanOrEqualTo(2);
            }
            await().untilAsserted(() -> assertThat(server.commands).endsWith("QUIT"));
        }
    }

    @Test
    void aSecondConnectionRefusedIsNoReasonToStop() throws Exception {
        try (var server =
                        ScriptedServer.of((c, n) -> c.equals("GREETING") && n > 1 ? "421 too many connections" : null);
                var transport = to(server)) {
            assertThat(transport.send(letters(10))).allMatch(Accepted.class::isInstance);
        }
    }

    @Test
    void limitsOfTheServerAreKept() throws Exception {
        try (var server = new ScriptedServer(List.of("PIPELINING", "SIZE 5000"), (c, n) -> null);
                var transport = to(server)) {
            var letters = List.of(
                    new Outgoing(Letters.withBody(1, "<p>" + "x".repeat(9000), null), null),
                    new Outgoing(Letters.toMailbox(Mailbox.of("jürgen@rcpt.example")), null),
                    new Outgoing(Letters.toMailbox(Mailbox.of("ok@bücher.example")), null));
            List<Outcome> outcomes = transport.send(letters);
            assertThat(((Refused) outcomes.get(0)).reply().enhanced()).isEqualTo("5.3.4");
            assertThat(((Refused) outcomes.get(1)).reply().enhanced()).isEqualTo("5.6.7");
            assertThat(outcomes.get(2)).isInstanceOf(Accepted.class);
            assertThat(server.commands).contains("RCPT TO:<ok@xn--bcher-kva.example>");
            assertThat(server.commands).noneMatch(c -> c.contains("rgen"));
        }
    }

    @Test
    void aLocalPartBeyondAsciiGoesWhereSmtpUtf8IsOffered() throws Exception {
        try (var server = ScriptedServer.usual();
                var transport = to(server)) {
            var letter = new Outgoing(Letters.toMailbox(Mailbox.of("jürgen@bücher.example")), null);
            assertThat(transport.send(List.of(letter))).allMatch(Accepted.class::isInstance);
            assertThat(server.commands).contains("RCPT TO:<jürgen@xn--bcher-kva.example>");
            assertThat(server.commands).anyMatch(c -> c.startsWith("MAIL") && c.endsWith(" BODY=8BITMIME SMTPUTF8"));
            assertThat(server.messages.getFirst().content()).contains("To: jürgen@xn--bcher-kva.example\r\n");
        }
    }

    @Test
    void noContentCanEndItselfEarly() throws Exception {
        String smuggled = "a\n.\nb\r\n.\r\nMAIL FROM:<x@evil.example>\r\n.\r.\r\n..\r\n. \n.";
        try (var server = ScriptedServer.usual();
                var transport = to(server)) {
            var letters = List.of(
                    new Outgoing(Letters.withBody(1, null, smuggled), null),
                    new Outgoing(Letters.withBody(2, smuggled, "plain:\n" + smuggled), null));
            assertThat(transport.send(letters)).allMatch(Accepted.class::isInstance);
            assertThat(server.messages).hasSize(2);
            assertThat(server.commands).noneMatch(c -> c.contains("evil"));
            assertThat(server.messages)
                    .anySatisfy(
                            message -> assertThat(message.content())
                                    .contains(
                                            "\r\n\r\nplain:\r\na\r\n.\r\nb\r\n.\r\nMAIL FROM:<x@evil.example>\r\n.\r\n.\r\n..\r\n. \r\n."));
        }
    }

    @Test
    void aProbeNamesWhatIsWrong() throws Exception {
        try (var server = ScriptedServer.of((c, n) -> c.equals("GREETING") ? "554 5.7.1 go away\u0007" : null);
                var transport = to(server)) {
            assertThat(transport.probe().state()).isEqualTo(State.REFUSED);
            assertThat(transport.probe().detail()).isEqualTo("554 5.7.1 go away?");
        }
    }
}

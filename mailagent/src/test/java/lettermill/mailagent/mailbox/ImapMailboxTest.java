package lettermill.mailagent.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import lettermill.wire.feedback.Feedback;
import lettermill.wire.feedback.FeedbackDesk;
import lettermill.wire.feedback.MailedFeedback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against GreenMail, an IMAP server of somebody else's. */
@Timeout(60)
class ImapMailboxTest {

    private static final String OURS = "b+7.signed@news.example";
    private static final Duration LONG = Duration.ofMinutes(10);

    private static final String BOUNCE = """
            Delivered-To: b+7.signed@news.example
            From: MAILER-DAEMON@mx.example
            To: b+7.signed@news.example
            Subject: failure notice

            Hi. This is the qmail-send program at mx.example.

            <p@example.org>:
            Sorry, no mailbox here by that name. (#5.1.1)
            """;

    private final GreenMail server = new GreenMail(ServerSetup.IMAP.dynamicPort());
    private final List<MailedFeedback> taken = new CopyOnWriteArrayList<>();
    private volatile boolean away;

    private final FeedbackDesk desk = new FeedbackDesk() {
        @Override
        public boolean expects(String address) {
            return address.equalsIgnoreCase(OURS);
        }

        @Override
        public void take(MailedFeedback mail) throws UnavailableException {
            if (away) {
                throw new UnavailableException(new IllegalStateException("the database is away"));
            }
            taken.add(mail);
        }
    };

    private GreenMailUser user;

    @BeforeEach
    void start() {
        server.start();
        user = server.setUser("bounces@mail.example", "bounces", "a password");
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private ImapMailbox open(String password, Duration pause) {
        return ImapMailbox.open(
                new ImapSettings(
                        "127.0.0.1",
                        server.getImap().getPort(),
                        ImapSettings.Security.PLAIN,
                        "bounces",
                        password,
                        "INBOX",
                        null),
                desk,
                pause);
    }

    private ImapMailbox open(Duration pause) {
        return open("a password", pause);
    }

    private void comes(String mail) throws Exception {
        user.deliver(new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8))));
    }

    private int left() throws Exception {
        return server.getManagers().getImapHostManager().getInbox(user).getMessageCount();
    }

    @Test
    void whatIsThereAlreadyIsTakenAndDeleted() throws Exception {
        comes(BOUNCE);
        try (ImapMailbox mailbox = open(LONG)) {
            await().untilAsserted(() -> assertThat(left()).isZero());
            assertThat(mailbox).isNotNull();
        }
        assertThat(taken).singleElement().satisfies(mail -> {
            assertThat(mail.address()).isEqualTo(OURS);
            assertThat(mail.feedback()).isInstanceOf(Feedback.DeliveryReport.class);
            assertThat(new String(mail.content(), StandardCharsets.UTF_8))
                    .contains("Subject: failure notice")
                    .contains("no mailbox here by that name");
        });
    }

    @Test
    void whatComesWhileItWaitsIsTakenWithoutAnotherConnection() throws Exception {
        try (ImapMailbox mailbox = open(LONG)) {
            for (int number = 1; number <= 3; number++) {
                int soFar = number;
                comes(BOUNCE);
                await().untilAsserted(() -> assertThat(taken).hasSize(soFar));
            }
            assertThat(mailbox).isNotNull();
        }
    }

    @Test
    void mailToNobodyExpectedIsLeftAndMarkedAsRead() throws Exception {
        comes("To: postmaster@news.example\nSubject: hello\n\nhello");
        comes("Subject: without any address\nTo: =?x?y?z, <@@>, \"\n\nhello");
        comes(BOUNCE.replace("b+7.signed@", "b+7.forged@"));
        try (ImapMailbox mailbox = open(LONG)) {
            await().untilAsserted(() -> assertThat(server.getManagers()
                            .getImapHostManager()
                            .getInbox(user)
                            .getMessages())
                    .hasSize(3)
                    .allMatch(mail -> mail.getFlags().contains(Flags.Flag.SEEN)));
            assertThat(mailbox).isNotNull();
        }
        assertThat(taken).isEmpty();
    }

    @Test
    void theFieldThatTheServerAddedIsEnough() throws Exception {
        comes("X-Original-To: B+7.Signed@News.Example\nTo: undisclosed-recipients:;\nSubject: failure notice\n\nhello");
        try (ImapMailbox mailbox = open(LONG)) {
            await().untilAsserted(() -> assertThat(taken).hasSize(1));
            assertThat(mailbox).isNotNull();
        }
    }

    @Test
    void whatCannotBeStoredStaysUntilItCan() throws Exception {
        away = true;
        comes(BOUNCE);
        try (ImapMailbox mailbox = open(Duration.ofMillis(50))) {
            await().during(Duration.ofMillis(300))
                    .untilAsserted(() -> assertThat(left()).isEqualTo(1));
            away = false;
            await().untilAsserted(() -> assertThat(left()).isZero());
            assertThat(mailbox).isNotNull();
        }
        assertThat(taken).hasSize(1);
    }

    @Test
    void aServerThatGoesAndComesBackIsReadOn() throws Exception {
        try (ImapMailbox mailbox = open(Duration.ofMillis(50))) {
            comes(BOUNCE);
            await().untilAsserted(() -> assertThat(taken).hasSize(1));
            server.getImap().stopService();
            ServerSetup same = new ServerSetup(server.getImap().getPort(), null, ServerSetup.PROTOCOL_IMAP);
            GreenMail another = new GreenMail(same);
            another.start();
            try {
                user = another.setUser("bounces@mail.example", "bounces", "a password");
                comes(BOUNCE);
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThat(taken).hasSize(2));
            } finally {
                another.stop();
            }
            assertThat(mailbox).isNotNull();
        }
    }

    @Test
    void aWrongPasswordIsTriedAgainAndHoldsUpNobody() throws Exception {
        comes(BOUNCE);
        ImapMailbox mailbox = open("wrong", Duration.ofMillis(50));
        await().during(Duration.ofMillis(300))
                .untilAsserted(() -> assertThat(taken).isEmpty());
        mailbox.close();
        assertThat(left()).isEqualTo(1);
    }
}

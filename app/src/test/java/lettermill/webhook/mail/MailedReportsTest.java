package lettermill.webhook.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import lettermill.AppTest;
import lettermill.base.MessageId;
import lettermill.mailagent.feedback.FeedbackReader;
import lettermill.token.Tokens;
import lettermill.wire.feedback.MailedFeedback;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "lettermill.feedback.host=mail.house.example")
class MailedReportsTest extends AppTest {

    private static final String COMPLAINTS = "fbl@mail.house.example";

    private static final String COMPLAINT = """
            From: fbl@mailbox.example
            Subject: complaint
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=feedback-report; boundary=b

            --b
            Content-Type: text/plain

            Somebody marked this as spam.
            --b
            Content-Type: message/feedback-report

            Feedback-Type: abuse
            Version: 1
            --b
            Content-Type: text/rfc822-headers

            Return-Path: <%s>
            Subject: news
            --b--
            """;

    private static final String BOUNCE = """
            From: MAILER-DAEMON@mx.example
            Subject: failure notice

            Hi. This is the qmail-send program at mx.example.

            <p@example.org>:
            Sorry, no mailbox here by that name. (#5.1.1)
            """;

    @Autowired
    private MailedReports desk;

    @Autowired
    private Tokens tokens;

    private MessageId message = new MessageId(0);

    @BeforeEach
    void oneWhoWasMailed() {
        UUID workspace = database.sql("SELECT id FROM workspace.workspace WHERE slug = :slug")
                .param("slug", owner().workspace())
                .query(UUID.class)
                .single();
        message = new MessageId(database.sql("""
                        WITH person AS (
                            INSERT INTO audience.subscriber (workspace_id, email, email_key, status, created_at, updated_at)
                            VALUES (:workspace, 'p@example.org', 'p@example.org', 'ACTIVE', now(), now()) RETURNING id)
                        INSERT INTO ledger.message (workspace_id, kind, subscriber_id, email, status, phase, sent_at,
                            created_at, updated_at)
                        SELECT :workspace, 'CAMPAIGN', id, 'p@example.org', 'SENT', 'DONE', now(), now(), now() FROM person
                        RETURNING id""")
                .param("workspace", workspace)
                .query(Long.class)
                .single());
    }

    private String returnPath() {
        return tokens.returnPath(message) + "@news.house.example";
    }

    private void comes(String address, String mail) throws Exception {
        byte[] content = mail.getBytes(StandardCharsets.UTF_8);
        desk.take(new MailedFeedback(address, FeedbackReader.read(content), content));
    }

    private List<String> events() {
        return database.sql("""
                        SELECT concat_ws(' ', type, bounce_type, bounce_subtype, status_code) FROM ledger.event
                        WHERE message_id = :message AND type <> 'SEND'""")
                .param("message", message.value())
                .query(String.class)
                .list();
    }

    private String person() {
        return database.sql("""
                        SELECT s.status FROM audience.subscriber s JOIN ledger.message m ON m.subscriber_id = s.id
                        WHERE m.id = :message""")
                .param("message", message.value())
                .query(String.class)
                .single();
    }

    private List<String> kept() {
        return database.sql("SELECT kind FROM webhook.mailed_report WHERE message_id = :message")
                .param("message", message.value())
                .query(String.class)
                .list();
    }

    @Test
    void aBounceToTheReturnPathEndsTheMailingOnce() throws Exception {
        comes(returnPath(), BOUNCE);
        comes(returnPath().toUpperCase(java.util.Locale.ROOT), BOUNCE);

        assertThat(events()).containsExactly("BOUNCE HARD UNKNOWN_HERE 5.1.1");
        assertThat(person()).isEqualTo("BOUNCED");
        assertThat(kept()).hasSize(2);
    }

    @Test
    void onlySignedAddressesAndThatOfComplaintsAreExpected() {
        assertThat(desk.expects(returnPath())).isTrue();
        assertThat(desk.expects(tokens.unsubscribeAddress(message) + "@news.house.example"))
                .isTrue();
        assertThat(desk.expects("FBL@mail.house.example")).isTrue();
        assertThat(desk.expects("b+" + message + "." + "0".repeat(34) + "@news.house.example"))
                .isFalse();
        assertThat(desk.expects(returnPath().replaceFirst("b\\+", "u+"))).isFalse();
        assertThat(desk.expects("fbl@other.example")).isFalse();
        assertThat(desk.expects("postmaster")).isFalse();
    }

    @Test
    void anAutomaticAnswerIsNoBounceButKept() throws Exception {
        comes(
                returnPath(),
                "From: p@example.org\nAuto-Submitted: auto-replied\nSubject: away\n\nUser unknown to work.");

        assertThat(events()).isEmpty();
        assertThat(person()).isEqualTo("ACTIVE");
        assertThat(kept()).containsExactly("AutoReply");
    }

    @Test
    void aComplaintIsBelievedByTheSignatureInWhatItReturns() throws Exception {
        comes(COMPLAINTS, COMPLAINT.formatted(returnPath()));

        assertThat(events()).containsExactly("COMPLAINT");
        assertThat(person()).isEqualTo("COMPLAINED");
    }

    @Test
    void aComplaintIsFoundByTheUnsubscribeAddressTooAsHeadersShowIt() throws Exception {
        String address = tokens.unsubscribeAddress(message).replace("+", "%2B");

        comes(
                COMPLAINTS,
                COMPLAINT.formatted("").replace("Subject: news", "List-Unsubscribe: <mailto:" + address + "@a>"));

        assertThat(events()).containsExactly("COMPLAINT");
    }

    @Test
    void aComplaintWithoutSignatureIsNobodys() throws Exception {
        comes(COMPLAINTS, COMPLAINT.formatted("b+" + message + "." + "0".repeat(34) + "@news.house.example"));

        assertThat(events()).isEmpty();
        assertThat(person()).isEqualTo("ACTIVE");
    }

    @Test
    void aMailToTheUnsubscribeAddressUnsubscribesOnce() throws Exception {
        String address = tokens.unsubscribeAddress(message) + "@news.house.example";

        comes(address, "From: p@example.org\nSubject: unsubscribe\n\n");
        comes(address, "From: p@example.org\nSubject: unsubscribe\n\n");

        assertThat(events()).containsExactly("UNSUBSCRIBE");
        assertThat(person()).isEqualTo("UNSUBSCRIBED");
    }
}

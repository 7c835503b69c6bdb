package lettermill.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import lettermill.agent.FeedbackSettings.Imap;
import lettermill.mailagent.mailbox.ImapSettings.Security;
import org.junit.jupiter.api.Test;

/** Settings that would not work are refused at the start, by the names that stand in the environment. */
class FeedbackSettingsTest {

    private static final Imap NONE = new Imap("", 993, Security.TLS, "", "", "INBOX", null);

    private static Imap imap(Security security) {
        return new Imap("imap.example.org", 993, security, "bounces", "a password", "INBOX", null);
    }

    @Test
    void aMailboxTakesMailAsAListenerDoes() {
        assertThat(new FeedbackSettings("mail.example.org", "127.0.0.1", 0, 0, "", "", NONE).takesMail())
                .isFalse();
        assertThat(new FeedbackSettings("mail.example.org", "127.0.0.1", 2525, 0, "", "", NONE).takesMail())
                .isTrue();
        assertThat(new FeedbackSettings("mail.example.org", "127.0.0.1", 0, 0, "", "", imap(Security.TLS)).takesMail())
                .isTrue();
    }

    @Test
    void lmtpIsTakenOnAPortOfItsOwn() {
        assertThat(new FeedbackSettings("mail.example.org", "127.0.0.1", 0, 2424, "", "", NONE).takesMail())
                .isTrue();
        assertThatThrownBy(() -> new FeedbackSettings("mail.example.org", "127.0.0.1", 0, 25, "", "", NONE))
                .hasMessageContaining("LETTERMILL_FEEDBACK_LMTP_PORT is 25");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatThrownBy(() -> new FeedbackSettings("", "127.0.0.1", 0, 0, "", "", imap(Security.TLS)))
                .hasMessageContaining("LETTERMILL_FEEDBACK_HOST is missing");
        assertThatThrownBy(() -> new FeedbackSettings("mail.example.org", "127.0.0.1", 25, 0, "cert.pem", "", NONE))
                .hasMessageContaining("LETTERMILL_FEEDBACK_KEY");
        assertThatThrownBy(() -> new Imap("imap.example.org", 993, Security.TLS, "bounces", "", "INBOX", null))
                .hasMessageContaining("LETTERMILL_FEEDBACK_IMAP_PASSWORD");
        assertThatThrownBy(() -> new Imap("imap.example.org", 0, Security.TLS, "bounces", "x", "INBOX", null))
                .hasMessageContaining("LETTERMILL_FEEDBACK_IMAP_PORT is 0");
        Path nowhere = Path.of("/nowhere.pem");
        assertThatThrownBy(() -> new Imap("imap.example.org", 993, Security.TLS, "bounces", "x", "INBOX", nowhere))
                .hasMessageContaining("LETTERMILL_FEEDBACK_IMAP_CA is /nowhere.pem");
    }

    @Test
    void aPasswordLeavesThisMachineInTlsOnlyAndIsPrintedNowhere() {
        assertThatThrownBy(() -> imap(Security.PLAIN))
                .hasMessageContaining("LETTERMILL_FEEDBACK_IMAP_SECURITY is plain");
        assertThat(new Imap("127.0.0.1", 143, Security.PLAIN, "bounces", "a password", "INBOX", null).toString())
                .doesNotContain("a password");
        assertThat(imap(Security.TLS).settings().toString()).doesNotContain("a password");
    }
}

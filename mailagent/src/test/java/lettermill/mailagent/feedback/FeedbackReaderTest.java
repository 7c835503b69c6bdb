package lettermill.mailagent.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import lettermill.wire.bounce.BounceReason;
import lettermill.wire.feedback.Feedback;
import lettermill.wire.feedback.Feedback.AutoReply;
import lettermill.wire.feedback.Feedback.DeliveryReport;
import lettermill.wire.feedback.Feedback.FeedbackReport;
import lettermill.wire.feedback.Feedback.Unrelated;
import lettermill.wire.feedback.RecipientReport;
import lettermill.wire.feedback.RecipientReport.Action;
import org.junit.jupiter.api.Test;

class FeedbackReaderTest {

    private static final String NOTIFICATION = """
            Return-Path: <>
            From: MAILER-DAEMON@mx.example
            To: b+1@news.example
            Subject: Undelivered Mail Returned to Sender
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status; boundary="x"

            --x
            Content-Type: text/plain

            <gone@other.example>: host mx.other.example said: 550 5.1.1 user unknown
            --x
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example

            Final-Recipient: rfc822; gone@other.example
            Action: failed
            Status: 5.1.1
            Diagnostic-Code: smtp; 550 5.1.1 user
             unknown

            Final-Recipient: rfc822; full@other.example
            Action: delayed
            Status: 4.2.2
            Diagnostic-Code: smtp; 452 4.2.2 mailbox full
            --x
            Content-Type: message/rfc822

            Return-Path: <b+1@news.example>
            Message-ID: <letter.1@news.example>
            To: "Gone" <gone@other.example>
            Subject: You are out of office, user unknown

            Text
            --x--
            """;

    @Test
    void aNotificationTellsOfEachRecipientAndOfTheLetter() {
        DeliveryReport report = (DeliveryReport) read(NOTIFICATION);

        assertThat(report.recipients()).hasSize(2);
        RecipientReport gone = report.recipients().getFirst();
        assertThat(gone.address()).isEqualTo("gone@other.example");
        assertThat(gone.action()).isEqualTo(Action.FAILED);
        assertThat(gone.status()).isEqualTo("5.1.1");
        assertThat(gone.diagnostic()).isEqualTo("550 5.1.1 user unknown");
        assertThat(gone.hard()).isTrue();
        RecipientReport full = report.recipients().getLast();
        assertThat(full.action()).isEqualTo(Action.DELAYED);
        assertThat(full.verdict().reason()).isEqualTo(BounceReason.MAILBOX_FULL);
        assertThat(full.hard()).isFalse();
        assertThat(report.original().messageId()).isEqualTo("<letter.1@news.example>");
        assertThat(report.original().returnPath()).isEqualTo("b+1@news.example");
        assertThat(report.original().recipients()).containsExactly("gone@other.example");
    }

    @Test
    void deliveredIsNoBounce() {
        DeliveryReport report = (DeliveryReport) read(NOTIFICATION.replace("Action: failed", "Action: relayed"));

        assertThat(report.recipients().getFirst().action()).isEqualTo(Action.DELIVERED);
        assertThat(report.recipients()).noneMatch(RecipientReport::hard);
    }

    @Test
    void qmailAndEximWriteForPeople() {
        DeliveryReport qmail = (DeliveryReport) read("""
                From: MAILER-DAEMON@mx.example
                Subject: failure notice

                Hi. This is the qmail-send program at mx.example.

                <gone@other.example>:
                192.0.2.1 does not like recipient.
                Remote host said: 550 No such user here

                <full@other.example>:
                Remote host said: 552 mailbox full

                --- Below this line is a copy of the message.

                Return-Path: <b+1@news.example>
                Subject: user unknown
                """);
        assertThat(qmail.recipients())
                .extracting(RecipientReport::address, RecipientReport::hard)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("gone@other.example", true),
                        org.assertj.core.groups.Tuple.tuple("full@other.example", false));
        assertThat(qmail.original().returnPath()).isEqualTo("b+1@news.example");

        DeliveryReport exim = (DeliveryReport) read("""
                From: Mail Delivery System <Mailer-Daemon@mx.example>
                X-Failed-Recipients: gone@other.example
                Auto-Submitted: auto-replied
                Subject: Mail delivery failed: returning message to sender

                The following address(es) failed:

                  gone@other.example
                    SMTP error from remote mail server after RCPT TO:<gone@other.example>:
                    550 5.7.1 Blocked, see spamhaus
                """);
        assertThat(exim.recipients().getFirst().verdict().reason()).isEqualTo(BounceReason.BLOCKLISTED);
    }

    @Test
    void aComplaintIsNoBounce() {
        FeedbackReport report = (FeedbackReport) read("""
                From: feedback@isp.example
                Content-Type: multipart/report; report-type=feedback-report; boundary="x"

                --x
                Content-Type: message/feedback-report

                Feedback-Type: abuse
                Version: 1
                Original-Rcpt-To: <someone@isp.example>
                --x
                Content-Type: message/rfc822

                Return-Path: <b+1@news.example>
                --x--
                """);
        assertThat(report.kind()).isEqualTo(FeedbackReport.Kind.ABUSE);
        assertThat(report.recipients()).containsExactly("someone@isp.example");
        assertThat(report.original().returnPath()).isEqualTo("b+1@news.example");
    }

    @Test
    void aMachineThatAnswersForAPersonIsNoBounce() {
        assertThat(
                        read(
                                "From: a@b.example\nAuto-Submitted: auto-replied\nSubject: Re: News\n\nuser unknown 550 5.1.1\n"))
                .isInstanceOf(AutoReply.class);
        assertThat(read("From: a@b.example\nSubject: Out of Office: News\n\nuser unknown\n"))
                .isInstanceOf(AutoReply.class);
        assertThat(read("From: a@b.example\nSubject: Re: News\n\nWhy do I get: 550 5.1.1 user unknown?\n"))
                .isInstanceOf(Unrelated.class);
    }

    /** Cut anywhere, or with any octet changed, a mail is read as something. */
    @Test
    void brokenMailIsReadAsFarAsItGoes() {
        byte[] whole = NOTIFICATION.getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < whole.length; length += 7) {
            assertThat(FeedbackReader.read(java.util.Arrays.copyOf(whole, length)))
                    .isNotNull();
        }
        Random random = new Random(1);
        for (int round = 0; round < 500; round++) {
            byte[] broken = whole.clone();
            for (int change = 0; change < 20; change++) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            }
            assertThat(FeedbackReader.read(broken)).isNotNull();
        }
    }

    private static Feedback read(String mail) {
        return FeedbackReader.read(mail.getBytes(StandardCharsets.UTF_8));
    }
}

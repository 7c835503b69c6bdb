package lettermill.lab.notice;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;
import lettermill.lab.letter.HeaderBlock;
import lettermill.lab.world.Arrival;

/** Writes the notices as mails, with CRLF line ends. */
final class NoticeText {
    private static final String BOUNDARY = "=_lab-notice";

    private NoticeText() {}

    /** A delivery status notification: the mailbox does not exist (RFC 3464 section 2, RFC 3463: 5.1.1). */
    static String bounce(Arrival arrival, Instant at) {
        return frame(
                arrival,
                at,
                "Undelivered Mail Returned to Sender",
                "delivery-status",
                """
                Your message to %s could not be delivered: there is no such mailbox.
                """.formatted(arrival.recipient()),
                """
                Content-Type: message/delivery-status

                Reporting-MTA: dns; lab.example
                Arrival-Date: %s

                Final-Recipient: rfc822; %s
                Action: failed
                Status: 5.1.1
                Remote-MTA: dns; mx.%s
                Diagnostic-Code: smtp; 550 5.1.1 <%s>: no such mailbox
                """.formatted(date(at), arrival.recipient(), domain(arrival), arrival.recipient()));
    }

    /** A feedback report of type abuse (RFC 5965 section 3). */
    static String complaint(Arrival arrival, Instant at) {
        return frame(arrival, at, "Complaint about your message", "feedback-report", """
                This is a report that somebody marked your message as spam.
                """, """
                Content-Type: message/feedback-report

                Feedback-Type: abuse
                User-Agent: LettermillLab/1.0
                Version: 1
                Original-Mail-From: <%s>
                Original-Rcpt-To: <%s>
                Arrival-Date: %s
                """.formatted(
                        arrival.sender(), arrival.recipient(), date(at)));
    }

    private static String frame(
            Arrival arrival, Instant at, String subject, String reportType, String words, String report) {
        String header = "Return-Path: <" + arrival.sender() + ">\n"
                + HeaderBlock.of(arrival.content().get()).fields().stream()
                        .map(field -> field.name() + ": " + field.value())
                        .collect(Collectors.joining("\n", "", "\n"));
        return """
                From: Mail Delivery System <mailer-daemon@%s>
                To: <%s>
                Subject: %s
                Date: %s
                Message-ID: <%s-%d-%d@%s>
                Auto-Submitted: auto-replied
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=%s; boundary="%s"

                --%s
                Content-Type: text/plain; charset=utf-8

                %s
                --%s
                %s
                --%s
                Content-Type: text/rfc822-headers

                %s
                --%s--
                """.formatted(
                        domain(arrival),
                        arrival.sender(),
                        subject,
                        date(at),
                        reportType,
                        arrival.mailId(),
                        at.toEpochMilli(),
                        domain(arrival),
                        reportType,
                        BOUNDARY,
                        BOUNDARY,
                        words,
                        BOUNDARY,
                        report,
                        BOUNDARY,
                        header,
                        BOUNDARY)
                .replace("\n", "\r\n");
    }

    /** An automatic answer to the return path (RFC 3834): the mail arrived, nobody is there. */
    static String away(Arrival arrival, Instant at) {
        return """
                From: <%s>
                To: <%s>
                Subject: Out of office: your letter
                Date: %s
                Auto-Submitted: auto-replied
                Precedence: bulk

                I am away until Monday. This mailbox is not read; the user is unknown to haste.
                """.formatted(arrival.recipient(), arrival.sender(), date(at)).replace("\n", "\r\n");
    }

    static String domain(Arrival arrival) {
        return arrival.recipient().substring(arrival.recipient().lastIndexOf('@') + 1);
    }

    static String date(Instant at) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC));
    }
}

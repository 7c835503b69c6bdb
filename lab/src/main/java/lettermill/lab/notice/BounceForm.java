package lettermill.lab.notice;

import java.time.Instant;
import java.util.stream.Collectors;
import lettermill.lab.letter.HeaderBlock;
import lettermill.lab.world.Arrival;

/** How the programs of mail servers word that there is no such mailbox. */
enum BounceForm {
    /** RFC 3464 to the letter. */
    POSTFIX {
        @Override
        String text(Arrival arrival, Instant at) {
            return NoticeText.bounce(arrival, at);
        }
    },
    /** Words for people, and a field that names the recipient. */
    EXIM {
        @Override
        String text(Arrival arrival, Instant at) {
            return mail(
                    arrival,
                    at,
                    "Mail delivery failed: returning message to sender",
                    "X-Failed-Recipients: " + arrival.recipient() + "\n",
                    """
                    This message was created automatically by mail delivery software.

                    A message that you sent could not be delivered to one or more of its
                    recipients. This is a permanent error. The following address(es) failed:

                      %s
                        Unrouteable address

                    ------ This is a copy of the message's headers. ------

                    """.formatted(arrival.recipient()));
        }
    },
    /** QSBMF: a paragraph for each recipient. */
    QMAIL {
        @Override
        String text(Arrival arrival, Instant at) {
            return mail(
                    arrival, at, "failure notice", "", """
                    Hi. This is the qmail-send program at %s.
                    I'm afraid I wasn't able to deliver your message to the following addresses.
                    This is a permanent error; I've given up. Sorry it didn't work out.

                    <%s>:
                    Sorry, no mailbox here by that name. (#5.1.1)

                    --- Below this line is a copy of the message.

                    """.formatted(NoticeText.domain(arrival), arrival.recipient()));
        }
    },
    /** RFC 3464 around the diagnostic of a directory. */
    EXCHANGE {
        @Override
        String text(Arrival arrival, Instant at) {
            return NoticeText.bounce(arrival, at)
                    .replace("Undelivered Mail Returned to Sender", "Undeliverable: your message")
                    .replace("Status: 5.1.1", "Status: 5.1.10")
                    .replaceFirst(
                            "Diagnostic-Code: smtp; [^\r]*",
                            "Diagnostic-Code: smtp; 550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by"
                                    + " SMTP address lookup");
        }
    },
    /** RFC 3464 with a status that says nothing, and the reason in words. */
    GMAIL {
        @Override
        String text(Arrival arrival, Instant at) {
            return NoticeText.bounce(arrival, at)
                    .replace("Undelivered Mail Returned to Sender", "Delivery Status Notification (Failure)")
                    .replaceFirst(
                            "Diagnostic-Code: smtp; [^\r]*",
                            "Diagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach does not exist."
                                    + " Please try\r\n 550-5.1.1 double-checking the recipient's email address");
        }
    };

    /** The whole mail, with CRLF line ends. */
    abstract String text(Arrival arrival, Instant at);

    private static String mail(Arrival arrival, Instant at, String subject, String fields, String words) {
        String returned = HeaderBlock.of(arrival.content().get()).fields().stream()
                .map(field -> field.name() + ": " + field.value())
                .collect(Collectors.joining("\n"));
        return ("From: Mail Delivery System <mailer-daemon@%s>\nTo: <%s>\nSubject: %s\n%sDate: %s\n\n%sReturn-Path: <%s>\n%s\n")
                .formatted(
                        NoticeText.domain(arrival),
                        arrival.sender(),
                        subject,
                        fields,
                        NoticeText.date(at),
                        words,
                        arrival.sender(),
                        returned)
                .replace("\n", "\r\n");
    }
}

package lettermill.mailagent.vendor;

import java.util.Optional;
import lettermill.mailagent.mime.DomainNames;
import lettermill.wire.Letter;
import lettermill.wire.Mailbox;
import lettermill.wire.Outcome;
import lettermill.wire.Outcome.Refused;
import lettermill.wire.Reply;

/** Addresses as vendors take them: domains as A-labels, and no local part beyond ASCII, which none of them carries. */
final class AsciiAddresses {
    private AsciiAddresses() {}

    static String of(Mailbox mailbox) {
        return mailbox.localPart() + "@" + DomainNames.toAscii(mailbox.domain());
    }

    /** The refusal of a letter whose addresses can't be written; empty for all others. */
    static Optional<Outcome> refusal(Letter letter) {
        Mailbox to = letter.envelope().to();
        if (!isAscii(to.localPart())) {
            Reply reply = Reply.local("5.6.7", "the vendor takes no address beyond ASCII before the @");
            return Optional.of(new Refused(letter.messageId(), reply, Refused.Scope.MESSAGE));
        }
        try {
            of(to);
            of(letter.heading().from());
            if (letter.heading().replyTo() != null) {
                of(letter.heading().replyTo());
            }
            return Optional.empty();
        } catch (IllegalArgumentException noAsciiForm) {
            Reply reply = Reply.local("5.1.2", "a domain has no form in ASCII");
            return Optional.of(new Refused(letter.messageId(), reply, Refused.Scope.MESSAGE));
        }
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }
}

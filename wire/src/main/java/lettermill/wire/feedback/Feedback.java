package lettermill.wire.feedback;

import java.util.List;

/** What a mail to a bounce address turned out to be. */
public sealed interface Feedback {

    /**
     * A server says what became of a letter (RFC 3464, or a form of its own).
     *
     * @param recipients at least one
     */
    record DeliveryReport(List<RecipientReport> recipients, ReturnedMessage original) implements Feedback {
        public DeliveryReport {
            recipients = List.copyOf(recipients);
        }
    }

    /**
     * A mailbox provider passes on what a person or a filter thinks of a letter (RFC 5965).
     *
     * @param recipients as far as the report tells; often none, for the sake of privacy
     */
    record FeedbackReport(Kind kind, List<String> recipients, ReturnedMessage original) implements Feedback {

        /** The registry of feedback types (RFC 5965 section 7.3, RFC 6430, RFC 6591). */
        public enum Kind {
            ABUSE,
            FRAUD,
            VIRUS,
            /** Somebody took the letter out of the spam folder. */
            NOT_SPAM,
            /** SPF, DKIM or DMARC failed; nobody complained. */
            AUTH_FAILURE,
            OPT_OUT,
            OTHER
        }

        public FeedbackReport {
            recipients = List.copyOf(recipients);
        }
    }

    /**
     * A machine answered a letter that did arrive: out of office, challenge, receipt.
     *
     * @param rule what gave it away
     */
    record AutoReply(String rule) implements Feedback {}

    /** Anything else, written by a person or not understood. */
    record Unrelated() implements Feedback {}
}

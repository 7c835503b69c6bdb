package lettermill.wire.feedback;

/** Whoever sent the letters that mail comes back for. Safe for use by several threads. */
public interface FeedbackDesk {

    /** Reports stand before the letter that they return. */
    int USUAL = 512 * 1024;

    /**
     * Whether mail to an address is taken: an address of a letter's own, whose signature is right, or that of feedback reports.
     * Asks no database.
     *
     * @param address as in RCPT TO, in any case
     */
    boolean expects(String address);

    /** How much of a mail to an expected address is wanted, in octets; what is behind it is not read. */
    default int octets(String address) {
        return USUAL;
    }

    /**
     * Takes a mail. What it says is stored for good when this returns; a second time changes nothing.
     *
     * @throws UnavailableException when nothing can be stored now, so that the mail has to be brought again
     */
    void take(MailedFeedback mail) throws UnavailableException;

    /** The mail was not stored. */
    final class UnavailableException extends Exception {
        private static final long serialVersionUID = 1;

        public UnavailableException(Throwable cause) {
            super(cause);
        }
    }
}

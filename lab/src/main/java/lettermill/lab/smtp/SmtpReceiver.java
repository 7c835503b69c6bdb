package lettermill.lab.smtp;

/** Decides about recipients and mails; called from many connections at once. */
public interface SmtpReceiver {
    /**
     * Answers one RCPT TO.
     *
     * @param sender the return path of the transaction, may be empty
     * @param recipient the address between the angle brackets, as sent
     * @return a 250 takes the recipient; a 421 is sent and closes the connection
     */
    SmtpReply recipient(String sender, String recipient);

    /**
     * Takes a whole mail, of which at least one recipient was accepted.
     *
     * @param content valid only during this call
     */
    MailVerdict mail(Envelope envelope, ReceivedContent content);
}

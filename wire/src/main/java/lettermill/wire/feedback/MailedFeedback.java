package lettermill.wire.feedback;

/**
 * A mail that came back.
 *
 * @param address the expected address it came to, as in RCPT TO
 * @param feedback what it says
 * @param content the mail itself, its beginning where it is long
 */
public record MailedFeedback(String address, Feedback feedback, byte[] content) {}

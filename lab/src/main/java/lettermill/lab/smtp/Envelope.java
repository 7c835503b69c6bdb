package lettermill.lab.smtp;

import java.util.List;

/**
 * Who sent a mail and who is to get it, as said in MAIL FROM and RCPT TO.
 *
 * @param sender the return path; empty for notifications (RFC 5321 section 4.5.5)
 * @param recipients the recipients that were answered with 250, in order, at least one
 */
public record Envelope(String sender, List<String> recipients) {}

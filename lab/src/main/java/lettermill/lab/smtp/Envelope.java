package lettermill.lab.smtp;

import java.util.List;

/**
 * Who sent a mail and who is to get it, as said in MAIL FROM and RCPT TO.
 *
 * @param sender the return path; empty for notifications (RFC 5321 section 4.5.5)
 * @param recipients the recipients that were answered with 250, in order, at least one
 * @param client the address that the connection came from, and the name by which the client greeted
 */
public record Envelope(String sender, List<String> recipients, Client client) {

    /** Who delivers. */
    public record Client(String address, String name) {}
}

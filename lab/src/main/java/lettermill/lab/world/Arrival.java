package lettermill.lab.world;

import java.util.function.Supplier;

/**
 * A mail that was put into somebody's mailbox.
 *
 * @param mailId its id in the inbox
 * @param sender return path, may be empty
 * @param recipient as in RCPT TO
 * @param client the address that delivered it by SMTP; empty when a vendor handed it over
 * @param folder where the provider put it
 * @param content reads the message; it may be gone by then, and is empty in that case
 */
public record Arrival(
        long mailId, String sender, String recipient, String client, Folder folder, Supplier<byte[]> content) {
    /** Where in the mailbox it is; nobody looks into the spam folder. */
    public enum Folder {
        INBOX,
        SPAM
    }
}

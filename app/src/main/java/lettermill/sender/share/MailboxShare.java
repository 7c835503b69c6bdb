package lettermill.sender.share;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a mailbox provider may get of a day's mail.
 *
 * @param origin id of the domain or the address that is warmed up
 * @param mailboxProvider its name, or {@link #REST}
 * @param dailyLimit mails a day; 0 for none at all
 * @param dailySent sends of {@code dailyDate}, a date in the workspace's time zone
 */
public record MailboxShare(
        UUID id,
        UUID origin,
        String mailboxProvider,
        int dailyLimit,
        int dailySent,
        @Nullable LocalDate dailyDate) {

    /** All mailbox providers that are not named. */
    public static final String REST = "REST";
}

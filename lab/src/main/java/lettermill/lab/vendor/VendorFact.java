package lettermill.lab.vendor;

import java.time.Instant;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that became of a mail after its vendor took it.
 *
 * @param id tells it from every other fact
 * @param detail the receiving server's reply; of a click the link; of an open the program's User-Agent
 */
public record VendorFact(String id, VendorMail mail, Kind kind, String detail, Instant at) {
    private static final Pattern STATUS = Pattern.compile("\\b([245]\\.\\d{1,3}\\.\\d{1,3})\\b");

    /** What happened. */
    public enum Kind {
        DELIVERED,
        BOUNCED,
        /** The receiving server asks for another try, and gets it. */
        DEFERRED,
        COMPLAINED,
        OPENED,
        CLICKED
    }

    static VendorFact of(VendorMail mail, Kind kind, String detail, Instant at) {
        return new VendorFact(UUID.randomUUID().toString(), mail, kind, detail, at);
    }

    /** The enhanced status code of the reply (RFC 3463); empty where there is none. */
    String status() {
        Matcher status = STATUS.matcher(detail);
        return status.find() ? status.group(1) : "";
    }

    /** Whether a bounce says that there is no such mailbox. */
    boolean isNobody() {
        return status().startsWith("5.1.");
    }

    /** Whether a bounce is of a mail that was tried for as long as the vendor tries. */
    boolean isGivenUp() {
        return status().startsWith("4.");
    }

    /** The reply's first number. */
    String code() {
        return detail.substring(0, Math.min(3, detail.length()));
    }
}

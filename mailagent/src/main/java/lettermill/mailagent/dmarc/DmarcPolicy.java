package lettermill.mailagent.dmarc;

import java.util.Locale;
import java.util.Optional;

/** What to do with mail that fails, from the mildest on. */
public enum DmarcPolicy {
    NONE,
    QUARANTINE,
    REJECT;

    static Optional<DmarcPolicy> of(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "none" -> Optional.of(NONE);
            case "quarantine" -> Optional.of(QUARANTINE);
            case "reject" -> Optional.of(REJECT);
            default -> Optional.empty();
        };
    }

    /** One step lower, as the tag t=y asks (RFC 9989 section 4.7). */
    DmarcPolicy milder() {
        return this == REJECT ? QUARANTINE : NONE;
    }
}

package lettermill.tracking;

import java.time.Instant;
import lettermill.base.MessageId;
import lettermill.ledger.EventType;
import org.jspecify.annotations.Nullable;

/**
 * A pixel or a link that was fetched, as it waits to be recorded.
 *
 * @param type OPEN or CLICK
 * @param key this very hit, so that recording it again after a lost answer changes nothing
 */
record Hit(EventType type, MessageId message, Target target, Visitor visitor, Instant at, String key) {

    /** Where a click leads: a stored link, or an address from its token; neither for an open. */
    record Target(@Nullable Long linkId, @Nullable String url) {
        static final Target PIXEL = new Target(null, null);
    }

    /** What a request tells about its sender. */
    record Visitor(@Nullable String userAgent, @Nullable String address, Manner manner) {}

    /** How it was asked for. */
    enum Manner {
        FETCH,
        /** HTTP HEAD: somebody looks where a link leads without reading. */
        LOOK,
        /** Said to be fetched ahead, by a Purpose header. */
        AHEAD
    }
}

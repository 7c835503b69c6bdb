package lettermill.audience.subscriber;

import java.util.UUID;
import lettermill.audience.SubscriberStatus;
import org.jspecify.annotations.Nullable;

/**
 * Which people to show; everything given has to hold.
 *
 * @param search part of the address or the name, whatever the case
 * @param category people who have not opted out of it
 * @param segment people its filter matches
 */
record SubscriberSearch(
        @Nullable String search,
        @Nullable SubscriberStatus status,
        @Nullable UUID list,
        @Nullable String tag,
        @Nullable UUID category,
        @Nullable UUID segment) {}

package lettermill.notification.delivery;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import lettermill.base.WorkspaceId;
import lettermill.notification.endpoint.EndpointHealth;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Hands deliveries out and writes down what came of them, each step a transaction of its own: none is open while a receiver is waited for. */
@Component
class Clerk {

    private static final Duration LONGEST_REST = Duration.ofDays(1);

    private final Deliveries deliveries;
    private final EndpointHealth endpoints;
    private final Clock clock;

    Clerk(Deliveries deliveries, EndpointHealth endpoints, Clock clock) {
        this.deliveries = deliveries;
        this.endpoints = endpoints;
        this.clock = clock;
    }

    /** A parcel with the headers of this attempt. */
    record Order(Parcel parcel, URI url, Map<String, String> headers) {}

    /** Empty when nothing is due, or nothing can be signed. */
    @Transactional
    public Optional<Order> next(WorkspaceId workspace, UUID endpoint) {
        Instant now = clock.instant();
        return deliveries.claim(workspace, endpoint, now).flatMap(parcel -> {
            List<byte[]> keys = endpoints.keys(workspace, endpoint, parcel.url());
            return keys.isEmpty() ? Optional.empty() : Optional.of(order(parcel, keys, now.getEpochSecond()));
        });
    }

    private static Order order(Parcel parcel, List<byte[]> keys, long timestamp) {
        String id = parcel.eventId().toString();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", Long.toString(timestamp));
        headers.put("webhook-signature", Signature.of(keys, id, timestamp, parcel.body()));
        return new Order(parcel, URI.create(parcel.url()), headers);
    }

    @Transactional
    public void settle(Parcel parcel, Answer answer) {
        Instant now = clock.instant();
        if (answer.success()) {
            deliveries.end(parcel, answer, now);
            endpoints.worked(parcel.workspace(), parcel.endpoint());
        } else if (answer.gone()) {
            deliveries.end(parcel, answer, now);
            endpoints.disable(parcel.workspace(), parcel.endpoint(), parcel.url(), "it answered 410 Gone");
        } else {
            RetryPlan.next(now, parcel.attempt(), parcel.giveUpAt(), answer.retryAfter(), ThreadLocalRandom.current())
                    .ifPresentOrElse(
                            next -> deliveries.postpone(parcel, answer, next),
                            () -> deliveries.end(parcel, answer, now));
            endpoints.failed(parcel.workspace(), parcel.endpoint(), parcel.url(), rest(answer.retryAfter(), now));
        }
    }

    /** Whoever asks for a pause gets it for all that waits, but no longer than a day. */
    private static @Nullable Instant rest(@Nullable Duration asked, Instant now) {
        if (asked == null) {
            return null;
        }
        return now.plus(asked.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : asked);
    }
}

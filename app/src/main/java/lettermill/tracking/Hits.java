package lettermill.tracking;

import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import lettermill.base.MessageId;
import lettermill.ledger.EventType;
import lettermill.token.ClickTarget;
import lettermill.token.Tokens;
import org.springframework.stereotype.Service;

/** What the two public addresses do: read the token, answer from memory, and leave the recording to the queue. */
@Service
class Hits {

    private final Tokens tokens;
    private final Links links;
    private final HitQueue queue;
    private final Clock clock;
    // Distinguishes hits of the same message and moment, here and in other processes.
    private final String process = Long.toString(UUID.randomUUID().getMostSignificantBits() >>> 24, 36);
    private final AtomicLong counter = new AtomicLong();

    Hits(Tokens tokens, Links links, HitQueue queue, Clock clock) {
        this.tokens = tokens;
        this.links = links;
        this.queue = queue;
        this.clock = clock;
    }

    /** Counts an open if the token is one of ours; a HEAD request loads nothing, so it is no open. */
    void pixel(String token, Hit.Visitor visitor) {
        if (visitor.manner() != Hit.Manner.LOOK) {
            tokens.readPixel(token)
                    .ifPresent(message -> queue.add(hit(EventType.OPEN, message, Hit.Target.PIXEL, visitor)));
        }
    }

    /** Counts a click and says where it leads; empty when the token is not one of ours. */
    Optional<TargetUrl> click(String token, Hit.Visitor visitor) {
        Optional<ClickTarget> target = tokens.readClick(token);
        Optional<TargetUrl> url = target.flatMap(this::url);
        if (url.isPresent()) {
            ClickTarget click = target.orElseThrow();
            queue.add(hit(EventType.CLICK, click.message(), new Hit.Target(click.linkId(), click.url()), visitor));
        }
        return url;
    }

    private Optional<TargetUrl> url(ClickTarget target) {
        if (target.linkId() != null) {
            return links.url(target.linkId());
        }
        return target.url() == null ? Optional.empty() : TargetUrl.of(target.url());
    }

    private Hit hit(EventType type, MessageId message, Hit.Target target, Hit.Visitor visitor) {
        Instant at = clock.instant();
        String key = type.name().toLowerCase(Locale.ROOT) + "/" + message + "/" + at.toEpochMilli() + "/" + process
                + "-" + counter.incrementAndGet();
        return new Hit(type, message, target, visitor, at, key);
    }
}

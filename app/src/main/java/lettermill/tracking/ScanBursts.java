package lettermill.tracking;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import lettermill.base.MessageId;

/**
 * Knows security scanners by their haste: they fetch the links of a message all at once. A message whose readers fetch three
 * different links within two seconds was scanned, and the clicks of those seconds are a robot's. For one thread.
 */
final class ScanBursts {

    static final Duration WINDOW = Duration.ofSeconds(2);
    static final int LINKS = 3;

    private final Map<MessageId, Recent> messages = new LinkedHashMap<>();

    /** Takes notice of a click; clicks come roughly in the order of their times. */
    void notice(Hit click) {
        forgetBefore(click.at().minus(WINDOW.multipliedBy(2)));
        Recent recent = messages.remove(click.message());
        if (recent == null) {
            recent = new Recent();
        }
        // Back in at the end: the map stays in the order of the last click.
        messages.put(click.message(), recent);
        recent.click(click.target(), click.at());
    }

    /** Whether a noticed click belongs to a burst, by what was noticed until now. */
    boolean scanned(Hit click) {
        Recent recent = messages.get(click.message());
        return recent != null
                && !click.at().isBefore(recent.burstFrom)
                && !click.at().isAfter(recent.burstTo);
    }

    private void forgetBefore(Instant time) {
        var oldest = messages.values().iterator();
        while (oldest.hasNext() && oldest.next().last.isBefore(time)) {
            oldest.remove();
        }
    }

    private static final class Recent {
        private final Map<Hit.Target, Instant> links = new HashMap<>();
        private Instant last = Instant.MIN;
        private Instant burstFrom = Instant.MAX;
        private Instant burstTo = Instant.MIN;

        void click(Hit.Target target, Instant at) {
            links.values().removeIf(time -> time.isBefore(at.minus(WINDOW)));
            links.put(target, at);
            last = at;
            if (links.size() >= LINKS) {
                Instant first = links.values().stream().min(Instant::compareTo).orElse(at);
                // A burst that goes on keeps its beginning.
                burstFrom = burstTo.isBefore(first) ? first : burstFrom;
                burstTo = at;
            }
        }
    }
}

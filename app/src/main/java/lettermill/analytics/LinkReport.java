package lettermill.analytics;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A campaign's links, the most clicked first: those of its template, and the most frequent of those made for each reader. */
record LinkReport(List<Link> items) {

    /**
     * @param id row of tracking.link; null for an address that was made when the mail was rendered
     * @param position of the link in the template's source, counted from 0; null as above
     * @param clicks by people
     * @param uniqueClicks messages in which people clicked it
     * @param machineClicks by prefetchers and robots
     */
    record Link(
            @Nullable Long id,
            @Nullable Integer position,
            String url,
            long clicks,
            long uniqueClicks,
            long machineClicks) {}
}

package lettermill.lab.world;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What people, programs and providers did with the mails they got: counted, and the newest deeds one by one. */
public final class Diary {
    private static final int CAPACITY = 100_000;

    private final InstantSource clock;
    private final Map<Deed, Long> counts = new EnumMap<>(Deed.class);
    private final Deque<Entry> entries = new ArrayDeque<>();

    /** Kinds of deeds; requests are counted when they were answered. */
    public enum Deed {
        /** A person looked at the mail, its images were fetched. */
        OPEN,
        /** A program fetched the images, nobody looked. */
        PREFETCH,
        CLICK,
        /** A scanner fetched a link. */
        SCANNER_FETCH,
        ONE_CLICK_UNSUBSCRIBE,
        PREFERENCE_PAGE_UNSUBSCRIBE,
        COMPLAINT,
        /** A notification of RFC 3464 was written. */
        BOUNCE,
        /** A machine answered for somebody who is away. */
        AUTO_REPLY,
        /** A request without an answer, or with one of 400 and above. */
        FAILED_REQUEST,
        /** A provider put it into the spam folder, where nobody looks. */
        SPAM_FOLDER,
        /** A link outside loopback and the allowed base URLs: never fetched. */
        SKIPPED_OUTSIDE
    }

    /**
     * One deed.
     *
     * @param at in our time
     * @param mailId the mail it was done with
     * @param recipient whose mail it is
     * @param detail the address fetched, or what else there is to say; may be empty
     */
    public record Entry(Instant at, Deed deed, long mailId, String recipient, String detail) {}

    public Diary(InstantSource clock) {
        this.clock = clock;
    }

    public synchronized void write(Deed deed, long mailId, String recipient, String detail) {
        counts.merge(deed, 1L, Long::sum);
        if (entries.size() == CAPACITY) {
            entries.removeFirst();
        }
        entries.addLast(new Entry(clock.instant(), deed, mailId, recipient, detail));
    }

    public synchronized long count(Deed deed) {
        return counts.getOrDefault(deed, 0L);
    }

    /** All kinds with their counts, zeros included. */
    public synchronized Map<Deed, Long> counts() {
        Map<Deed, Long> all = new EnumMap<>(Deed.class);
        for (Deed deed : Deed.values()) {
            all.put(deed, counts.getOrDefault(deed, 0L));
        }
        return all;
    }

    /** The kept deeds, oldest first. */
    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    public List<Entry> entriesOf(long mailId) {
        return entries().stream().filter(entry -> entry.mailId() == mailId).toList();
    }
}

package lettermill.webhook;

import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import lettermill.ledger.EventType;

/** A vendor's words for events; docs/webhooks.md shows them, and a test keeps it true. */
public final class Vocabulary {

    private final SortedMap<String, Optional<EventType>> words = new TreeMap<>();

    public Vocabulary means(EventType type, String... named) {
        Arrays.stream(named).forEach(word -> words.put(word, Optional.of(type)));
        return this;
    }

    /** Known, and left out on purpose. */
    public Vocabulary ignores(String... named) {
        Arrays.stream(named).forEach(word -> words.put(word, Optional.empty()));
        return this;
    }

    public SortedMap<String, Optional<EventType>> words() {
        return Collections.unmodifiableSortedMap(words);
    }
}

package lettermill.lab.inbox;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The DKIM key records of the lab's world, in place of DNS. */
public final class DkimKeys {
    private final Map<String, String> records = new ConcurrentHashMap<>();

    /**
     * Publishes one record.
     *
     * @param name {@code selector._domainkey.domain}
     * @param value the TXT record, {@code v=DKIM1; k=rsa; p=...}
     */
    public void publish(String name, String value) {
        records.put(normal(name), value);
    }

    /** The records of a name, none when nothing is published there. */
    List<String> lookup(String name) {
        String value = records.get(normal(name));
        return value == null ? List.of() : List.of(value);
    }

    public int size() {
        return records.size();
    }

    private static String normal(String name) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    /** All records, for showing. */
    public Map<String, String> all() {
        return Map.copyOf(records);
    }
}

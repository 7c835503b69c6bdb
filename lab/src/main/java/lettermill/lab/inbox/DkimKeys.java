package lettermill.lab.inbox;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** The DKIM key records of the lab's world, in place of DNS. */
public final class DkimKeys {
    private static final String FORM =
            "give {\"name\": \"s1._domainkey.example.com\", \"value\": \"v=DKIM1; k=rsa; p=...\"}, or a list of these";
    private static final ObjectReader READER =
            JsonMapper.shared().readerForListOf(Entry.class).with(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY);

    private final Map<String, String> records = new ConcurrentHashMap<>();

    private record Entry(@Nullable String name, @Nullable String value) {}

    /**
     * Publishes one record.
     *
     * @param name {@code selector._domainkey.domain}
     * @param value the TXT record, {@code v=DKIM1; k=rsa; p=...}
     */
    public void publish(String name, String value) {
        records.put(normal(name), value);
    }

    /**
     * Publishes what a JSON text says: one record {@code {"name", "value"}} or a list of them.
     *
     * @throws IllegalArgumentException if it is anything else; the message says what would be right
     */
    public void publishJson(byte[] json) {
        List<Entry> entries;
        try {
            entries = READER.readValue(json);
        } catch (JacksonException malformed) {
            throw new IllegalArgumentException(FORM, malformed);
        }
        for (Entry entry : entries) {
            if (entry.name() == null || entry.value() == null || !entry.name().contains("._domainkey.")) {
                throw new IllegalArgumentException(FORM);
            }
            publish(entry.name(), entry.value());
        }
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

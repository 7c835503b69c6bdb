package lettermill.lab.inbox;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import lettermill.lab.dns.Zone;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** The DKIM key records in the world's DNS. */
public final class DkimKeys {
    private static final String FORM =
            "give {\"name\": \"s1._domainkey.example.com\", \"value\": \"v=DKIM1; k=rsa; p=...\"}, or a list of these";
    private static final ObjectReader READER =
            JsonMapper.shared().readerForListOf(Entry.class).with(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY);

    private final Zone zone;
    private final Set<String> names = ConcurrentHashMap.newKeySet();

    private record Entry(@Nullable String name, @Nullable String value) {}

    public DkimKeys(Zone zone) {
        this.zone = zone;
    }

    /**
     * Publishes one record, in place of any that was there.
     *
     * @param name {@code selector._domainkey.domain}
     * @param value the TXT record, {@code v=DKIM1; k=rsa; p=...}
     */
    public void publish(String name, String value) {
        String key = normal(name);
        names.add(key);
        zone.remove(key).text(key, value);
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
        return zone.texts(normal(name));
    }

    public int size() {
        return names.size();
    }

    private static String normal(String name) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    /** All that were published here, for showing. */
    public Map<String, String> all() {
        return names.stream()
                .collect(Collectors.toUnmodifiableMap(name -> name, name -> String.join("\n", zone.texts(name))));
    }
}

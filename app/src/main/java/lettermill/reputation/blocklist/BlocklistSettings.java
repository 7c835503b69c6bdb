package lettermill.reputation.blocklist;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lettermill.wire.blocklist.Blocklist;
import lettermill.wire.blocklist.Blocklist.Content;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which blocklists are asked.
 *
 * @param blocklists {@code ip:zone} and {@code domain:zone} with commas, or {@code ip:name=zone} where the zone holds a key
 */
@ConfigurationProperties("lettermill.reputation")
record BlocklistSettings(@DefaultValue("") String blocklists) {

    private static final int MOST = 20;
    private static final Pattern LIST =
            Pattern.compile("(ip|domain):(?:([\\w. -]{1,60})=)?([a-z0-9_-]{1,63}(?:\\.[a-z0-9_-]{1,63})+)");

    BlocklistSettings {
        parse(blocklists);
    }

    List<Blocklist> lists() {
        return parse(blocklists);
    }

    private static List<Blocklist> parse(String text) {
        List<Blocklist> lists = new ArrayList<>();
        for (String each : text.isBlank() ? new String[0] : text.split(",", -1)) {
            Matcher parts = LIST.matcher(each.strip());
            if (!parts.matches() || lists.size() == MOST) {
                throw new IllegalArgumentException(
                        "LETTERMILL_BLOCKLISTS must look like ip:bl.example.net,domain:name=zone.example.org,"
                                + " with " + MOST + " lists at most; the list number " + (lists.size() + 1)
                                + " is not so");
            }
            String zone = parts.group(3).toLowerCase(Locale.ROOT);
            String name = parts.group(2) == null ? zone : parts.group(2).strip();
            lists.add(new Blocklist(parts.group(1).equals("ip") ? Content.ADDRESSES : Content.DOMAINS, name, zone));
        }
        return lists;
    }
}

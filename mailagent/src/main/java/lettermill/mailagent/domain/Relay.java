package lettermill.mailagent.domain;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A server that mail leaves through, as SPF sees it.
 *
 * @param host a name, or an address, in brackets or not
 * @param vendorRecord the domain whose SPF record the vendor keeps for its customers; empty where no vendor is known
 */
record Relay(String host, Optional<String> vendorRecord) {

    /** Ends of host names and what their vendors' pages say to include. */
    private static final Map<String, String> VENDORS = Map.ofEntries(
            Map.entry("amazonaws.com", "amazonses.com"),
            Map.entry("sendgrid.net", "sendgrid.net"),
            Map.entry("sendgrid.com", "sendgrid.net"),
            Map.entry("mailgun.org", "mailgun.org"),
            Map.entry("mailgun.net", "mailgun.org"),
            Map.entry("postmarkapp.com", "spf.mtasv.net"),
            Map.entry("gmail.com", "_spf.google.com"),
            Map.entry("office365.com", "spf.protection.outlook.com"));

    static Relay of(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return new Relay(
                name,
                VENDORS.entrySet().stream()
                        .filter(vendor -> name.equals(vendor.getKey()) || name.endsWith("." + vendor.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst());
    }

    static List<Relay> of(List<String> hosts) {
        return hosts.stream().map(Relay::of).distinct().toList();
    }

    /** The term that lets it send. */
    String term() {
        if (vendorRecord.isPresent()) {
            return "include:" + vendorRecord.get();
        }
        String bare = literal();
        if (bare.contains(":")) {
            return "ip6:" + bare;
        }
        return isAddress() ? "ip4:" + bare : "a:" + host;
    }

    boolean isAddress() {
        return literal().contains(":") || literal().matches("[0-9.]+");
    }

    String literal() {
        return host.startsWith("[") ? host.substring(1, host.length() - 1).replaceFirst("(?i)^ipv6:", "") : host;
    }
}

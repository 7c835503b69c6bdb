package lettermill.notification.endpoint;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lettermill.base.Problem;
import org.jspecify.annotations.Nullable;

/** What can be said of an endpoint's address before anybody is asked: names are looked up, and judged, at each attempt. */
public final class EndpointUrl {

    private static final int LENGTH = 2_000;
    private static final int HIGHEST_PORT = 65_535;
    private static final String RIGHT = "https://receiver.example/hooks, at most " + LENGTH
            + " characters, without a password, a fragment, or characters outside of ASCII";

    private EndpointUrl() {}

    static List<Problem.Field> faults(@Nullable String url, Networks networks) {
        return fault(url, networks)
                .map(wrong -> List.of(new Problem.Field("url", wrong, RIGHT)))
                .orElse(List.of());
    }

    private static Optional<String> fault(@Nullable String url, Networks networks) {
        if (url == null || url.isBlank()) {
            return Optional.of("is missing");
        }
        if (url.length() > LENGTH || !url.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            return Optional.of("is too long or has characters that don't belong there");
        }
        try {
            return fault(new URI(url), networks);
        } catch (URISyntaxException unreadable) {
            return Optional.of("is no URL");
        }
    }

    private static Optional<String> fault(URI url, Networks networks) {
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(scheme.equals("http") && networks.any())) {
            return Optional.of(scheme.equals("http") ? "is not https" : "is no address of the web");
        }
        if (url.getHost() == null || url.getRawUserInfo() != null || url.getRawFragment() != null) {
            return Optional.of("has no host, or a password, or a fragment");
        }
        if (url.getPort() == 0 || url.getPort() > HIGHEST_PORT) {
            return Optional.of("has a port that does not exist");
        }
        Optional<InetAddress> literal = literal(url);
        if (scheme.equals("http") && literal.isPresent() && !networks.isOurs(literal.get())) {
            return Optional.of("is not https");
        }
        return literal.filter(address -> !networks.mayCall(address))
                .map(address -> "leads to " + address.getHostAddress() + ", which is not on the public Internet");
    }

    /** The host's address where it is one, or is this machine by name; empty for a name that DNS has to know. */
    static Optional<InetAddress> literal(URI url) {
        return literal(host(url));
    }

    /** As {@link #literal(URI)}, of a host as {@link #host} gives it. */
    public static Optional<InetAddress> literal(String host) {
        if (host.equals("localhost") || host.endsWith(".localhost")) {
            return Optional.of(InetAddress.ofLiteral("127.0.0.1"));
        }
        try {
            return Optional.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException name) {
            return Optional.empty();
        }
    }

    /** In lower case; of an IPv6 address without brackets. */
    public static String host(URI url) {
        String host = String.valueOf(url.getHost()).toLowerCase(Locale.ROOT);
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}

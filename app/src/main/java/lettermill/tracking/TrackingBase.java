package lettermill.tracking;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Where a workspace's public addresses begin, e.g. {@code https://track.example.com}; without a slash at its end.
 *
 * @throws IllegalArgumentException when it is no http or https address of a host
 */
public record TrackingBase(String url) {

    public TrackingBase {
        while (url.endsWith("/")) {
            url = url.substring(0, url.length() - 1);
        }
        if (!valid(url)) {
            throw new IllegalArgumentException(url + " is no address like https://track.example.com");
        }
    }

    /**
     * The base of a workspace.
     *
     * @param trackingDomain the workspace's own domain for links, served over TLS; null when it has none
     * @param baseUrl the address of this server, {@code LETTERMILL_BASE_URL}
     */
    public static TrackingBase of(@Nullable String trackingDomain, String baseUrl) {
        return new TrackingBase(
                trackingDomain == null || trackingDomain.isBlank() ? baseUrl : "https://" + trackingDomain);
    }

    // It stands in template sources within quotes, so nothing may pass that HTML or Jinja would take for syntax.
    private static boolean valid(String url) {
        try {
            URI uri = new URI(url);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && url.matches("[A-Za-z0-9:/.\\[\\]_~-]+");
        } catch (URISyntaxException malformed) {
            return false;
        }
    }
}

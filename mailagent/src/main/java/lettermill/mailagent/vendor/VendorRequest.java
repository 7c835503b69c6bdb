package lettermill.mailagent.vendor;

import java.net.URI;
import java.util.Map;

/**
 * A request that is ready to leave. Not printed: its headers hold keys.
 *
 * @param headers all but Host and Content-Length
 */
record VendorRequest(String method, URI uri, Map<String, String> headers, byte[] body) {

    static VendorRequest get(URI uri, Map<String, String> headers) {
        return new VendorRequest("GET", uri, headers, new byte[0]);
    }

    @Override
    public String toString() {
        return method + " " + uri;
    }
}

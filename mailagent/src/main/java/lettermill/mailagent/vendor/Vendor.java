package lettermill.mailagent.vendor;

import java.net.URI;
import java.util.List;
import java.util.Map;
import lettermill.mailagent.transport.Outgoing;
import lettermill.mailagent.vendor.Answer.Said;
import lettermill.wire.Outcome;
import lettermill.wire.ProviderStatus;

/** One vendor's API. Implementations are safe for use by several threads and do no I/O. */
interface Vendor {

    /**
     * A request that is ready to leave. Not printed: its headers hold keys.
     *
     * @param headers all but Host and Content-Length
     */
    record Request(String method, URI uri, Map<String, String> headers, byte[] body) {

        static Request get(URI uri, Map<String, String> headers) {
            return new Request("GET", uri, headers, new byte[0]);
        }

        @Override
        public String toString() {
            return method + " " + uri;
        }
    }

    /** How many letters one request may carry. */
    int lettersPerRequest();

    /** The request that hands over letters, as many as one may carry at most, whose addresses have an ASCII form. */
    Request handOver(List<Outgoing> letters);

    /**
     * Reads an answer that is about the letters: a success, or a complaint about the request's content (400, 422).
     *
     * @return an outcome for each, in their order
     */
    List<Outcome> outcomes(List<Outgoing> letters, Said said);

    /** The vendor's own explanation in an answer; empty when there is none to be found. */
    String explanation(Said said);

    /** The cheapest request that needs the key. */
    Request probe();

    /** What a successful answer to the probe says. */
    ProviderStatus ready(Said said);
}

package lettermill.mailagent.vendor;

import java.util.List;
import lettermill.mailagent.transport.Outgoing;
import lettermill.mailagent.vendor.Answer.Said;
import lettermill.wire.Outcome;
import lettermill.wire.ProviderStatus;

/** One vendor's API. Implementations are safe for use by several threads and do no I/O. */
interface Vendor {

    /** How many letters one request may carry. */
    int lettersPerRequest();

    /** The request that hands over letters, as many as one may carry at most, whose addresses have an ASCII form. */
    VendorRequest handOver(List<Outgoing> letters);

    /**
     * Reads an answer that is about the letters: a success, or a complaint about the request's content (400, 422).
     *
     * @return an outcome for each, in their order
     */
    List<Outcome> outcomes(List<Outgoing> letters, Said said);

    /** The vendor's own explanation in an answer; empty when there is none to be found. */
    String explanation(Said said);

    /** The cheapest request that needs the key. */
    VendorRequest probe();

    /** What a successful answer to the probe says. */
    ProviderStatus ready(Said said);
}

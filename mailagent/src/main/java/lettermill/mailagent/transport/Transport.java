package lettermill.mailagent.transport;

import java.util.List;
import lettermill.wire.Outcome;
import lettermill.wire.ProviderStatus;

/** A provider's way of taking letters. Safe for use by several threads, each with a wave of its own. */
public interface Transport extends AutoCloseable {

    /** Sends the letters and answers an outcome for each, in their order; faults are outcomes, never exceptions. */
    List<Outcome> send(List<Outgoing> letters);

    /** Whether the provider would take mail from us now. Sends none. */
    ProviderStatus probe();

    /** Ends the idle connections at once and the others when their wave is done. */
    @Override
    void close();
}

package lettermill.delivery;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Does not give up on a database that is away: what a server answered must not be forgotten. */
final class Persistence {

    private static final Logger LOG = LoggerFactory.getLogger(Persistence.class);
    private static final long PAUSE_MILLIS = 500;

    private Persistence() {}

    /**
     * Repeats work until it succeeds.
     *
     * @param work may be run again after a failure of which nobody knows whether it committed
     * @param goOn asked after each failure; once false the failure is thrown
     */
    static <T> T untilDone(Supplier<T> work, BooleanSupplier goOn) throws InterruptedException {
        for (boolean said = false; ; said = true) {
            try {
                return work.get();
            } catch (DataAccessException | TransactionException failure) {
                if (!goOn.getAsBoolean()) {
                    throw failure;
                }
                if (!said) {
                    LOG.warn("The database does not take what must be recorded; trying on: {}", failure.getMessage());
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }
}

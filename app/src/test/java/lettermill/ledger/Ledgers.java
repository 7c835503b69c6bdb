package lettermill.ledger;

import java.time.Clock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Ledgers without Spring. */
public final class Ledgers {

    private Ledgers() {}

    public static Ledger open(JdbcClient database, ApplicationEventPublisher publisher, Clock clock) {
        return new Ledger(new Events(database), publisher, clock);
    }
}

package lettermill.ledger.queue;

import java.time.Clock;
import lettermill.ledger.Ledgers;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes queues for tests, each as a process of its own. */
public final class Queues {

    private Queues() {}

    public static SendQueue process(JdbcClient database, ApplicationEventPublisher publisher, Clock clock) {
        return new SendQueue(
                new Messages(database),
                new Leases(database),
                new WaveStatement(database),
                Ledgers.open(database, publisher, clock),
                publisher,
                clock);
    }
}

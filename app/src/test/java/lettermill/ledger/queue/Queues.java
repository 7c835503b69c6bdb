package lettermill.ledger.queue;

import java.time.Clock;
import javax.sql.DataSource;
import lettermill.ledger.Ledgers;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** Makes queues for tests, each as a process of its own. */
public final class Queues {

    private Queues() {}

    public static SendQueue process(DataSource source, ApplicationEventPublisher publisher, Clock clock) {
        JdbcClient database = JdbcClient.create(source);
        return new SendQueue(
                new Messages(database),
                new Leases(database, new DataSourceTransactionManager(source)),
                new WaveStatement(database),
                Ledgers.open(database, publisher, clock),
                publisher,
                clock);
    }
}

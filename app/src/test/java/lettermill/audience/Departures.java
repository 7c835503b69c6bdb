package lettermill.audience;

import java.time.Clock;
import java.util.function.Consumer;
import lettermill.ledger.Ledger;
import lettermill.ledger.MailEventsRecorded;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What facts do to people, without Spring. */
public final class Departures {

    private Departures() {}

    public static Consumer<MailEventsRecorded> follower(Ledger ledger, JdbcClient database, Clock clock) {
        return new AudienceListener(ledger, new Consents(database), clock)::on;
    }
}

package lettermill.audience;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import lettermill.audience.suppression.SoftBounceSettings;
import lettermill.audience.suppression.SoftBounces;
import lettermill.ledger.Ledger;
import lettermill.ledger.MailEventsRecorded;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What facts do to people, without Spring. */
public final class Departures {

    private Departures() {}

    public static Consumer<MailEventsRecorded> follower(Ledger ledger, JdbcClient database, Clock clock) {
        return new AudienceListener(
                ledger,
                new Consents(database),
                new SoftBounces(database, new SoftBounceSettings(5, Duration.ofDays(30))),
                event -> {},
                clock)::on;
    }
}

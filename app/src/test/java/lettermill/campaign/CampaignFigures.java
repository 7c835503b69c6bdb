package lettermill.campaign;

import java.time.Clock;
import java.util.function.Consumer;
import lettermill.base.CampaignId;
import lettermill.base.WorkspaceId;
import lettermill.ledger.MailEventsRecorded;
import lettermill.ledger.Recipients;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The figures of campaigns without Spring, for tests of the facts that they follow. */
public final class CampaignFigures {

    private CampaignFigures() {}

    public static Consumer<MailEventsRecorded> follower(JdbcClient database, Recipients recipients, Clock clock) {
        return new Counts(database, recipients, clock)::on;
    }

    public static void recount(
            JdbcClient database, Recipients recipients, Clock clock, WorkspaceId workspace, CampaignId campaign) {
        new Counts(database, recipients, clock).recount(workspace, campaign);
    }
}

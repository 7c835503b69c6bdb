package lettermill.campaign;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import lettermill.base.CampaignId;
import lettermill.base.WorkspaceId;
import lettermill.engine.Activity;
import lettermill.engine.ActivityRun;
import lettermill.ledger.MailEvent;
import lettermill.ledger.MailEventsRecorded;
import lettermill.ledger.Recipients;
import lettermill.ledger.RecordedEvent;
import lettermill.ledger.Tally;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The figures on campaign.campaign: they follow the facts within the transaction that records them, and
 * {@code update_campaign_stats} counts them anew from the ledger.
 */
@Repository
public class Counts implements Activity {

    static final String ACTIVITY = "update_campaign_stats";

    private final JdbcClient database;
    private final Recipients recipients;
    private final Clock clock;

    Counts(JdbcClient database, Recipients recipients, Clock clock) {
        this.database = database;
        this.recipients = recipients;
        this.clock = clock;
    }

    @Override
    public String name() {
        return ACTIVITY;
    }

    @Override
    public Optional<CampaignId> campaign(String key) {
        return Optional.of(WorkKey.of(key).campaign());
    }

    @Override
    @Transactional
    public void run(ActivityRun run) {
        WorkKey key = WorkKey.of(run.key());
        recount(key.workspace(), key.campaign());
    }

    /** Counts a campaign anew; the lock makes facts that arrive meanwhile wait and be added after. */
    public void recount(WorkspaceId workspace, CampaignId campaign) {
        database.sql("SELECT 1 FROM campaign.campaign WHERE id = :id AND workspace_id = :workspace FOR NO KEY UPDATE")
                .param("id", campaign.value())
                .param("workspace", workspace.value())
                .query(Integer.class)
                .optional();
        Tally tally = recipients.tally(workspace, campaign);
        database.sql("""
                        UPDATE campaign.campaign
                        SET total_recipients = :totalRecipients, skipped_count = :skippedCount,
                            failed_count = :failedCount, sent_count = :sentCount, delivered_count = :deliveredCount,
                            open_count = :openCount, unique_open_count = :uniqueOpenCount, click_count = :clickCount,
                            unique_click_count = :uniqueClickCount, machine_open_count = :machineOpenCount,
                            machine_click_count = :machineClickCount, bounce_count = :bounceCount,
                            unsubscribe_count = :unsubscribeCount, complaint_count = :complaintCount, updated_at = :now
                        WHERE id = :id AND workspace_id = :workspace""")
                .param("totalRecipients", tally.totalRecipients())
                .param("skippedCount", tally.skippedCount())
                .param("failedCount", tally.failedCount())
                .param("sentCount", tally.sentCount())
                .param("deliveredCount", tally.deliveredCount())
                .param("openCount", tally.openCount())
                .param("uniqueOpenCount", tally.uniqueOpenCount())
                .param("clickCount", tally.clickCount())
                .param("uniqueClickCount", tally.uniqueClickCount())
                .param("machineOpenCount", tally.machineOpenCount())
                .param("machineClickCount", tally.machineClickCount())
                .param("bounceCount", tally.bounceCount())
                .param("unsubscribeCount", tally.unsubscribeCount())
                .param("complaintCount", tally.complaintCount())
                .param("id", campaign.value())
                .param("workspace", workspace.value())
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /** In the order of the campaigns' ids, so that two batches of facts never wait for each other. */
    @EventListener
    void on(MailEventsRecorded recorded) {
        Map<String, Delta> deltas = new TreeMap<>();
        for (RecordedEvent event : recorded.events()) {
            CampaignId campaign = event.event().campaign();
            if (campaign != null) {
                deltas.computeIfAbsent(
                                campaign.toString(),
                                id -> new Delta(event.event().workspace(), campaign))
                        .add(event);
            }
        }
        deltas.values().forEach(this::add);
    }

    private void add(Delta delta) {
        database.sql("""
                        UPDATE campaign.campaign
                        SET sent_count = sent_count + :sent, delivered_count = delivered_count + :delivered,
                            failed_count = failed_count + :failed, open_count = open_count + :opens,
                            unique_open_count = unique_open_count + :uniqueOpens, click_count = click_count + :clicks,
                            unique_click_count = unique_click_count + :uniqueClicks,
                            machine_open_count = machine_open_count + :machineOpens,
                            machine_click_count = machine_click_count + :machineClicks,
                            bounce_count = bounce_count + :bounces, unsubscribe_count = unsubscribe_count + :unsubscribes,
                            complaint_count = complaint_count + :complaints
                        WHERE id = :id AND workspace_id = :workspace""")
                .params(delta.numbers())
                .param("id", delta.campaign.value())
                .param("workspace", delta.workspace.value())
                .update();
    }

    /** What some facts add to a campaign's figures. */
    private static final class Delta {
        private static final List<String> FIGURES = List.of(
                "sent",
                "delivered",
                "failed",
                "opens",
                "uniqueOpens",
                "clicks",
                "uniqueClicks",
                "machineOpens",
                "machineClicks",
                "bounces",
                "unsubscribes",
                "complaints");

        private final WorkspaceId workspace;
        private final CampaignId campaign;
        private final Map<String, Object> numbers = new HashMap<>();

        Delta(WorkspaceId workspace, CampaignId campaign) {
            this.workspace = workspace;
            this.campaign = campaign;
            FIGURES.forEach(figure -> numbers.put(figure, 0));
        }

        Map<String, Object> numbers() {
            return numbers;
        }

        void add(RecordedEvent recorded) {
            MailEvent event = recorded.event();
            boolean first = recorded.first() == RecordedEvent.First.YES;
            boolean machine = event.hit() != null && event.hit().hitClass().machine();
            numbers.merge("failed", recorded.failed(), (before, more) -> (Integer) before + (Integer) more);
            switch (event.type()) {
                case SEND -> count("sent", first);
                case DELIVERY -> count("delivered", first);
                case BOUNCE -> count("bounces", first);
                case UNSUBSCRIBE -> count("unsubscribes", first);
                case COMPLAINT -> count("complaints", first);
                case OPEN -> {
                    count(machine ? "machineOpens" : "opens", true);
                    count("uniqueOpens", first);
                }
                case CLICK -> {
                    count(machine ? "machineClicks" : "clicks", true);
                    count("uniqueClicks", first);
                }
                case REJECT, RENDERING_FAILURE, DELIVERY_DELAY -> {}
            }
        }

        private void count(String figure, boolean counts) {
            if (counts) {
                numbers.merge(figure, 1, (before, one) -> (Integer) before + (Integer) one);
            }
        }
    }
}

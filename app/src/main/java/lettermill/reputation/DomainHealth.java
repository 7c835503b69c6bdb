package lettermill.reputation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import lettermill.ledger.outcome.Outcomes;
import lettermill.mailbox.MailboxProvider;
import lettermill.reputation.blocklist.Listing;
import lettermill.sender.HealthStatus;
import lettermill.sender.SendingDomain;
import org.jspecify.annotations.Nullable;

/**
 * How a domain's mail is taken, and how it was.
 *
 * @param score its standing, 0 to 100, which routing goes by
 * @param pause null while it is not paused
 * @param week what its last seven dates come to, today among them; without what left before its last resumption, it makes the score
 * @param from the first date of {@code days}
 * @param until the last one, today where the workspace is
 * @param countedAt when its figures were last counted; null before its first mail
 * @param days the dates on which mail left, the first one first
 * @param mailboxProviders the mail of all these dates by where it went, the largest part first
 * @param blocklists what each blocklist last said of the domain; none where no list is asked
 */
record DomainHealth(
        UUID domainId,
        String host,
        int score,
        HealthStatus status,
        SendingDomain.@Nullable Pause pause,
        HealthScore week,
        Trend trend,
        LocalDate from,
        LocalDate until,
        @Nullable Instant countedAt,
        List<Day> days,
        List<Provider> mailboxProviders,
        List<Listing> blocklists) {

    /**
     * Where it goes: the last seven dates beside the seven before.
     *
     * @param before null where too little left to say anything
     * @param change in points; null where either is not known
     */
    record Trend(
            @Nullable Integer before,
            @Nullable Integer now,
            @Nullable Integer change) {
        static Trend between(HealthScore before, HealthScore now) {
            return new Trend(
                    before.judged() ? before.score() : null,
                    now.judged() ? now.score() : null,
                    before.judged() && now.judged() ? now.score() - before.score() : null);
        }
    }

    /**
     * What became of some mails. Mail counts for the date on which it left, whenever its end became known; opens and clicks are
     * those of people. Rates are fractions: of bounces and complaints by all sent, of delivery by all whose end is known, of opens
     * and clicks by all delivered.
     *
     * @param sent those that left, and those that the first server refused as undeliverable
     * @param settled those whose end is known, or that left more than an hour ago
     * @param blocked bounces because of who sent it
     */
    record Figures(
            long sent,
            long delivered,
            long settled,
            long bounced,
            long hardBounced,
            long softBounced,
            long blocked,
            long complaints,
            long opened,
            long clicked,
            double bounceRate,
            double complaintRate,
            double deliveryRate,
            double openRate,
            double clickRate) {

        static Figures of(Outcomes outcomes) {
            return new Figures(
                    outcomes.attempted(),
                    outcomes.delivered(),
                    outcomes.settled(),
                    outcomes.bounced(),
                    outcomes.hardBounced(),
                    outcomes.softBounced(),
                    outcomes.blocked(),
                    outcomes.complaints(),
                    outcomes.opened(),
                    outcomes.clicked(),
                    outcomes.bounceRate(),
                    outcomes.complaintRate(),
                    outcomes.deliveryRate(),
                    outcomes.openRate(),
                    outcomes.clickRate());
        }
    }

    /** A date by itself. */
    record Day(LocalDate date, int score, HealthStatus status, Figures figures) {
        static Day of(LocalDate date, Outcomes outcomes) {
            HealthScore health = HealthScore.of(outcomes);
            return new Day(date, health.score(), health.status(), Figures.of(outcomes));
        }
    }

    /** Where mail went. */
    record Provider(MailboxProvider mailboxProvider, int score, HealthStatus status, Figures figures) {
        static Provider of(MailboxProvider provider, Outcomes outcomes) {
            HealthScore health = HealthScore.of(outcomes);
            return new Provider(provider, health.score(), health.status(), Figures.of(outcomes));
        }
    }
}

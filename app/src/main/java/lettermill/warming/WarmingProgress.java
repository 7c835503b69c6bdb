package lettermill.warming;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import lettermill.ledger.outcome.Outcomes;
import lettermill.sender.SendingDomain;
import lettermill.sender.SendingDomain.WarmingStatus;
import lettermill.warming.schedule.Thresholds;
import lettermill.warming.schedule.WarmingSchedule;
import org.jspecify.annotations.Nullable;

/**
 * A warming and its days.
 *
 * @param domainId of the domain that is warmed up; null for an address
 * @param ipId of the address that is warmed up; null for a domain
 * @param host the domain, or the address in digits
 * @param day of the schedule; null before a warming starts
 * @param days how long the schedule takes
 * @param dailyLimit its cap of today; null for none
 * @param sentToday counted against it
 * @param fullVolumeOn the first date without the warming's caps if mail leaves on each date until then; null when that is past,
 *     or nobody can know
 * @param pause why nothing leaves; null while it is not paused
 * @param mailboxShares what single mailbox providers may get today; empty where none has a share of its own
 * @param progress a row for each date on which the house was at work, the first one first
 */
public record WarmingProgress(
        @Nullable UUID domainId,
        @Nullable UUID ipId,
        String host,
        WarmingStatus status,
        @Nullable WarmingSchedule schedule,
        @Nullable Integer day,
        @Nullable Integer days,
        @Nullable Integer dailyLimit,
        int sentToday,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable LocalDate fullVolumeOn,
        SendingDomain.@Nullable Pause pause,
        List<Share> mailboxShares,
        List<Day> progress) {

    /**
     * What a mailbox provider may get today.
     *
     * @param mailboxProvider its name, or REST for all that are not named
     * @param sentToday counted against it
     */
    public record Share(String mailboxProvider, int dailyLimit, int sentToday) {}

    /**
     * A date. Mails count for the date on which they left, whenever their end became known; rates are fractions.
     *
     * @param day of the schedule
     * @param target its cap
     * @param actual mails that left, or were refused for good
     * @param advice the recommendation in words
     */
    public record Day(
            int day,
            LocalDate date,
            int target,
            long actual,
            long delivered,
            long bounced,
            long complaints,
            double bounceRate,
            double complaintRate,
            double deliveryRate,
            Recommendation recommendation,
            String advice) {

        static Day of(WarmingDay row, Thresholds thresholds) {
            Outcomes figures = row.outcomes();
            Recommendation recommendation = Recommendation.of(figures, thresholds);
            return new Day(
                    row.day(),
                    row.date(),
                    row.target(),
                    figures.attempted(),
                    figures.delivered(),
                    figures.bounced(),
                    figures.complaints(),
                    figures.bounceRate(),
                    figures.complaintRate(),
                    figures.deliveryRate(),
                    recommendation,
                    recommendation.words());
        }
    }
}

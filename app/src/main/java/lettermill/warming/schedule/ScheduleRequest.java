package lettermill.warming.schedule;

import java.util.List;
import lettermill.base.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as a client asks for it.
 *
 * @param entries caps of days, of day 1 at least; days between are filled in
 * @param days how long the warming takes; null for up to the last entry
 * @param thresholds null for the usual ones; so is each that is left out
 */
public record ScheduleRequest(
        @Nullable String name,
        @Nullable List<WarmingSchedule.Entry> entries,
        @Nullable Integer days,
        @Nullable Limits thresholds) {

    private static final int NAME_LENGTH = 100;

    /** Rates are fractions from 0 to 1: 0.05 for 5 %. */
    public record Limits(
            @Nullable Double maxBounceRate,
            @Nullable Double maxComplaintRate,
            @Nullable Double minDeliveryRate,
            @Nullable Integer minMessages,
            @Nullable Integer minComplaints) {

        Thresholds complete() {
            Thresholds usual = Thresholds.DEFAULT;
            return new Thresholds(
                    rate("max_bounce_rate", maxBounceRate, usual.maxBounceRate()),
                    rate("max_complaint_rate", maxComplaintRate, usual.maxComplaintRate()),
                    rate("min_delivery_rate", minDeliveryRate, usual.minDeliveryRate()),
                    count("min_messages", minMessages, usual.minMessages()),
                    count("min_complaints", minComplaints, usual.minComplaints()));
        }

        private static double rate(String field, @Nullable Double given, double usual) {
            double rate = given == null ? usual : given;
            if (!(rate >= 0 && rate <= 1)) {
                throw new Problem.Invalid("thresholds." + field, "is " + rate, "a fraction from 0 to 1, 0.05 for 5 %");
            }
            return rate;
        }

        private static int count(String field, @Nullable Integer given, int usual) {
            int count = given == null ? usual : given;
            if (count < 1 || count > 1_000_000) {
                throw new Problem.Invalid("thresholds." + field, "is " + count, "a number from 1 to 1000000");
            }
            return count;
        }
    }

    String checkedName() {
        if (name == null || name.isBlank() || name.length() > NAME_LENGTH) {
            throw new Problem.Invalid("name", "is missing or too long", "1 to " + NAME_LENGTH + " characters");
        }
        return name.strip();
    }

    /** How long it takes, of so many days that have caps. */
    int checkedDays(int capped) {
        int wanted = days == null ? capped : days;
        if (wanted < 1 || wanted > capped) {
            throw new Problem.Invalid("days", "is " + wanted, "a number from 1 to the last entry's day, " + capped);
        }
        return wanted;
    }

    Thresholds checkedThresholds() {
        return thresholds == null ? Thresholds.DEFAULT : thresholds.complete();
    }
}

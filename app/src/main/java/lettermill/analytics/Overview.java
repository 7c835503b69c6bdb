package lettermill.analytics;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import lettermill.base.CampaignId;
import org.jspecify.annotations.Nullable;

/**
 * A workspace's last days, today included, against as many before.
 *
 * @param days 7, 30 or 90
 * @param from the first day, in the workspace's time zone
 * @param asOf when the roll-up was last brought up to the ledger; null before the first time
 * @param change from the days before
 * @param series each day of the period
 * @param topCampaigns those with the most people who clicked, five at most
 */
record Overview(
        int days,
        LocalDate from,
        LocalDate to,
        String timezone,
        @Nullable Instant asOf,
        Period current,
        Period previous,
        Change change,
        List<Day> series,
        List<Top> topCampaigns) {

    record Period(@JsonUnwrapped Figures figures, Rates rates) {
        static Period of(Figures figures) {
            return new Period(figures, Rates.of(figures));
        }
    }

    record Day(LocalDate day, @JsonUnwrapped Figures figures) {}

    record Top(CampaignId id, String name, @JsonUnwrapped Figures figures, Rates rates) {}

    /** Relative change of counts (0.5: half as many more), and difference of shares; null without a value to compare with. */
    record Change(
            @Nullable Double sent,
            @Nullable Double delivered,
            @Nullable Double uniqueOpens,
            @Nullable Double uniqueClicks,
            @Nullable Double bounces,
            @Nullable Double unsubscribes,
            @Nullable Double complaints,
            @Nullable Double openRate,
            @Nullable Double clickRate,
            @Nullable Double bounceRate) {

        static Change between(Period before, Period now) {
            Figures old = before.figures();
            Figures young = now.figures();
            return new Change(
                    relative(old.sent(), young.sent()),
                    relative(old.delivered(), young.delivered()),
                    relative(old.uniqueOpens(), young.uniqueOpens()),
                    relative(old.uniqueClicks(), young.uniqueClicks()),
                    relative(old.bounces(), young.bounces()),
                    relative(old.unsubscribes(), young.unsubscribes()),
                    relative(old.complaints(), young.complaints()),
                    difference(before.rates().open(), now.rates().open()),
                    difference(before.rates().click(), now.rates().click()),
                    difference(before.rates().bounce(), now.rates().bounce()));
        }

        private static @Nullable Double relative(long before, long now) {
            return Rates.share(now - before, before);
        }

        private static @Nullable Double difference(@Nullable Double before, @Nullable Double now) {
            return before == null || now == null ? null : now - before;
        }
    }
}

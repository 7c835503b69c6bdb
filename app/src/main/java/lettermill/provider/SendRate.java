package lettermill.provider;

import java.time.Duration;

/**
 * A cap on speed, kept by spacing: mails leave in small waves, each in a slot of its own, so that no window as long as the
 * period ever holds more than is allowed.
 *
 * @param wave how many mails share a slot
 * @param slot time from the start of one slot to the next
 */
public record SendRate(int wave, Duration slot) {

    /** A wave is about a tenth of a second's mail, at most what a connection pipelines well. */
    private static final int LONGEST_WAVE = 64;

    private static final int WAVES_A_SECOND = 10;
    /** Slots are this much wider than needed: waves set out on time and still arrive a little early or late. */
    private static final double MARGIN = 1.03;

    static SendRate perSecond(int mails) {
        return of(mails, Duration.ofSeconds(1), mails / WAVES_A_SECOND);
    }

    static SendRate perMinute(int mails) {
        return of(mails, Duration.ofMinutes(1), mails / (60 * WAVES_A_SECOND));
    }

    private static SendRate of(int mails, Duration period, int wave) {
        int size = Math.clamp(wave, 1, LONGEST_WAVE);
        // Whole waves only: a period that began with a wave would otherwise end with a piece too many.
        int waves = mails / size;
        return new SendRate(size, Duration.ofNanos((long) (period.toNanos() * MARGIN / waves)));
    }
}

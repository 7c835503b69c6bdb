package lettermill.provider;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Keeps mail from a provider that fails: opens after faults in a row, lets one small wave try after a pause, and closes when
 * that is answered. One for each provider, shared by all processes.
 *
 * @param faults waves in a row that the provider failed
 * @param faultAt when it last did; null for never
 * @param openedAt since when it has been failing; null while closed
 * @param retryAt when one wave may try again; null while closed
 */
public record Breaker(
        State state,
        int faults,
        @Nullable Instant faultAt,
        @Nullable Instant openedAt,
        @Nullable Instant retryAt) {

    /** A provider of which nothing bad is known. */
    public static final Breaker CLOSED = new Breaker(State.CLOSED, 0, null, null, null);

    private static final int MOST_FAULTS = 3;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final int LONGEST_DOUBLING = 4;
    /** Long enough for a connection that hangs; after that another process may try. */
    private static final Duration TRIAL = Duration.ofMinutes(1);

    /** Whether mail passes. */
    public enum State {
        /** It does. */
        CLOSED,
        /** It does not, until the pause is over. */
        OPEN,
        /** One wave is on its way to find out. */
        HALF_OPEN
    }

    /** How bad a fault is. */
    public enum Severity {
        /** A connection that breaks, or an answer that something there is out of order. */
        PASSING,
        /** It refuses us, or asks for a pause: the next wave would hear the same. */
        CERTAIN
    }

    /** From the columns of provider.provider. */
    static Breaker of(ResultSet row) throws SQLException {
        return new Breaker(
                State.valueOf(row.getString("breaker_state")),
                row.getInt("breaker_faults"),
                instant(row, "breaker_fault_at"),
                instant(row, "breaker_opened_at"),
                instant(row, "breaker_retry_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }

    /** Whether nothing may go there now. */
    public boolean blocks(Instant now) {
        return retryAt != null && retryAt.isAfter(now);
    }

    /** Whether an answer of the provider would change anything. */
    boolean remembers() {
        return state != State.CLOSED || faults > 0;
    }

    /**
     * After a wave that the provider failed.
     *
     * @param wish how long it asked to be left in peace; zero if it did not
     */
    Breaker afterFault(Severity severity, Duration wish, Instant now) {
        int counted = faults + 1;
        if (state == State.CLOSED && severity == Severity.PASSING && counted < MOST_FAULTS) {
            return new Breaker(State.CLOSED, counted, now, null, null);
        }
        Instant asked = now.plus(wish);
        if (state == State.OPEN && blocks(now)) {
            // Another lane's wave, which was on its way when the first one failed: the pause stands.
            return new Breaker(State.OPEN, faults, now, openedAt, later(retryAt, asked));
        }
        int doublings = Math.clamp(counted - MOST_FAULTS, 0, LONGEST_DOUBLING);
        Instant pause = now.plus(FIRST_PAUSE.multipliedBy(1L << doublings));
        return new Breaker(State.OPEN, counted, now, openedAt == null ? now : openedAt, later(pause, asked));
    }

    private static Instant later(@Nullable Instant one, Instant other) {
        return one != null && one.isAfter(other) ? one : other;
    }

    /** While one wave tries. */
    Breaker onTrial(Instant now) {
        return new Breaker(State.HALF_OPEN, faults, faultAt, openedAt, now.plus(TRIAL));
    }
}

package lettermill;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A clock for labs: it runs as the real one does, ahead of it by a duration (ISO 8601, {@code P3DT6H}) that stands in a file. The
 * file is looked at ten times a second, so days pass in jumps while leases, timeouts and pauses keep their length. It never goes back: a
 * shorter duration, a missing or unreadable file changes nothing.
 */
final class MovedClock extends Clock {

    private static final Logger LOG = LoggerFactory.getLogger(MovedClock.class);
    private static final long PAUSE = Duration.ofMillis(100).toNanos();

    private final Path file;
    private final Clock real;
    private final AtomicLong looked;
    private volatile Duration ahead = Duration.ZERO;
    private volatile boolean unreadable;

    MovedClock(Path file, Clock real) {
        this.file = file;
        this.real = real;
        this.looked = new AtomicLong(System.nanoTime() - PAUSE);
    }

    /**
     * The clock for a process that nobody reaches from outside.
     *
     * @param address what the process listens on
     * @param baseUrl where it says that it is
     * @throws IllegalArgumentException naming the setting that would let others in
     */
    static MovedClock onLoopback(Path file, String address, String baseUrl) {
        require("LETTERMILL_ADDRESS", address, address);
        require("LETTERMILL_BASE_URL", baseUrl, URI.create(baseUrl).getHost());
        LOG.warn("THE CLOCK IS NOT REAL: it is moved by {}. This is for labs only.", file.toAbsolutePath());
        return new MovedClock(file, Clock.systemUTC());
    }

    private static void require(String setting, String value, String host) {
        boolean loopback;
        try {
            loopback = InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            loopback = false;
        }
        if (!loopback) {
            throw new IllegalArgumentException("LETTERMILL_CLOCK is for labs on one machine; it needs " + setting
                    + " on loopback, which is " + value);
        }
    }

    @Override
    public Instant instant() {
        long now = System.nanoTime();
        long last = looked.get();
        if (now - last >= PAUSE && looked.compareAndSet(last, now)) {
            look();
        }
        return real.instant().plus(ahead);
    }

    private void look() {
        try {
            Duration wanted =
                    Files.exists(file) ? Duration.parse(Files.readString(file).strip()) : ahead;
            if (wanted.compareTo(ahead) > 0) {
                ahead = wanted;
                LOG.warn("The clock jumped; it is {} now.", real.instant().plus(wanted));
            }
            unreadable = false;
        } catch (IOException | DateTimeException nonsense) {
            if (!unreadable) {
                LOG.warn("{} holds no duration like P3DT6H; the clock stays {} ahead.", file, ahead);
            }
            unreadable = true;
        }
    }

    @Override
    public ZoneId getZone() {
        return real.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        Clock moved = this;
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return zone;
            }

            @Override
            public Clock withZone(ZoneId other) {
                return moved.withZone(other);
            }

            @Override
            public Instant instant() {
                return moved.instant();
            }
        };
    }
}

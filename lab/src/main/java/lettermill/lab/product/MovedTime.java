package lettermill.lab.product;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The time of a product that was started with LETTERMILL_CLOCK: the real one, and ahead of it by what a file says. */
public final class MovedTime implements InstantSource {
    /** The product looks ten times a second. */
    private static final long SEEN_MILLIS = 250;

    private final Path file;
    private volatile Duration ahead = Duration.ZERO;

    /** @param file what LETTERMILL_CLOCK names */
    public MovedTime(Path file) {
        this.file = file;
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead);
    }

    /** Jumps; the product is there when this returns. Nothing happens when the moment has passed. */
    public void jump(Instant moment) throws IOException, InterruptedException {
        Duration wanted = Duration.between(Instant.now(), moment);
        if (wanted.compareTo(ahead) <= 0) {
            return;
        }
        Path next = Files.writeString(file.resolveSibling(file.getFileName() + ".next"), wanted.toString());
        // We first: what the product sends as soon as its date has changed must not arrive on the date before.
        ahead = wanted;
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Thread.sleep(SEEN_MILLIS);
    }
}

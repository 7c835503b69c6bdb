package lettermill.tracking;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import lettermill.ledger.EventType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionException;

/**
 * The one thread that records hits, every 200 ms or 1,000 of them. It keeps a click for 800 ms first, so that the clicks of a
 * scanner are seen together and none of them passes for a person's; with the batch, a crash loses at most the last second.
 */
final class HitWriter {

    private static final Logger LOG = LoggerFactory.getLogger(HitWriter.class);
    private static final int BATCH = 1_000;
    private static final long BATCH_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long KEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(800);
    private static final long RETRY_MILLIS = 500;

    /** A click and when its time to wait is over, by the machine's own clock. */
    private record Kept(Hit click, long until) {}

    private final BlockingQueue<Hit> waiting;
    private final HitRecorder recorder;
    private final ScanBursts bursts = new ScanBursts();
    private final Deque<Kept> clicks = new ArrayDeque<>();
    private final Thread thread = Thread.ofPlatform().name("tracking").unstarted(this::run);
    private volatile boolean stopping;
    private volatile long deadline = Long.MAX_VALUE;

    HitWriter(BlockingQueue<Hit> waiting, HitRecorder recorder) {
        this.waiting = waiting;
        this.recorder = recorder;
    }

    void start() {
        thread.start();
    }

    /** Records what is left and ends; gives up after the time given, saying how many are lost. */
    void stop(Duration atMost) {
        deadline = System.nanoTime() + atMost.toNanos();
        stopping = true;
        try {
            thread.join(atMost.plusSeconds(5));
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!stopping || !waiting.isEmpty() || !clicks.isEmpty()) {
                List<Hit> batch = collect();
                Set<Hit> scanned = new HashSet<>();
                takeDueClicks(batch, scanned);
                write(batch, scanned);
            }
        } catch (InterruptedException hurried) {
            LOG.error(
                    "{} opens and clicks are lost: stopped while they waited for the database",
                    waiting.size() + clicks.size());
        }
    }

    /** Takes the opens of at most 200 ms, and notes the clicks. */
    private List<Hit> collect() throws InterruptedException {
        List<Hit> taken = new ArrayList<>();
        long end = System.nanoTime() + BATCH_NANOS;
        while (taken.size() < BATCH && (taken.addAll(drained(BATCH - taken.size())) || !stopping)) {
            long left = end - System.nanoTime();
            Hit next = left <= 0 ? null : waiting.poll(Math.min(left, BATCH_NANOS), TimeUnit.NANOSECONDS);
            if (next == null) {
                break;
            }
            taken.add(next);
        }
        List<Hit> opens = new ArrayList<>();
        for (Hit hit : taken) {
            if (hit.type() == EventType.CLICK) {
                bursts.notice(hit);
                clicks.add(new Kept(hit, System.nanoTime() + KEEP_NANOS));
            } else {
                opens.add(hit);
            }
        }
        return opens;
    }

    private List<Hit> drained(int atMost) {
        List<Hit> hits = new ArrayList<>();
        waiting.drainTo(hits, atMost);
        return hits;
    }

    private void takeDueClicks(List<Hit> batch, Set<Hit> scanned) {
        long now = System.nanoTime();
        while (!clicks.isEmpty()
                && (stopping && waiting.isEmpty() || clicks.peek().until() - now <= 0)) {
            Hit click = clicks.remove().click();
            batch.add(click);
            if (bursts.scanned(click)) {
                scanned.add(click);
            }
        }
    }

    /** Tries until it is done: a database that is away or full will take it later. */
    private void write(List<Hit> batch, Set<Hit> scanned) throws InterruptedException {
        for (int attempt = 1; !batch.isEmpty(); attempt++) {
            try {
                recorder.record(batch, scanned);
                return;
            } catch (DataIntegrityViolationException refused) {
                writeApart(batch, scanned, refused);
                return;
            } catch (DataAccessException | TransactionException away) {
                if (stopping && System.nanoTime() - deadline > 0) {
                    throw new InterruptedException("no database until the end");
                }
                if (attempt % 60 == 1) {
                    LOG.warn(
                            "Opens and clicks wait for the database ({} so far): {}",
                            waiting.size() + batch.size(),
                            away.getMessage());
                }
                Thread.sleep(RETRY_MILLIS);
            }
        }
    }

    /** Finds the hit that the database will never take, and records the others. */
    private void writeApart(List<Hit> batch, Set<Hit> scanned, DataIntegrityViolationException refused)
            throws InterruptedException {
        if (batch.size() == 1) {
            LOG.error("A hit can't be recorded and is left out: {}", batch.getFirst(), refused);
            return;
        }
        int half = batch.size() / 2;
        write(batch.subList(0, half), scanned);
        write(batch.subList(half, batch.size()), scanned);
    }
}

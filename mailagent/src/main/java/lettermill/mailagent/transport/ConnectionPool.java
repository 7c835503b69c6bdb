package lettermill.mailagent.transport;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** The connections to one server: never more than allowed, kept for a while between waves. Safe for use by several threads. */
final class ConnectionPool implements AutoCloseable {

    private record Idle(SmtpConnection connection, long since) {}

    private final SmtpConnector connector;
    private final Duration keep;
    private final Semaphore permits;
    private final Deque<Idle> idle = new ArrayDeque<>();
    private final Set<SmtpConnection> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    ConnectionPool(SmtpSettings settings) {
        connector = new SmtpConnector(settings, open::add);
        keep = settings.limits().idle();
        permits = new Semaphore(settings.provider().maxConnections(), true);
    }

    /** An idle connection or a new one; waits for one to be given back when all are in use. */
    SmtpConnection acquire() throws ConnectFailure {
        permits.acquireUninterruptibly();
        return takeOrOpen();
    }

    /** The same without waiting: null when all are in use. */
    @Nullable
    SmtpConnection tryAcquire() throws ConnectFailure {
        return permits.tryAcquire() ? takeOrOpen() : null;
    }

    private SmtpConnection takeOrOpen() throws ConnectFailure {
        synchronized (idle) {
            Idle last = idle.pollLast();
            if (last != null) {
                return last.connection();
            }
        }
        boolean opened = false;
        try {
            SmtpConnection connection = connector.open();
            opened = true;
            return connection;
        } finally {
            if (!opened) {
                permits.release();
                open.removeIf(c -> c.socket().isClosed());
            }
        }
    }

    /** Gives back a connection on which nothing is outstanding. */
    void release(SmtpConnection connection) {
        synchronized (idle) {
            if (!closed) {
                connection.markReused();
                idle.addLast(new Idle(connection, System.nanoTime()));
                permits.release();
                return;
            }
        }
        connection.quit();
        forget(connection);
    }

    /** Gives back a connection that is broken or being closed by the server. */
    void discard(SmtpConnection connection) {
        connection.close();
        forget(connection);
    }

    private void forget(SmtpConnection connection) {
        open.remove(connection);
        permits.release();
    }

    /** Ends what has waited too long: connections unused, and reads and writes without an end. Called now and then. */
    void tick() {
        long now = System.nanoTime();
        for (SmtpConnection connection : open) {
            connection.closeIfOverdue(now);
        }
        endIdle(now - keep.toNanos());
    }

    /** Whether no connection is left. */
    boolean isDrained() {
        return open.isEmpty();
    }

    private void endIdle(long before) {
        while (true) {
            Idle oldest;
            synchronized (idle) {
                oldest = idle.peekFirst();
                if (oldest == null || oldest.since() - before > 0) {
                    return;
                }
                idle.removeFirst();
            }
            oldest.connection().quit();
            open.remove(oldest.connection());
        }
    }

    @Override
    public void close() {
        synchronized (idle) {
            closed = true;
        }
        endIdle(System.nanoTime());
    }
}

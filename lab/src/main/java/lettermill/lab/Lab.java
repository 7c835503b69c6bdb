package lettermill.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import lettermill.lab.inbox.DkimKeys;
import lettermill.lab.inbox.Inbox;
import lettermill.lab.inbox.InboxServer;
import lettermill.lab.inbox.LabStats;
import lettermill.lab.inbox.MailLog;
import lettermill.lab.inbox.MailStore;
import lettermill.lab.inbox.StoredMail.Route;
import lettermill.lab.smtp.SinkReceiver;
import lettermill.lab.smtp.SmtpReceiver;
import lettermill.lab.smtp.SmtpServer;
import lettermill.lab.world.Diary;
import lettermill.lab.world.Dice;
import lettermill.lab.world.Mailroom;
import lettermill.lab.world.Tally;
import lettermill.lab.world.WorldClock;
import org.jspecify.annotations.Nullable;

/** A running lab. Tests start it in process; {@link LabMain} is the program. */
public final class Lab implements AutoCloseable {
    /** Mails kept whole; a campaign of the demo fits ten times. */
    static final int CAPACITY = 50_000;

    private final MailStore store;
    private final SinkReceiver sink = new SinkReceiver();
    private final Tally tally = new Tally();
    private final Diary diary = new Diary(InstantSource.system());
    private final DkimKeys dkimKeys = new DkimKeys();
    private final SmtpServer smtp;
    private final InboxServer http;

    private Lab(LabOptions options) throws IOException {
        store = openStore(options.dataFolder());
        smtp = new SmtpServer(options.smtpPort(), receiver(options));
        http = new InboxServer(options.httpPort(), new Inbox(store, dkimKeys, diary, this::stats));
    }

    /**
     * Starts a lab; it listens when this returns.
     *
     * @throws IOException if a port is taken or the data folder cannot be used
     */
    public static Lab start(LabOptions options) throws IOException {
        return new Lab(options);
    }

    private static MailStore openStore(@Nullable Path folder) throws IOException {
        InstantSource clock = InstantSource.system();
        return folder == null ? new MailStore(CAPACITY, clock) : new MailStore(CAPACITY, clock, new MailLog(folder));
    }

    private SmtpReceiver receiver(LabOptions options) {
        if (options.mode() == LabOptions.Mode.SINK) {
            return sink;
        }
        WorldClock clock = new WorldClock(InstantSource.system(), options.speed());
        Mailroom.Deliveries deliveries =
                (sender, recipient, message) -> store.add(new Route(sender, recipient), message);
        return new Mailroom(options.providers(), new Dice(options.seed()), clock, deliveries, tally);
    }

    public InetSocketAddress smtpAddress() {
        return smtp.address();
    }

    /** Where the inbox is, without a slash at the end. */
    public URI inboxUrl() {
        return URI.create("http://127.0.0.1:" + http.address().getPort());
    }

    public MailStore mails() {
        return store;
    }

    public Diary diary() {
        return diary;
    }

    public DkimKeys dkimKeys() {
        return dkimKeys;
    }

    public LabStats stats() {
        return LabStats.of(store, tally, diary).plusSunk(sink.mails());
    }

    /** Stops listening at once; mails already answered with 250 are kept. */
    @Override
    public void close() {
        smtp.close();
        http.close();
        try {
            store.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}

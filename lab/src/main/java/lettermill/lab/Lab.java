package lettermill.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import lettermill.lab.dns.DnsServer;
import lettermill.lab.inbox.DkimKeys;
import lettermill.lab.inbox.Inbox;
import lettermill.lab.inbox.InboxServer;
import lettermill.lab.inbox.LabStats;
import lettermill.lab.inbox.MailLog;
import lettermill.lab.inbox.MailStore;
import lettermill.lab.inbox.StoredMail.Route;
import lettermill.lab.notice.Notices;
import lettermill.lab.people.People;
import lettermill.lab.smtp.SinkReceiver;
import lettermill.lab.smtp.SmtpReply;
import lettermill.lab.smtp.SmtpServer;
import lettermill.lab.world.Arrival;
import lettermill.lab.world.Diary;
import lettermill.lab.world.Dice;
import lettermill.lab.world.Errands;
import lettermill.lab.world.Mailroom;
import lettermill.lab.world.Tally;
import lettermill.lab.world.World;
import lettermill.lab.world.WorldClock;
import org.jspecify.annotations.Nullable;

/** A running lab. Tests start it in process; {@link LabMain} is the program. */
public final class Lab implements AutoCloseable {
    /** Mails kept whole; a campaign of the demo fits ten times. */
    static final int CAPACITY = 50_000;

    /** How long a provider tries before it gives up, in the world's time. */
    private static final Duration BOUNCE_DELAY = Duration.ofMinutes(5);

    private static final Duration AWAY_DELAY = Duration.ofMinutes(2);

    /** Of the addresses, those with an automatic answer. */
    private static final double AWAY_SHARE = 0.005;

    /** Enough for a lively demo, little enough for two cores that also send the mail. */
    private static final int ERRANDS_PER_SECOND = 400;

    private static final int ERRANDS_AT_ONCE = 4;

    private final MailStore store;
    private final SinkReceiver sink = new SinkReceiver();
    private final Tally tally = new Tally();
    private final DnsServer dns;
    private final DkimKeys dkimKeys;
    private final World world;
    private final Errands errands = new Errands(ERRANDS_PER_SECOND, ERRANDS_AT_ONCE);
    private final Notices notices;
    private final People people;
    private final Consumer<Arrival> onArrival;
    private final LabOptions.People readers;
    private final Mailroom mailroom;
    private final SmtpServer smtp;
    private final InboxServer http;

    private Lab(LabOptions options) throws IOException {
        InstantSource clock = options.clock();
        world = new World(
                options.providers(),
                new Dice(options.seed()),
                new WorldClock(clock, options.speed()),
                new Diary(clock));
        notices = new Notices(world, options.bounceListener(), options.complaintUrl(), options.complaintAddress());
        people = new People(world, options.allowedBaseUrls(), errands, notices);
        store = openStore(options.dataFolder(), clock);
        dns = openDns(options.dnsPort());
        dkimKeys = new DkimKeys(dns.zone());
        onArrival = options.arrivals();
        readers = options.people();
        mailroom = new Mailroom(world, this::deliver, tally);
        smtp = new SmtpServer(options.smtpPort(), options.mode() == LabOptions.Mode.SINK ? sink : mailroom);
        http = new InboxServer(options.httpPort(), new Inbox(store, dkimKeys, world.diary(), this::stats));
    }

    /**
     * Starts a lab; it listens when this returns.
     *
     * @throws IOException if a port is taken or the data folder cannot be used
     */
    public static Lab start(LabOptions options) throws IOException {
        Lab lab = new Lab(options);
        URI keys = options.dkimKeysUrl();
        if (keys != null) {
            lab.readDkimKeys(keys);
        }
        return lab;
    }

    private static DnsServer openDns(int port) throws IOException {
        try {
            return new DnsServer(port);
        } catch (UncheckedIOException taken) {
            throw taken.getCause();
        }
    }

    private static MailStore openStore(@Nullable Path folder, InstantSource clock) throws IOException {
        return folder == null ? new MailStore(CAPACITY, clock) : new MailStore(CAPACITY, clock, new MailLog(folder));
    }

    private void readDkimKeys(URI url) throws IOException {
        try (InputStream in = url.toURL().openStream()) {
            dkimKeys.publishJson(in.readAllBytes());
        } catch (IllegalArgumentException malformed) {
            close();
            throw new IOException(url + ": " + malformed.getMessage(), malformed);
        }
    }

    private void deliver(Mailroom.Taken mail, Arrival.Folder folder, byte[] message) {
        long id = store.add(new Route(mail.sender(), mail.recipient()), message).id();
        Arrival arrival = new Arrival(
                id,
                mail.sender(),
                mail.recipient(),
                mail.client(),
                folder,
                () -> store.find(id).map(stored -> stored.content().unpacked()).orElseGet(() -> new byte[0]));
        onArrival.accept(arrival);
        if (folder == Arrival.Folder.SPAM) {
            world.diary().write(Diary.Deed.SPAM_FOLDER, id, mail.recipient(), "");
        } else if (world.bouncesLater(mail.recipient())) {
            errands.schedule(world.clock().realDuration(BOUNCE_DELAY), () -> notices.bounce(arrival));
        } else if (readers == LabOptions.People.ON) {
            people.receive(arrival);
            if (world.dice().falls(AWAY_SHARE, "away", mail.recipient())) {
                errands.schedule(world.clock().realDuration(AWAY_DELAY), () -> notices.away(arrival));
            }
        }
    }

    public InetSocketAddress smtpAddress() {
        return smtp.address();
    }

    /** Where the inbox is, without a slash at the end. */
    public URI inboxUrl() {
        return URI.create("http://127.0.0.1:" + http.address().getPort());
    }

    /**
     * A mail from a vendor that sends for others; what it does with the answer is its business.
     *
     * @param sender an address of the domain in From
     */
    public SmtpReply offer(String sender, String recipient, byte[] content) {
        return mailroom.offer(sender, recipient, content);
    }

    /** The recipient calls this mail spam: the mailbox provider thinks less of its sender from now on. */
    public void complain(Arrival arrival) {
        mailroom.complained(arrival.sender(), arrival.recipient());
        world.diary().write(Diary.Deed.COMPLAINT, arrival.mailId(), arrival.recipient(), "");
    }

    public MailStore mails() {
        return store;
    }

    public Diary diary() {
        return world.diary();
    }

    public DkimKeys dkimKeys() {
        return dkimKeys;
    }

    /** The world's DNS. */
    public DnsServer dns() {
        return dns;
    }

    public LabStats stats() {
        return LabStats.of(store, tally, world.diary(), errands.waiting() + people.unplanned())
                .plusSunk(sink.mails());
    }

    /** Stops listening at once; mails already answered with 250 are kept. */
    @Override
    public void close() {
        smtp.close();
        http.close();
        dns.close();
        errands.close();
        people.close();
        notices.close();
        try {
            store.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}

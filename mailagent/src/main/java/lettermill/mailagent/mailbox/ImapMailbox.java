package lettermill.mailagent.mailbox;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Header;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.event.MessageCountAdapter;
import jakarta.mail.event.MessageCountEvent;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.search.AndTerm;
import jakarta.mail.search.FlagTerm;
import jakarta.mail.search.SearchTerm;
import java.io.IOException;
import java.io.InputStream;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import lettermill.wire.feedback.FeedbackDesk;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A mailbox at somebody's mail server to which bounces are delivered: read over IMAP (RFC 9051), and waited at by IDLE (RFC 2177).
 * The same addresses are believed as by the listener; they are found in the fields in which servers note whom a mail was
 * delivered to. A mail is deleted once it is stored; mail to nobody whom we expect is marked as read and left.
 */
public final class ImapMailbox implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ImapMailbox.class);

    /** Where servers note for whom they took a mail; To and Cc are what its sender wrote. */
    private static final String[] RECIPIENTS = {
        "Delivered-To", "X-Original-To", "X-Delivered-To", "Envelope-To", "X-Envelope-To", "X-Rcpt-To", "To", "Cc"
    };

    private static final SearchTerm NEW = new AndTerm(
            new FlagTerm(new Flags(Flags.Flag.SEEN), false), new FlagTerm(new Flags(Flags.Flag.DELETED), false));

    private static final Duration TO_CONNECT = Duration.ofSeconds(20);
    /** A silent line is given up and made anew after this; servers may end an IDLE after 30 minutes. */
    private static final Duration SILENCE = Duration.ofMinutes(9);

    private final ImapSettings settings;
    private final FeedbackDesk desk;
    private final Duration pause;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread reader;
    private volatile @Nullable IMAPStore line;
    private volatile String trouble = "";

    private ImapMailbox(ImapSettings settings, FeedbackDesk desk, Duration pause) {
        this.settings = settings;
        this.desk = desk;
        this.pause = pause;
        this.reader = Thread.ofPlatform().name("bounce-mailbox").unstarted(this::run);
    }

    /** Begins to read, and goes on until it is closed, whatever becomes of the server. */
    public static ImapMailbox open(ImapSettings settings, FeedbackDesk desk) {
        return open(settings, desk, Duration.ofMinutes(1));
    }

    /** @param pause after a failure, and between two looks at a server without IDLE */
    static ImapMailbox open(ImapSettings settings, FeedbackDesk desk, Duration pause) {
        ImapMailbox mailbox = new ImapMailbox(settings, desk, pause);
        mailbox.reader.start();
        return mailbox;
    }

    /** Why it cannot be read for the moment, in words; empty while it can, and before it was tried. */
    public String trouble() {
        return trouble;
    }

    private void run() {
        while (stop.getCount() > 0) {
            try (IMAPStore store = (IMAPStore) session().getStore()) {
                line = store;
                store.connect(settings.host(), settings.port(), settings.username(), settings.password());
                read(store);
            } catch (MessagingException | IOException | RuntimeException broken) {
                if (stop.getCount() > 0) {
                    trouble = "the mailbox of " + settings + " cannot be read: " + words(broken);
                    LOG.warn("The mailbox of {} cannot be read for the moment: {}", settings, broken.toString());
                }
            } catch (FeedbackDesk.UnavailableException away) {
                trouble = "mail in the mailbox of " + settings + " cannot be stored";
                LOG.warn("A mail that came back could not be stored; it stays in the mailbox until it can", away);
            }
            rest();
        }
    }

    /** Of all causes the one that says what to mend: the certificate's, where it is not believed. */
    private static String words(Exception broken) {
        for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return "its server's certificate is not believed: " + cause.getMessage();
            }
        }
        return String.valueOf(broken.getMessage());
    }

    private void rest() {
        try {
            boolean stopped = stop.await(pause.toMillis(), TimeUnit.MILLISECONDS);
            if (stopped) {
                LOG.debug("The mailbox of {} is read no more", settings);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            stop.countDown();
        }
    }

    /** Reads what is there, and what comes for as long as the line holds. */
    private void read(IMAPStore store) throws MessagingException, IOException, FeedbackDesk.UnavailableException {
        boolean goOn = true;
        while (goOn && stop.getCount() > 0) {
            // Closing removes what was deleted; a folder opened anew has no number of a mail that somebody removed
            // meanwhile.
            try (IMAPFolder folder = (IMAPFolder) store.getFolder(settings.folder())) {
                folder.addMessageCountListener(new MessageCountAdapter() {
                    @Override
                    public void messagesAdded(MessageCountEvent told) {
                        wake(folder);
                    }
                });
                folder.open(Folder.READ_WRITE);
                trouble = "";
                if (!takeNew(folder)) {
                    goOn = store.hasCapability("IDLE");
                    if (goOn) {
                        folder.idle(true);
                    }
                }
            }
        }
    }

    /** Ends an IDLE that has begun only after the server told of a mail, as any command does. */
    private static void wake(IMAPFolder folder) {
        try {
            folder.doCommand(protocol -> {
                protocol.simpleCommand("NOOP", null);
                return null;
            });
        } catch (MessagingException gone) {
            LOG.debug("The line is gone; its reader will see it too", gone);
        }
    }

    /**
     * True when there may be more: IDLE tells of nothing that the server has told already, with its answers to what was asked here.
     */
    private boolean takeNew(IMAPFolder folder)
            throws MessagingException, IOException, FeedbackDesk.UnavailableException {
        int before = folder.getMessageCount();
        Message[] unread = folder.search(NEW);
        for (Message mail : unread) {
            take((IMAPMessage) mail);
        }
        return unread.length > 0 || folder.getMessageCount() != before;
    }

    private void take(IMAPMessage mail) throws MessagingException, IOException, FeedbackDesk.UnavailableException {
        // Reading marks nothing: what cannot be stored now is found again.
        mail.setPeek(true);
        List<String> addresses = addresses(mail);
        if (addresses.isEmpty()) {
            mail.setFlag(Flags.Flag.SEEN, true);
            return;
        }
        try (InputStream content = mail.getMimeStream()) {
            Intake.take(desk, addresses, content.readNBytes(Intake.wanted(desk, addresses)));
        }
        mail.setFlags(new Flags(Flags.Flag.DELETED), true);
    }

    /** Those that are expected here; what is no address is passed over. */
    private List<String> addresses(IMAPMessage mail) throws MessagingException {
        Set<String> expected = new LinkedHashSet<>();
        for (Header field : Collections.list(mail.getMatchingHeaders(RECIPIENTS))) {
            for (InternetAddress address : InternetAddress.parseHeader(field.getValue(), false)) {
                if (address.getAddress() != null && desk.expects(address.getAddress())) {
                    expected.add(address.getAddress().toLowerCase(Locale.ROOT));
                }
            }
        }
        return new ArrayList<>(expected);
    }

    private Session session() {
        String protocol = settings.security() == ImapSettings.Security.TLS ? "imaps" : "imap";
        String prefix = "mail." + protocol + ".";
        Properties properties = new Properties();
        properties.put("mail.store.protocol", protocol);
        properties.put(prefix + "connectiontimeout", Long.toString(TO_CONNECT.toMillis()));
        properties.put(prefix + "timeout", Long.toString(SILENCE.toMillis()));
        properties.put(prefix + "writetimeout", Long.toString(TO_CONNECT.toMillis()));
        properties.put(prefix + "ssl.checkserveridentity", "true");
        if (settings.trusted() != null) {
            properties.put(prefix + "ssl.socketFactory", settings.trusted().getSocketFactory());
        }
        if (settings.security() == ImapSettings.Security.STARTTLS) {
            properties.put(prefix + "starttls.enable", "true");
            properties.put(prefix + "starttls.required", "true");
        }
        return Session.getInstance(properties);
    }

    /** Ends reading; a mail in the middle of it stays in the mailbox. */
    @Override
    public void close() {
        stop.countDown();
        IMAPStore open = line;
        if (open != null) {
            try {
                open.close();
            } catch (MessagingException alreadyGone) {
                LOG.debug("The line was gone", alreadyGone);
            }
        }
        try {
            reader.join(TO_CONNECT);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}

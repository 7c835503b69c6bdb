package lettermill.lab.inbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import lettermill.lab.inbox.StoredMail.Route;
import lettermill.lab.inbox.StoredMail.Summary;
import lettermill.lab.letter.HeaderBlock;
import org.jspecify.annotations.Nullable;

/** All mails that arrived: the newest ones whole, all of them counted. */
public final class MailStore implements AutoCloseable {
    /** Compressed mails take at most this much of the heap. */
    private static final long MAX_BYTES = 128L << 20;

    private final ConcurrentNavigableMap<Long, StoredMail> mails = new ConcurrentSkipListMap<>();
    private final Set<String> messageIds = new HashSet<>();
    private final Set<String> recipients = new HashSet<>();
    private final List<Receipt> receipts = new ArrayList<>();
    private final InstantSource clock;
    private final int capacity;
    private final @Nullable MailLog log;
    private long duplicateMessageIds;
    private long repeatedRecipients;
    private long storedBytes;
    private long lastId;

    /** What is remembered of every mail, also of those that fell out of the store. */
    public record Receipt(String messageId, String recipient, Instant receivedAt) {}

    /**
     * Counts over all mails since the last {@link #clear()}.
     *
     * @param received one for each recipient of each mail
     * @param duplicateMessageIds mails beyond the first with the same Message-ID to the same recipient
     * @param repeatedRecipients mails beyond the first to the same recipient
     */
    public record Counts(long received, long duplicateMessageIds, long repeatedRecipients) {}

    /**
     * A store without a file.
     *
     * @param capacity the oldest mail leaves when there are more, or when they take more than 128 MB, compressed
     */
    public MailStore(int capacity, InstantSource clock) {
        this.capacity = capacity;
        this.clock = clock;
        this.log = null;
    }

    /**
     * A store that continues with the mails of the log and appends to it.
     *
     * @throws IOException if the log cannot be read
     */
    public MailStore(int capacity, InstantSource clock, MailLog log) throws IOException {
        this.capacity = capacity;
        this.clock = clock;
        this.log = log;
        log.readAll(this::remember);
    }

    /** Keeps a mail and returns it as stored; a log that cannot be written to is an {@link UncheckedIOException}. */
    public synchronized StoredMail add(Route route, byte[] message) {
        Instant now = clock.instant();
        PackedContent content = PackedContent.of(message);
        if (log != null) {
            try {
                log.append(new MailLog.Entry(now, route, content));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
        return remember(now, route, content, HeaderBlock.of(message));
    }

    private void remember(MailLog.Entry entry) {
        remember(
                entry.receivedAt(),
                entry.route(),
                entry.content(),
                HeaderBlock.of(entry.content().unpacked()));
    }

    private synchronized StoredMail remember(Instant at, Route route, PackedContent content, HeaderBlock header) {
        StoredMail mail = new StoredMail(++lastId, at, route, Summary.of(header), content);
        mails.put(mail.id(), mail);
        storedBytes += content.deflated().length;
        while (mails.size() > capacity || (storedBytes > MAX_BYTES && mails.size() > 1)) {
            storedBytes -= mails.pollFirstEntry().getValue().content().deflated().length;
        }
        String recipient = route.recipient().toLowerCase(Locale.ROOT);
        String messageId = mail.summary().messageId();
        if (!messageId.isEmpty() && !messageIds.add(messageId + " " + recipient)) {
            duplicateMessageIds++;
        }
        if (!recipients.add(recipient)) {
            repeatedRecipients++;
        }
        receipts.add(new Receipt(messageId, route.recipient(), at));
        return mail;
    }

    public Optional<StoredMail> find(long id) {
        return Optional.ofNullable(mails.get(id));
    }

    /** All stored mails, newest first; a live view. */
    public Collection<StoredMail> newestFirst() {
        return mails.descendingMap().values();
    }

    /** Stored mails older than the one with that id, newest first; a live view. */
    public Collection<StoredMail> olderThan(long id) {
        return mails.headMap(id, false).descendingMap().values();
    }

    /** How many mails are stored whole. */
    public int size() {
        return mails.size();
    }

    public synchronized Counts counts() {
        return new Counts(receipts.size(), duplicateMessageIds, repeatedRecipients);
    }

    /** Every mail that arrived since the last {@link #clear()}, oldest first. */
    public synchronized List<Receipt> receipts() {
        return List.copyOf(receipts);
    }

    /** Forgets everything, in the file too; ids go on counting. */
    public synchronized void clear() throws IOException {
        if (log != null) {
            log.clear();
        }
        mails.clear();
        storedBytes = 0;
        messageIds.clear();
        recipients.clear();
        receipts.clear();
        duplicateMessageIds = 0;
        repeatedRecipients = 0;
    }

    @Override
    public void close() throws IOException {
        if (log != null) {
            log.close();
        }
    }
}

package lettermill.lab.inbox;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds mails by a piece of text in recipient, subject, sender or Message-ID. */
final class MailSearch {
    private MailSearch() {}

    /**
     * A page of mails, newest first.
     *
     * @param next pass it as {@code after} for the next page; null on the last one
     */
    record Page(List<StoredMail> mails, @Nullable Long next) {}

    /** @param after only mails older than this id; 0 starts at the newest */
    static Page page(MailStore store, String search, long after, int limit) {
        String wanted = search.toLowerCase(Locale.ROOT);
        Collection<StoredMail> candidates = after > 0 ? store.olderThan(after) : store.newestFirst();
        List<StoredMail> found = candidates.stream()
                .filter(mail -> wanted.isEmpty() || matches(mail, wanted))
                .limit(limit + 1L)
                .toList();
        boolean more = found.size() > limit;
        List<StoredMail> page = more ? found.subList(0, limit) : found;
        return new Page(page, more ? page.getLast().id() : null);
    }

    private static boolean matches(StoredMail mail, String wanted) {
        return contains(mail.route().recipient(), wanted)
                || contains(mail.summary().subject(), wanted)
                || contains(mail.summary().from(), wanted)
                || contains(mail.summary().messageId(), wanted);
    }

    private static boolean contains(String text, String wanted) {
        return text.toLowerCase(Locale.ROOT).contains(wanted);
    }
}

package lettermill.mailagent.blocklist;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import lettermill.mailagent.dns.Answer;
import lettermill.mailagent.dns.DnsClient;
import lettermill.mailagent.dns.Family;
import lettermill.mailagent.dns.Inquiry;
import lettermill.wire.blocklist.Blocklist;
import lettermill.wire.blocklist.Blocklist.Content;

/**
 * The entries by which a list shows that it is alive (RFC 5782 section 5): a list of addresses has 127.0.0.2 and not 127.0.0.1, one of
 * domains never has "invalid". A list that was given up either answers nothing or, in the end, lists the whole world. Lists
 * of domains have no entry in common that has to be there.
 */
final class SelfTests {

    private static final long KEPT = Duration.ofHours(1).toNanos();
    private static final Duration LIMIT = Duration.ofSeconds(4);

    private final DnsClient resolver;
    private final Map<String, Tested> known = new ConcurrentHashMap<>();

    /** @param at of {@link System#nanoTime} */
    private record Tested(Optional<String> trouble, long at) {}

    SelfTests(DnsClient resolver) {
        this.resolver = resolver;
    }

    /** Why a list cannot be believed; empty if it can. */
    Optional<String> trouble(Blocklist list) {
        Tested before = known.get(list.zone());
        if (before != null && System.nanoTime() - before.at() < KEPT) {
            return before.trouble();
        }
        Optional<String> trouble = test(list);
        if (trouble.isEmpty()) {
            known.put(list.zone(), new Tested(trouble, System.nanoTime()));
        }
        return trouble;
    }

    private Optional<String> test(Blocklist list) {
        Inquiry inquiry = resolver.inquire(LIMIT);
        boolean addresses = list.content() == Content.ADDRESSES;
        Answer<InetAddress> never =
                inquiry.addresses((addresses ? "1.0.0.127." : "invalid.") + list.zone(), Family.IP4);
        if (never instanceof Answer.Failed<InetAddress>) {
            return Optional.of("the list does not answer its test");
        }
        if (!never.values().isEmpty()) {
            return Optional.of("the list lists everything: it has been given up, or the resolver makes answers up");
        }
        if (addresses
                && inquiry.addresses("2.0.0.127." + list.zone(), Family.IP4)
                        .values()
                        .isEmpty()) {
            return Optional.of("the list lacks its test entry: it has been given up, or its zone is misspelt");
        }
        return Optional.empty();
    }
}

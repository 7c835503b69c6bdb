package lettermill.mailagent.blocklist;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import lettermill.mailagent.dns.Answer;
import lettermill.mailagent.dns.DnsClient;
import lettermill.mailagent.dns.DnsNames;
import lettermill.mailagent.dns.Family;
import lettermill.mailagent.dns.Inquiry;
import lettermill.mailagent.mime.DomainNames;
import lettermill.wire.blocklist.Blocklist;
import lettermill.wire.blocklist.Blocklist.Content;
import lettermill.wire.blocklist.BlocklistAnswer;
import lettermill.wire.blocklist.BlocklistAnswer.Verdict;
import lettermill.wire.blocklist.BlocklistQuestion;
import lettermill.wire.blocklist.BlocklistQuestion.Kind;

/** Asks all lists of a question at once, each by an inquiry of its own. Safe for use by several threads. */
public final class BlocklistChecker {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int MOST_ADDRESSES = 8;
    private static final int LONGEST_DETAIL = 300;

    private final DnsClient resolver;
    private final SelfTests tests;

    public BlocklistChecker(DnsClient resolver) {
        this.resolver = resolver;
        this.tests = new SelfTests(resolver);
    }

    /** A thing with the labels under which lists file it. */
    private record Filed(String subject, String labels) {}

    public List<BlocklistAnswer> check(BlocklistQuestion question) {
        Content content = question.kind() == Kind.DOMAIN ? Content.DOMAINS : Content.ADDRESSES;
        List<Filed> subjects = content == Content.DOMAINS
                ? List.of(new Filed(question.subject(), DomainNames.toAscii(question.subject())))
                : addresses(question).stream()
                        .filter(BlocklistChecker::isPublic)
                        .map(address -> new Filed(address.getHostAddress(), DnsNames.reversed(address)))
                        .toList();
        List<Future<BlocklistAnswer>> asked = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Filed subject : subjects) {
                for (Blocklist list : question.lists()) {
                    if (list.content() == content) {
                        asked.add(threads.submit(() -> ask(subject, list)));
                    }
                }
            }
        }
        return asked.stream().map(BlocklistChecker::answer).toList();
    }

    private static BlocklistAnswer answer(Future<BlocklistAnswer> done) {
        try {
            return done.get();
        } catch (InterruptedException | ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private List<InetAddress> addresses(BlocklistQuestion question) {
        try {
            return List.of(InetAddress.ofLiteral(question.subject()));
        } catch (IllegalArgumentException name) {
            Inquiry inquiry = resolver.inquire(LIMIT);
            List<InetAddress> found = new ArrayList<>();
            for (Family family : Family.values()) {
                found.addAll(inquiry.addresses(DomainNames.toAscii(question.subject()), family)
                        .values());
            }
            return found.stream().limit(MOST_ADDRESSES).toList();
        }
    }

    private static boolean isPublic(InetAddress address) {
        byte[] octets = address.getAddress();
        boolean uniqueLocal = octets.length > Integer.BYTES && (octets[0] & 0xFE) == 0xFC;
        return !(uniqueLocal
                || address.isLoopbackAddress()
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress());
    }

    private BlocklistAnswer ask(Filed filed, Blocklist list) {
        Inquiry inquiry = resolver.inquire(LIMIT);
        String name = filed.labels() + "." + list.zone();
        long begin = System.nanoTime();
        Answer<InetAddress> answer = inquiry.addresses(name, Family.IP4);
        long took = Duration.ofNanos(System.nanoTime() - begin).toMillis();
        List<String> codes = answer.values().stream()
                .map(InetAddress::getHostAddress)
                .sorted()
                .toList();
        Optional<String> trouble = switch (answer) {
            case Answer.Failed<InetAddress> failed -> Optional.of(words(failed.why()));
            case Answer.Found<InetAddress> found ->
                found.values().stream()
                        .flatMap(code -> ListingCode.refusal(code, list.content()).stream())
                        .findFirst();
            case Answer.Absent<InetAddress> absent -> Optional.empty();
        };
        if (trouble.isEmpty()) {
            trouble = tests.trouble(list);
        }
        if (trouble.isPresent()) {
            return new BlocklistAnswer(filed.subject(), list.name(), Verdict.UNKNOWN, codes, trouble.get(), took);
        }
        return codes.isEmpty()
                ? new BlocklistAnswer(filed.subject(), list.name(), Verdict.CLEAN, codes, "", took)
                : new BlocklistAnswer(filed.subject(), list.name(), Verdict.LISTED, codes, reason(inquiry, name), took);
    }

    /** The list's own words (RFC 5782 section 2.1). */
    private static String reason(Inquiry inquiry, String name) {
        String text = String.join(" ", inquiry.texts(name).values()).replace('\0', ' ');
        return text.length() > LONGEST_DETAIL ? text.substring(0, LONGEST_DETAIL) : text;
    }

    /** Without the names that were asked, which may hold a key. */
    private static String words(Answer.Failure why) {
        return switch (why) {
            case SILENCE -> "no answer in time";
            case SERVER_FAILURE -> "the resolver could not ask the list";
            case ALIAS_LOOP -> "aliases without end";
            case NONSENSE -> "the answer is of no use";
        };
    }
}

package lettermill.mailbox;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import lettermill.base.Problem;
import lettermill.mailbox.HostedDomains.Hosted;
import lettermill.wire.MailAgent;
import lettermill.wire.domain.MailHosts;
import lettermill.wire.domain.MailHosts.Known;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Knows who runs the mailboxes of a domain: by the domain itself, else by its MX records once somebody has looked. */
@Service
public class Mailboxes {

    private static final Logger LOG = LoggerFactory.getLogger(Mailboxes.class);

    /** Companies move their mail seldom; what was known holds until DNS says something else. */
    private static final Duration FRESH = Duration.ofDays(1);
    /** After a silence DNS is left in peace. */
    private static final Duration SILENCE = Duration.ofMinutes(5);
    /** Domains that one call of {@link #learn} asks for: the next one goes on. */
    private static final int MOST_LEARNED = 5_000;

    private static final int REMEMBERED = 100_000;

    private final HostedDomains hosted;
    private final MailAgent agent;
    private final Clock clock;
    /** What the table says, so that a batch costs no statement for domains that were mailed a moment ago. */
    private final Cache<String, MailboxProvider> recent = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(Duration.ofMinutes(10))
            .build();

    private volatile Instant silentUntil = Instant.MIN;

    Mailboxes(HostedDomains hosted, MailAgent agent, Clock clock) {
        this.hosted = hosted;
        this.agent = agent;
        this.clock = clock;
    }

    /**
     * Who runs the mailboxes of some domains, by what is known; one statement at most.
     *
     * @param domains A-labels in lower case
     * @return one for each; OTHER for those that nobody knows yet
     */
    public Map<String, MailboxProvider> of(Collection<String> domains) {
        Map<String, MailboxProvider> found = new HashMap<>();
        Set<String> open = new HashSet<>();
        for (String domain : domains) {
            MailboxProvider known = MailboxProvider.ofDomain(domain).orElse(recent.getIfPresent(domain));
            if (known == null) {
                open.add(domain);
            } else {
                found.put(domain, known);
            }
        }
        if (!open.isEmpty()) {
            hosted.find(open).forEach(row -> found.put(row.domain(), row.provider()));
            for (String domain : open) {
                recent.put(domain, found.computeIfAbsent(domain, unknown -> MailboxProvider.OTHER));
            }
        }
        return found;
    }

    /** Has MailAgent look up those that are not known, or not since yesterday. Takes seconds; nobody who sends calls it. */
    public void learn(Collection<String> domains) {
        Instant now = clock.instant();
        if (now.isBefore(silentUntil)) {
            return;
        }
        Set<String> open = new TreeSet<>();
        domains.stream()
                .filter(domain -> MailboxProvider.ofDomain(domain).isEmpty())
                .forEach(open::add);
        for (Hosted row : open.isEmpty() ? List.<Hosted>of() : hosted.find(open)) {
            if (row.checkedAt().isAfter(now.minus(FRESH))) {
                open.remove(row.domain());
            }
        }
        List<String> asked = open.stream().limit(MOST_LEARNED).toList();
        for (int first = 0; first < asked.size(); first += MailAgent.MOST_DOMAINS) {
            if (!ask(asked.subList(first, Math.min(first + MailAgent.MOST_DOMAINS, asked.size())), now)) {
                silentUntil = now.plus(SILENCE);
                return;
            }
        }
    }

    /** False if nobody answered anything. */
    private boolean ask(List<String> domains, Instant now) {
        List<MailHosts> answers = new ArrayList<>();
        try {
            answers.addAll(agent.mailHosts(domains));
        } catch (Problem.Unavailable away) {
            LOG.info("Nobody can look up where recipients have their mail: {}", away.getMessage());
        }
        Map<String, MailboxProvider> found = new HashMap<>();
        for (MailHosts answer : answers) {
            if (answer.known() != Known.UNKNOWN) {
                found.put(answer.domain(), MailboxProvider.ofHosts(answer.hosts()));
            }
        }
        if (!found.isEmpty()) {
            hosted.save(found, now);
            recent.putAll(found);
        }
        return !found.isEmpty();
    }
}

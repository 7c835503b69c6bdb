package lettermill.reputation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import lettermill.ledger.outcome.MailOutcomes;
import lettermill.ledger.outcome.Outcomes;
import lettermill.ledger.outcome.Span;
import lettermill.mailbox.MailboxProvider;
import lettermill.mailbox.Mailboxes;
import org.springframework.stereotype.Component;

/**
 * Keeps the days close behind the ledger. Each date of which anything new became known is counted anew as a whole, however long
 * ago it is, and today and yesterday in any case, since mail settles by the mere passing of time. So a count that is repeated,
 * or comes days late, gives the same rows.
 */
@Component
class HealthCount {

    /** Facts that are looked through at once. */
    private static final long FACTS = 200_000;

    /** Dates that are counted in a statement. */
    private static final int DATES = 200;

    private final Changes changes;
    private final MailOutcomes outcomes;
    private final HealthDays days;
    private final Mailboxes mailboxes;

    HealthCount(Changes changes, MailOutcomes outcomes, HealthDays days, Mailboxes mailboxes) {
        this.mailboxes = mailboxes;
        this.changes = changes;
        this.outcomes = outcomes;
        this.days = days;
    }

    private record DomainDate(Rated domain, LocalDate date) {}

    /** False if it was stopped before the end; the next run goes on from there. */
    boolean run(List<Rated> domains, Instant now, BooleanSupplier stopping) {
        Map<UUID, Rated> byId = domains.stream().collect(Collectors.toMap(Rated::domain, Function.identity()));
        long settled = changes.settled(now);
        for (long done = changes.progress(); done < settled; ) {
            long until = Math.min(done + FACTS, settled);
            if (!count(List.copyOf(changed(byId, done, until)), now, stopping)) {
                return false;
            }
            changes.moveTo(until, now);
            done = until;
        }
        List<DomainDate> recent = domains.stream()
                .flatMap(domain -> List.of(domain.date(now).minusDays(1), domain.date(now)).stream()
                        .map(date -> new DomainDate(domain, date)))
                .toList();
        return count(recent, now, stopping);
    }

    private Set<DomainDate> changed(Map<UUID, Rated> byId, long after, long until) {
        Set<DomainDate> dates = new LinkedHashSet<>();
        for (Changes.Quarter quarter : changes.between(after, until)) {
            Rated domain = byId.get(quarter.domain());
            if (domain != null) {
                dates.add(new DomainDate(domain, domain.date(quarter.at())));
            }
        }
        return dates;
    }

    private boolean count(List<DomainDate> dates, Instant now, BooleanSupplier stopping) {
        for (int first = 0; first < dates.size(); first += DATES) {
            if (stopping.getAsBoolean()) {
                return false;
            }
            count(dates.subList(first, Math.min(first + DATES, dates.size())), now);
        }
        return true;
    }

    private void count(List<DomainDate> dates, Instant now) {
        List<Span> spans =
                dates.stream().map(each -> each.domain().span(each.date())).toList();
        Map<Span, Map<String, Outcomes>> found =
                outcomes.byRecipientDomain(spans, groups(spans), MailboxProvider.OTHER.name(), now);
        List<HealthDay> counted = new ArrayList<>();
        for (int i = 0; i < dates.size(); i++) {
            Map<MailboxProvider, Outcomes> parts = new HashMap<>();
            Objects.requireNonNull(found.get(spans.get(i)))
                    .forEach((name, figures) -> parts.put(MailboxProvider.valueOf(name), figures));
            Rated domain = dates.get(i).domain();
            counted.add(new HealthDay(
                    domain.workspace(), domain.domain(), dates.get(i).date(), parts));
        }
        days.replace(counted, now);
    }

    /** Where the mail of some spans went; whoever is not here is one of all the others. */
    private Map<String, String> groups(List<Span> spans) {
        Set<String> destinations = outcomes.destinations(spans);
        mailboxes.learn(destinations);
        Map<String, String> groups = new HashMap<>();
        mailboxes.of(destinations).forEach((domain, provider) -> {
            if (provider != MailboxProvider.OTHER) {
                groups.put(domain, provider.name());
            }
        });
        return groups;
    }
}

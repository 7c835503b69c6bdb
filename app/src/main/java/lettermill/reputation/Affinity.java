package lettermill.reputation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lettermill.ledger.outcome.Outcomes;
import lettermill.mailbox.MailboxProvider;
import lettermill.sender.standing.MailboxScores;
import lettermill.sender.standing.StandingService;
import org.springframework.stereotype.Component;

/**
 * Scores what single mailbox providers make of domains' mail, by the rule and the dates of a domain's health. Where less mail went than
 * {@value #MIN_MAILS} nothing is said. OTHER is many providers, who have no opinion in common.
 */
@Component
class Affinity {

    /** Of the last dates; five times what a single date's rates are judged from, as a whole provider is avoided by it. */
    static final int MIN_MAILS = 100;

    private final HealthDays days;
    private final StandingService standing;

    Affinity(HealthDays days, StandingService standing) {
        this.days = days;
        this.standing = standing;
    }

    void look(List<Rated> domains, Instant now) {
        LocalDate earliest = domains.stream()
                .map(domain -> domain.date(now).minusDays(HealthWatch.WINDOW - 1))
                .min(LocalDate::compareTo)
                .orElse(LocalDate.EPOCH);
        Map<UUID, List<HealthDays.Part>> known =
                days.partsSince(domains.stream().map(Rated::domain).toList(), earliest);
        List<MailboxScores> scores = new ArrayList<>();
        for (Rated domain : domains) {
            List<HealthDays.Part> parts = known.getOrDefault(domain.domain(), List.of());
            scores.add(new MailboxScores(domain.workspace(), domain.domain(), scores(domain, parts, now), now));
        }
        standing.score(scores);
    }

    private static Map<String, Integer> scores(Rated domain, List<HealthDays.Part> parts, Instant now) {
        LocalDate from = domain.date(now).minusDays(HealthWatch.WINDOW - 1);
        Instant resumed = domain.resumedAt();
        // The date on which somebody resumed it is not told apart by the hour: it counts for nobody.
        LocalDate first = resumed == null || domain.date(resumed).isBefore(from)
                ? from
                : domain.date(resumed).plusDays(1);
        Map<MailboxProvider, Outcomes> sums = new HashMap<>();
        parts.stream()
                .filter(part -> !part.date().isBefore(first) && part.provider() != MailboxProvider.OTHER)
                .forEach(part -> sums.merge(part.provider(), part.outcomes(), Outcomes::plus));
        Map<String, Integer> scores = new HashMap<>();
        sums.forEach((provider, figures) -> {
            if (figures.attempted() >= MIN_MAILS) {
                scores.put(provider.name(), HealthScore.of(figures).score());
            }
        });
        return scores;
    }
}

package lettermill.reputation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import lettermill.ledger.outcome.MailOutcomes;
import lettermill.ledger.outcome.Outcomes;
import lettermill.ledger.outcome.Span;
import lettermill.sender.HealthStatus;
import lettermill.sender.standing.DomainRating;
import lettermill.sender.standing.StandingService;
import org.springframework.stereotype.Component;

/**
 * Rates domains by their last dates, and pauses those in CRITICAL health. What left before a person last resumed a domain is not
 * held against it.
 */
@Component
class HealthWatch {

    /** Dates that a domain's standing is made of, today among them: one quiet day is no recovery. */
    static final int WINDOW = 7;

    private final HealthDays days;
    private final MailOutcomes outcomes;
    private final StandingService standing;

    HealthWatch(HealthDays days, MailOutcomes outcomes, StandingService standing) {
        this.days = days;
        this.outcomes = outcomes;
        this.standing = standing;
    }

    /** What is held against a domain, and since when. */
    private record Judgement(HealthScore health, Outcomes figures, String span) {}

    void look(List<Rated> domains, Instant now) {
        LocalDate earliest = domains.stream()
                .map(domain -> domain.date(now).minusDays(WINDOW - 1))
                .min(LocalDate::compareTo)
                .orElse(LocalDate.EPOCH);
        Map<UUID, Map<LocalDate, Outcomes>> known =
                days.since(domains.stream().map(Rated::domain).toList(), earliest);
        Map<Span, Outcomes> resumed = outcomes.of(
                domains.stream()
                        .flatMap(domain -> sinceResumption(domain, now).stream())
                        .toList(),
                now);
        List<DomainRating> ratings = new ArrayList<>();
        for (Rated domain : domains) {
            Judgement judged = judge(domain, known.getOrDefault(domain.domain(), Map.of()), resumed, now);
            HealthScore health = judged.health();
            if (health.score() != domain.score()) {
                String words = judged.span() + ": " + HealthScore.words(judged.figures(), health);
                ratings.add(new DomainRating(
                        domain.workspace(), domain.domain(), health.score(), health.status(), words, now));
            }
        }
        standing.rate(ratings, HealthJob.ACTIVITY);
    }

    /** The rest of the date on which a person resumed it; empty when that is too long ago to matter. */
    private static Optional<Span> sinceResumption(Rated domain, Instant now) {
        Instant at = domain.resumedAt();
        return at == null || domain.date(at).isBefore(domain.date(now).minusDays(WINDOW - 1))
                ? Optional.empty()
                : Optional.of(domain.span(domain.date(at)).since(at));
    }

    private static Judgement judge(
            Rated domain, Map<LocalDate, Outcomes> known, Map<Span, Outcomes> resumed, Instant now) {
        LocalDate today = domain.date(now);
        // A week of good mail must not hide a day that nothing can excuse.
        for (LocalDate date : List.of(today, today.minusDays(1))) {
            Outcomes figures = held(domain, date, known, resumed);
            HealthScore health = HealthScore.of(figures);
            if (health.status() == HealthStatus.CRITICAL) {
                return new Judgement(health, figures, date.toString());
            }
        }
        Outcomes week = Stream.iterate(today, date -> date.minusDays(1))
                .limit(WINDOW)
                .map(date -> held(domain, date, known, resumed))
                .reduce(Outcomes.NONE, Outcomes::plus);
        return new Judgement(HealthScore.of(week), week, today.minusDays(WINDOW - 1) + " to " + today);
    }

    private static Outcomes held(
            Rated domain, LocalDate date, Map<LocalDate, Outcomes> known, Map<Span, Outcomes> resumed) {
        Instant at = domain.resumedAt();
        LocalDate resumption = at == null ? LocalDate.MIN : domain.date(at);
        if (at != null && date.equals(resumption)) {
            return resumed.getOrDefault(domain.span(date).since(at), Outcomes.NONE);
        }
        return date.isBefore(resumption) ? Outcomes.NONE : known.getOrDefault(date, Outcomes.NONE);
    }
}

package lettermill.sender.standing;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import lettermill.base.Problem;
import lettermill.base.WorkspaceId;
import lettermill.sender.HealthStatus;
import lettermill.sender.SenderService;
import lettermill.sender.SendingDomain;
import lettermill.workspace.Access;
import lettermill.workspace.Audit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The one place where domains are paused and resumed, and where what is allowed them is written. */
@Service
public class StandingService {

    private final Standings standings;
    private final SenderService senders;
    private final Audit audit;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    StandingService(
            Standings standings, SenderService senders, Audit audit, ApplicationEventPublisher publisher, Clock clock) {
        this.standings = standings;
        this.senders = senders;
        this.audit = audit;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** Makes other changes of these domains wait for the end of the caller's transaction. */
    @Transactional
    public void lock(Collection<UUID> domains) {
        standings.lock(domains);
    }

    /** Writes where the warming of many domains is; a paused domain stays paused. */
    @Transactional
    public void warm(List<WarmingState> states) {
        standings.warm(states, clock.instant());
    }

    /** A person pauses a domain; nothing happens if it is paused already. */
    @Transactional
    public SendingDomain pause(Access access, UUID domain, @Nullable String note) {
        pause(access.workspace(), domain, PauseCause.PERSON, access.actor(), PauseNote.ofPause(note));
        return senders.domain(access.workspace(), domain);
    }

    /**
     * Pauses a domain, until a person resumes it.
     *
     * @return false if it is paused already; the first reason stays
     */
    @Transactional
    public boolean pause(WorkspaceId workspace, UUID domain, PauseCause cause, String actor, String reason) {
        SendingDomain before = senders.domain(workspace, domain);
        boolean paused = standings.pause(workspace, domain, actor, reason, clock.instant());
        if (paused) {
            audit.record(workspace, actor, "domain.pause", domain.toString(), before.host() + ": " + reason);
            publisher.publishEvent(new DomainPaused(workspace, domain, before.host(), cause, actor, reason));
        }
        return paused;
    }

    /**
     * Lets a paused domain send again. What left before is not held against it any more.
     *
     * @throws Problem.Invalid without a note
     * @throws Problem.Conflict when it is not paused
     */
    @Transactional
    public SendingDomain resume(Access access, UUID domain, @Nullable String note) {
        String why = PauseNote.ofResumption(note);
        SendingDomain before = senders.domain(access.workspace(), domain);
        if (!standings.resume(access.workspace(), domain, clock.instant())) {
            throw new Problem.Conflict(before.host() + " is not paused: it is " + before.status() + ".");
        }
        audit.record(access, "domain.resume", domain.toString(), before.host() + ": " + why);
        publisher.publishEvent(new DomainResumed(access.workspace(), domain, why));
        return senders.domain(access.workspace(), domain);
    }

    /**
     * Writes what domains' mail comes to, notes each change of a tier, and pauses what is CRITICAL. One paused already stays as it
     * is, with its first reason.
     *
     * @param actor who rates
     */
    @Transactional
    public void rate(List<DomainRating> ratings, String actor) {
        Map<UUID, DomainRating> byDomain =
                ratings.stream().collect(Collectors.toMap(DomainRating::domain, Function.identity()));
        standings.lock(byDomain.keySet());
        for (Standings.Before before : standings.rate(ratings, clock.instant())) {
            DomainRating rating = Objects.requireNonNull(byDomain.get(before.domain()));
            if (rating.status() != before.status()) {
                changed(before, rating, actor);
            }
            if (rating.status() == HealthStatus.CRITICAL) {
                pause(before.workspace(), before.domain(), PauseCause.HEALTH, actor, rating.words());
            }
        }
    }

    /** Writes how single mailbox providers take domains' mail; routing goes by it, and nothing is paused for it. */
    @Transactional
    public void score(List<MailboxScores> scores) {
        standings.lock(scores.stream().map(MailboxScores::domain).toList());
        standings.score(scores, clock.instant());
    }

    private void changed(Standings.Before before, DomainRating rating, String actor) {
        String words = before.host() + ": " + before.status() + " -> " + rating.status() + ", " + rating.words();
        audit.record(before.workspace(), actor, "domain.health", before.domain().toString(), words);
        publisher.publishEvent(new DomainTierChanged(
                before.workspace(),
                before.domain(),
                before.host(),
                before.status(),
                rating.status(),
                rating.score(),
                rating.words()));
    }

    /** Starts the counters of days that are over at 0. The counters carry their dates, so none waits for this. */
    @Transactional
    public int resetCounters(Map<String, LocalDate> dates) {
        return standings.resetCounters(dates);
    }
}

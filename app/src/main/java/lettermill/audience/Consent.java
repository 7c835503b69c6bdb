package lettermill.audience;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lettermill.base.MessageId;
import lettermill.base.Page;
import lettermill.base.Problem;
import lettermill.base.SubscriberId;
import lettermill.base.WorkspaceId;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Changes what a person has agreed to; each change leaves a row in the history. Repeating one changes nothing. */
@Service
public class Consent {

    private static final int MOST_CHANGES = 200;
    private static final Duration CHANGES_COUNT = Duration.ofHours(1);

    private final Consents consents;
    private final ConsentHistory history;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    Consent(Consents consents, ConsentHistory history, ApplicationEventPublisher publisher, Clock clock) {
        this.consents = consents;
        this.history = history;
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * Published in the transaction that changed where people stand; an import tells of nobody.
     *
     * @param change the same of all of them
     */
    public record Changed(
            WorkspaceId workspace,
            ConsentChange change,
            UnsubscribeSource source,
            List<SubscriberId> people,
            Instant at) {}

    /**
     * Ends the mailing of a person, whatever the category. Somebody who left before, in any way, stays as they are.
     *
     * @param message the mail that led to it, if one did
     * @throws Problem.NotFound when the workspace has no such person
     */
    @Transactional
    public void unsubscribe(
            WorkspaceId workspace, SubscriberId person, UnsubscribeSource source, @Nullable MessageId message) {
        unsubscribe(workspace, person, Evidence.of(source, message));
    }

    /** As {@link #unsubscribe(WorkspaceId, SubscriberId, UnsubscribeSource, MessageId)}, with words for the history. */
    @Transactional
    public void unsubscribe(WorkspaceId workspace, SubscriberId person, Evidence evidence) {
        if (!status(workspace, person).left()) {
            change(workspace, person, SubscriberStatus.UNSUBSCRIBED, ConsentChange.UNSUBSCRIBED, evidence);
        }
    }

    /**
     * Takes a person back who wants it: from UNSUBSCRIBED always; from COMPLAINED only by an act of their own (LINK or
     * PREFERENCE_CENTER); from BOUNCED only by a user (API), who knows the mailbox exists now. PENDING becomes ACTIVE.
     *
     * @throws Problem.NotFound when the workspace has no such person
     * @throws Problem.Conflict when this source can't take them back
     */
    @Transactional
    public void resubscribe(
            WorkspaceId workspace, SubscriberId person, UnsubscribeSource source, @Nullable MessageId message) {
        resubscribe(workspace, person, Evidence.of(source, message));
    }

    /** As {@link #resubscribe(WorkspaceId, SubscriberId, UnsubscribeSource, MessageId)}, with words for the history. */
    @Transactional
    public void resubscribe(WorkspaceId workspace, SubscriberId person, Evidence evidence) {
        boolean own = evidence.source() != UnsubscribeSource.API;
        switch (status(workspace, person)) {
            case ACTIVE -> {}
            case PENDING -> activate(workspace, person, ConsentChange.CONFIRMED, evidence);
            case UNSUBSCRIBED -> {
                consents.release(workspace, person, "UNSUBSCRIBE");
                activate(workspace, person, ConsentChange.RESUBSCRIBED, evidence);
            }
            case COMPLAINED -> {
                if (!own) {
                    throw new Problem.Conflict("This person complained; only they themselves can come back.");
                }
                consents.release(workspace, person, "COMPLAINT");
                activate(workspace, person, ConsentChange.RESUBSCRIBED, evidence);
            }
            case BOUNCED -> {
                if (own) {
                    throw new Problem.Conflict("Mail to this address bounced; a user has to say that it works again.");
                }
                consents.release(workspace, person, "BOUNCE");
                activate(workspace, person, ConsentChange.RESUBSCRIBED, evidence);
            }
        }
    }

    /**
     * Stores a person's say on a category.
     *
     * @throws Problem.NotFound when the workspace has no such person or category
     */
    @Transactional
    public void setCategory(
            WorkspaceId workspace,
            SubscriberId person,
            UUID category,
            CategoryChoice choice,
            SubscriptionFrequency frequency,
            Evidence evidence) {
        if (!consents.setCategory(workspace, person, category, choice, frequency, evidence, clock.instant())) {
            throw new Problem.NotFound("category", category);
        }
    }

    /**
     * What a person has chosen.
     *
     * @throws Problem.NotFound when the workspace has no such person
     */
    @Transactional(readOnly = true)
    public Preferences preferences(WorkspaceId workspace, SubscriberId person) {
        return history.preferences(workspace, person).orElseThrow(() -> new Problem.NotFound("subscriber", person));
    }

    /** Whose audience a person is in, for tokens that name only the person; empty when they are no longer there. */
    public Optional<WorkspaceId> workspaceOf(SubscriberId person) {
        return consents.workspaceOf(person);
    }

    /**
     * Keeps one link from filling the history: asks before a change whether there were too many of late.
     *
     * @throws Problem.TooManyRequests when there were {@value #MOST_CHANGES} changes within an hour, whoever made them
     */
    public void requireCalm(WorkspaceId workspace, SubscriberId person) {
        Optional<Instant> again =
                history.changedAt(workspace, person, MOST_CHANGES - 1).map(at -> at.plus(CHANGES_COUNT));
        if (again.isPresent() && again.get().isAfter(clock.instant())) {
            throw new Problem.TooManyRequests(
                    "These preferences were changed " + MOST_CHANGES + " times within an hour.",
                    Duration.between(clock.instant(), again.get()).plusSeconds(1));
        }
    }

    /** A page of a person's history, newest first. */
    public Page<ConsentEntry> history(WorkspaceId workspace, SubscriberId person, long before, int limit) {
        List<ConsentEntry> rows = history.page(workspace, person, before, limit + 1);
        return Page.of(rows, limit, entry -> Long.toString(entry.id()));
    }

    private void activate(WorkspaceId workspace, SubscriberId person, ConsentChange change, Evidence evidence) {
        change(workspace, person, SubscriberStatus.ACTIVE, change, evidence);
    }

    private void change(
            WorkspaceId workspace,
            SubscriberId person,
            SubscriberStatus status,
            ConsentChange change,
            Evidence evidence) {
        Instant now = clock.instant();
        consents.changeStatus(workspace, person, status, change, evidence, now);
        publisher.publishEvent(new Changed(workspace, change, evidence.source(), List.of(person), now));
    }

    private SubscriberStatus status(WorkspaceId workspace, SubscriberId person) {
        return consents.lockStatus(workspace, person).orElseThrow(() -> new Problem.NotFound("subscriber", person));
    }
}

package lettermill.audience.subscriber;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import lettermill.audience.Consent;
import lettermill.audience.ConsentChange;
import lettermill.audience.Evidence;
import lettermill.audience.SubscriberStatus;
import lettermill.audience.UnsubscribeSource;
import lettermill.audience.segment.SegmentService;
import lettermill.base.EmailAddress;
import lettermill.base.Page;
import lettermill.base.Problem;
import lettermill.base.SubscriberId;
import lettermill.base.WorkspaceId;
import lettermill.workspace.Access;
import lettermill.workspace.Audit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What users can do with people. */
@Service
public class SubscriberService {

    private final Subscribers subscribers;
    private final Consent consent;
    private final SegmentService segments;
    private final Audit audit;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    SubscriberService(
            Subscribers subscribers,
            Consent consent,
            SegmentService segments,
            Audit audit,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.subscribers = subscribers;
        this.consent = consent;
        this.segments = segments;
        this.audit = audit;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** A person as a template sees them. */
    public record Person(String email, String name, Map<String, @Nullable Object> attributes) {}

    /**
     * A person's address, name and attributes, for a preview.
     *
     * @throws Problem.NotFound when the workspace has no such person
     */
    public Person person(WorkspaceId workspace, SubscriberId id) {
        Subscriber subscriber = get(workspace, id);
        return new Person(subscriber.email(), subscriber.name(), subscriber.attributes());
    }

    Page<Subscriber> page(WorkspaceId workspace, SubscriberSearch search, long before, int limit) {
        List<Subscriber> rows = subscribers.page(workspace, compile(workspace, search), before, Page.limit(limit) + 1);
        return Page.of(rows, limit, person -> person.id().toString());
    }

    SearchSql compile(WorkspaceId workspace, SubscriberSearch search) {
        return SearchSql.of(
                workspace,
                search,
                search.segment() == null ? null : segments.filter(workspace, search.segment()),
                clock.instant());
    }

    Subscriber get(WorkspaceId workspace, SubscriberId id) {
        return subscribers.find(workspace, id).orElseThrow(() -> new Problem.NotFound("subscriber", id));
    }

    /** Adds a person. */
    @Transactional
    public SubscriberId create(Access access, NewSubscriber wanted) {
        if (wanted.statusOrActive().left()) {
            throw new Problem.Invalid("status", "nobody begins by having left", "ACTIVE or PENDING");
        }
        EmailAddress email = EmailAddress.parse(wanted.email());
        AttributeRules.check(wanted.attributesOrNone());
        Instant now = clock.instant();
        try {
            SubscriberId id = subscribers.insert(access.workspace(), email, wanted, "by " + access.actor(), now);
            subscribers.setLists(access.workspace(), id, wanted.listsOrNone(), now);
            publisher.publishEvent(new Consent.Changed(
                    access.workspace(), ConsentChange.SUBSCRIBED, UnsubscribeSource.API, List.of(id), now));
            return id;
        } catch (DuplicateKeyException taken) {
            throw new Problem.Conflict("There is already a subscriber with this address.");
        }
    }

    /** Changes what is given. */
    @Transactional
    public void update(Access access, SubscriberId id, SubscriberChange change) {
        get(access.workspace(), id);
        EmailAddress email = change.email() == null ? null : EmailAddress.parse(change.email());
        AttributeRules.check(change.attributes() == null ? Map.of() : change.attributes());
        try {
            subscribers.update(access.workspace(), id, email, change, clock.instant());
        } catch (DuplicateKeyException taken) {
            throw new Problem.Conflict("There is already a subscriber with this address.");
        }
        List<UUID> lists = change.lists();
        if (lists != null) {
            subscribers.setLists(access.workspace(), id, lists, clock.instant());
        }
    }

    /** Deletes a person and all that is known of them, but a hash of the address where they had left. */
    @Transactional
    public void erase(Access access, SubscriberId id) {
        if (!subscribers.erase(access.workspace(), id, clock.instant())) {
            throw new Problem.NotFound("subscriber", id);
        }
        audit.record(access, "subscriber.erase", id.toString(), "");
    }

    /** Moves a person to ACTIVE or UNSUBSCRIBED in the name of a user. */
    @Transactional
    public void changeStatus(Access access, SubscriberId id, SubscriberStatus wanted) {
        Evidence evidence = new Evidence(UnsubscribeSource.API, null, "by " + access.actor());
        switch (wanted) {
            case ACTIVE -> consent.resubscribe(access.workspace(), id, evidence);
            case UNSUBSCRIBED -> consent.unsubscribe(access.workspace(), id, evidence);
            case PENDING, BOUNCED, COMPLAINED ->
                throw new Problem.Invalid("status", "only events of mails lead there", "ACTIVE or UNSUBSCRIBED");
        }
        audit.record(access, "subscriber.status", id.toString(), wanted.name());
    }
}
